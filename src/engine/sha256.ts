import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** Hexadecimal SHA-256 of a text in UTF-8. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const bytesAtOnce = 2 ** 21

/** Hexadecimal SHA-256 of a file's bytes, read into one buffer while the other one is hashed. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  const buffers = [Buffer.allocUnsafe(bytesAtOnce), Buffer.allocUnsafe(bytesAtOnce)] as const
  await using file = await open(path)
  let next = file.read(buffers[0])
  for (let turn = 1; ; turn = 1 - turn) {
    const { bytesRead, buffer } = await next
    if (bytesRead === 0) return hash.digest('hex')
    next = file.read(turn === 0 ? buffers[0] : buffers[1])
    hash.update(buffer.subarray(0, bytesRead))
  }
}
