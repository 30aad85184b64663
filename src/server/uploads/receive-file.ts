import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { IdSource } from '../../kernel/index.ts'
import { problems } from '../problems.ts'
import { inboxFile, openInbox } from './inbox.ts'

/** A file as it was sent, in the inbox under its id. */
export type ReceivedFile = {
  readonly fileId: string
  readonly path: string
  readonly fileName: string
  readonly fileSha256: string
}

/**
 * Keeps what is sent on disk, readable by us alone, until it has been read.
 * @throws Problem `fileMissing`, `bodyTooLarge`
 */
export async function receiveFile(
  request: FastifyRequest,
  { folder, newId }: { readonly folder: string; readonly newId: IdSource },
): Promise<ReceivedFile> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw problems.fileMissing()
  const fileId = newId()
  await openInbox(folder)
  const path = inboxFile(folder, fileId)
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
  return { fileId, path, fileName, fileSha256: hash.digest('hex') }
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
