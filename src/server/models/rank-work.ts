import { join } from 'node:path'
import { z } from 'zod'
import { rankSnapshot, writeSnapshot } from '../../cycle/index.ts'
import { type Message, plainDateSchema } from '../../kernel/index.ts'
import { parseModel } from '../../ranking/index.ts'
import { findModel, findModelBytes } from '../../store/index.ts'
import { asKnown } from '../changes/as-of.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'

const requestSchema = z.object({ modelId: z.string(), day: plainDateSchema })
export type RankingRequest = z.infer<typeof requestSchema>

/** Ranking the registry of a day by the model in force; the subject is the run's id. */
export function rankingKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'model.rank',
      permission: 'ranking.run',
      request: requestSchema,
      run: (work) => snapshotAndRank(work, parts),
    }),
  ]
}

const phases = {
  snapshot: { id: 'Membuat snapshot registri', en: 'Making a snapshot of the registry' },
  rank: { id: 'Memberi skor dan peringkat', en: 'Scoring and ranking' },
} satisfies Record<string, Message>

/** All families of the registry are ranked together; row level security shows each office its own. */
async function snapshotAndRank(
  { subject: runId, request: { modelId, day }, actor, note }: Work<RankingRequest>,
  { registry: { folder, store, codebook } }: ServerParts,
) {
  const head = await store.asActor(actor, findModel(modelId))
  const bytes = await store.asActor(actor, findModelBytes(modelId))
  if (!head || !bytes) throw problems.notFound()
  if (head.state !== 'in_force') throw problems.modelWay()
  const snapshotDir = join(folder, 'snapshots', runId)
  note(0, phases.snapshot)
  return await store.asOwner(async (db) => {
    const manifest = await writeSnapshot({ codebook, asOf: asKnown(day), outDir: snapshotDir })(db)
    note(0.5, phases.rank)
    const ranked = await rankSnapshot({
      runId,
      areaId: head.areaId,
      snapshotDir,
      manifest,
      model: parseModel(JSON.parse(bytes.document)),
      report: { modelId },
      scoresFile: join(folder, 'snapshots', `${runId}-scores.parquet`),
    })(db)
    return { runId, families: ranked.scored }
  })
}
