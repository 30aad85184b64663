import { readFile, rm } from 'node:fs/promises'
import { previewBatch, promoteBatch, stageFile } from '../../cycle/index.ts'
import type { BatchId, PlainDate } from '../../kernel/index.ts'
import type { Actor } from '../../store/index.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'

/** A file as it was received, kept on disk until it is read. */
export type UploadedFile = {
  readonly batchId: BatchId
  readonly path: string
  readonly name: string
  readonly profile: 'siks-ng'
  readonly listDate: PlainDate
}

/**
 * Stages a file and checks its rows. COPY does not go with row level security, so the staging is the owner's, into the
 * uploader's area; what the rows mean is decided with the uploader's eyes.
 */
export async function readFileInto(
  file: UploadedFile,
  actor: Actor,
  { registry }: ServerParts,
  onProgress: (share: number) => void,
): Promise<void> {
  const { store, codebook, vault } = registry
  const { batchId, profile, listDate, name } = file
  try {
    const request = {
      batchId,
      profile,
      listDate,
      areaId: actor.areaId,
      accountId: actor.accountId,
      file: { name, bytes: await readFile(file.path) },
    }
    const staged = await store.asOwner(
      stageFile(request, { codebook, vault, onProgress: (share) => onProgress(share / 2) }),
    )
    if (!staged.readable) throw problems.fileNotRead()
    onProgress(0.5)
    await store.asActor(actor, previewBatch(batchId, codebook))
  } finally {
    await rm(file.path, { force: true })
  }
}

/** Promotes what nothing holds, all or nothing. */
export async function promoteInto(
  batchId: BatchId,
  actor: Actor,
  reason: string,
  { registry }: ServerParts,
): Promise<void> {
  const { store, codebook, vault } = registry
  await store.asActor(actor, promoteBatch(batchId, { codebook, vault, accountId: actor.accountId, reason }))
}
