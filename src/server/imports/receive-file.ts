import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { type BatchId, type IdSource, type PlainDate, batchIdSchema } from '../../kernel/index.ts'
import { problems } from '../problems.ts'
import { inboxFile, openInbox } from './inbox.ts'
import type { ReceivedFile } from './work.ts'

type Reception = {
  readonly folder: string
  readonly newId: IdSource
  readonly profile: ReceivedFile['profile']
  readonly listDate: PlainDate
}

/**
 * Keeps what is sent on disk, readable by us alone, until it has been read.
 * @throws Problem `fileMissing`, `bodyTooLarge`
 */
export async function receiveFile(
  request: FastifyRequest,
  { folder, newId, profile, listDate }: Reception,
): Promise<{ readonly batchId: BatchId; readonly path: string; readonly file: ReceivedFile }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw problems.fileMissing()
  const batchId = batchIdSchema.parse(newId())
  await openInbox(folder)
  const path = inboxFile(folder, batchId)
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
  const fileName = part.filename.replace(/\p{Cc}/gu, '').slice(0, 200)
  return { batchId, path, file: { fileName, fileSha256: hash.digest('hex'), profile, listDate } }
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
