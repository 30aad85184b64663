import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { previewBatch, promoteBatch, stageFile } from '../../cycle/index.ts'
import { batchIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { findBatch } from '../../store/index.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { inboxFile } from '../uploads/inbox.ts'

/** A file that was received: it waits in the inbox under the id of its batch. */
const fileSchema = z.object({
  fileName: z.string(),
  fileSha256: z.string(),
  profile: z.literal('siks-ng'),
  listDate: plainDateSchema,
})
const promotionSchema = fileSchema.extend({ reason: z.string() })
export type ListFile = z.infer<typeof fileSchema>
export type Promotion = z.infer<typeof promotionSchema>

/** Reading and promoting files; the subject is the batch. Both are all or nothing. */
export function importKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'import.read',
      permission: 'import.view',
      request: fileSchema,
      run: (work) => readIntoStaging(work, parts),
      afterCut: () => async () => problems.fileNotReadable().text,
    }),
    jobKind({
      kind: 'import.promote',
      permission: 'import.view',
      request: promotionSchema,
      run: (work) => promote(work, parts),
      afterCut:
        ({ subject }) =>
        async (db) =>
          (await findBatch(batchIdSchema.parse(subject))(db))?.batchState === 'promoted'
            ? 'done'
            : problems.promotionCutOff().text,
    }),
  ]
}

/**
 * Stages a file and checks its rows. COPY does not go with row level security, so the staging is the owner's, into the
 * uploader's area; what the rows mean is decided with the uploader's eyes.
 */
async function readIntoStaging(
  { subject, request, actor, note }: Work<ListFile>,
  { registry }: ServerParts,
): Promise<null> {
  const { store, codebook, vault, folder } = registry
  const batchId = batchIdSchema.parse(subject)
  const { fileName, profile, listDate } = request
  const path = inboxFile(folder, batchId)
  try {
    const file = { name: fileName, bytes: await readFile(path) }
    const { accountId, areaId } = actor
    const staged = await store.asOwner(
      stageFile(
        { batchId, profile, listDate, areaId, accountId, file },
        { codebook, vault, onProgress: (share) => note(share / 2) },
      ),
    )
    if (!staged.readable) throw problems.fileNotRead()
    note(0.5)
    await store.asActor(actor, previewBatch(batchId, codebook))
    return null
  } finally {
    await rm(path, { force: true })
  }
}

/** Promotes what nothing holds. */
async function promote(
  { subject, request: { reason }, actor }: Work<Promotion>,
  { registry: { store, codebook, vault } }: ServerParts,
): Promise<null> {
  const { accountId } = actor
  const batchId = batchIdSchema.parse(subject)
  await store.asActor(actor, promoteBatch(batchId, { codebook, vault, accountId, reason }))
  return null
}
