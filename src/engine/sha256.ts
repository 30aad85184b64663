import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** Hexadecimal SHA-256 of a text in UTF-8. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Hexadecimal SHA-256 of a file's bytes. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(bytes)
  return hash.digest('hex')
}
