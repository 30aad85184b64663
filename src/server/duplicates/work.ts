import { join } from 'node:path'
import { z } from 'zod'
import { findDuplicates, withSnapshot } from '../../cycle/index.ts'
import { type Message, plainDateSchema } from '../../kernel/index.ts'
import { findArea } from '../../store/index.ts'
import { asKnown } from '../changes/as-of.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'

const requestSchema = z.object({
  day: plainDateSchema,
  reviewers: z.union([z.literal(1), z.literal(2)]),
  retrain: z.boolean(),
})
export type SearchRequest = z.infer<typeof requestSchema>

/** Looking for people who are in the registry twice; the subject is the run's id. The result is how many pairs there are. */
export function duplicateKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'linkage.find',
      permission: 'linkage.run',
      request: requestSchema,
      run: (work) => snapshotAndFind(work, parts),
    }),
  ]
}

const phases = {
  snapshot: { id: 'Membuat snapshot registri', en: 'Making a snapshot of the registry' },
  normalise: { id: 'Menyeragamkan nama dan tanggal', en: 'Bringing names and dates to one form' },
  train: { id: 'Melatih model', en: 'Training the model' },
  compare: { id: 'Membandingkan orang', en: 'Comparing people' },
  write: { id: 'Menyusun pasangan untuk ditinjau', en: 'Putting pairs up for review' },
} satisfies Record<string, Message>

/** How far the search is when a phase begins. */
const begins: Readonly<Record<string, readonly [number, Message]>> = {
  normalise: [0.4, phases.normalise],
  train: [0.5, phases.train],
  compare: [0.6, phases.compare],
  write: [0.9, phases.write],
}

async function snapshotAndFind(
  { subject: runId, request, actor, note }: Work<SearchRequest>,
  { registry: { folder, store, codebook } }: ServerParts,
) {
  const area = await store.asActor(actor, findArea(actor.areaId))
  if (!area) throw problems.notFound()
  const snapshotDir = join(folder, 'snapshots', runId)
  note(0, phases.snapshot)
  const snapshot = { codebook, asOf: asKnown(request.day), outDir: snapshotDir }
  const find = withSnapshot(snapshot, ({ sha256: snapshotSha256 }) =>
    findDuplicates({
      ...request,
      runId,
      areaId: actor.areaId,
      areaCode: area.level === 0 ? '' : area.code,
      snapshotDir,
      snapshotSha256,
      asOf: request.day,
      folder: join(folder, 'linkage'),
      createdBy: actor.accountId,
      onProgress: ({ phase }) => {
        const begun = begins[phase]
        if (begun) note(...begun)
      },
    }),
  )
  return await store.asOwner(find, actor)
}
