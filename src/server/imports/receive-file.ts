import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { type IdSource, type PlainDate, batchIdSchema } from '../../kernel/index.ts'
import { problems } from '../problems.ts'
import type { UploadedFile } from './work.ts'

type Reception = {
  readonly folder: string
  readonly newId: IdSource
  readonly profile: 'siks-ng'
  readonly listDate: PlainDate
}

/**
 * Keeps what is sent on disk, readable by us alone, until it has been read.
 * @throws Problem `fileMissing`, `bodyTooLarge`
 */
export async function receiveFile(
  request: FastifyRequest,
  { folder, newId, profile, listDate }: Reception,
): Promise<UploadedFile & { readonly sha256: string }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw problems.fileMissing()
  const batchId = batchIdSchema.parse(newId())
  await mkdir(join(folder, 'inbox'), { recursive: true, mode: 0o700 })
  const path = join(folder, 'inbox', `${batchId}.upload`)
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(part.file, hashing, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) throw problems.bodyTooLarge()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { batchId, path, name: part.filename.slice(0, 200), profile, listDate, sha256: hash.digest('hex') }
}
