import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { type IdSource, type PlainDate, batchIdSchema } from '../../kernel/index.ts'
import { problems } from '../problems.ts'
import { openInbox } from './inbox.ts'
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
  const path = await openInbox(folder, batchId)
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await orRemove(path, async () => {
    await pipeline(part.file, hashing, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) throw problems.bodyTooLarge()
  })
  const name = part.filename.replace(/\p{Cc}/gu, '').slice(0, 200)
  return { batchId, path, name, profile, listDate, sha256: hash.digest('hex') }
}

/** Nothing that was sent stays on disk when it is not taken on. */
export async function orRemove(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
