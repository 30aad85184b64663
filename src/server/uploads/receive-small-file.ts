import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { problems } from '../problems.ts'

export type Upload = { readonly name: string; readonly bytes: Buffer; readonly sha256: string }

/**
 * A file that is small enough to hold.
 * @throws Problem `fileMissing`, `bodyTooLarge`
 */
export async function receiveSmallFile(request: FastifyRequest): Promise<Upload> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw problems.fileMissing()
  const bytes = await part.toBuffer()
  if (part.file.truncated) throw problems.bodyTooLarge()
  const name = part.filename.replace(/\p{Cc}/gu, '').slice(0, 200)
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
