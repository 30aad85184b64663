import { z } from 'zod'
import {
  type DraftDecision,
  decisionProblems,
  draftDecision,
  prepareDecision,
  publishDecision,
} from '../../cycle/index.ts'
import { countChanges } from '../../exchange/index.ts'
import type { Json } from '../../kernel/index.ts'
import { decisionAskedSchema, decisionPublishSchema } from '../contract/decision.ts'
import { adoptKind } from './adopt.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'

const place = { listId: z.uuid(), areaCode: z.string() }
const previewSchema = decisionAskedSchema.extend(place)
const publishSchema = decisionPublishSchema.extend(place)

/** Deciding a programme: seen first, then published. The subject is the programme in an area. */
export function decisionKinds(parts: ServerParts): readonly JobKind[] {
  return [
    adoptKind(parts),
    jobKind({
      kind: 'list.preview',
      permission: 'list.publish',
      request: previewSchema,
      run: async (work) => renderPreview(await draft(work, parts)),
    }),
    jobKind({
      kind: 'list.publish',
      permission: 'list.publish',
      request: publishSchema,
      run: (work) => publish(work, parts),
    }),
  ]
}

async function draft(
  { request, actor, note }: Work<z.infer<typeof previewSchema>>,
  { registry: { store, keys } }: ServerParts,
): Promise<DraftDecision> {
  note(0.1, { id: 'Memeriksa berkas snapshot dan skor', en: 'Checking the files of snapshot and scores' })
  const { programme, period, decisionDate, runId, quota, listId, areaCode } = request
  const asked = { programme, period, decisionDate, runId, quota, listId, areaCode, areaId: actor.areaId }
  const prepared = await store.asActor(actor, prepareDecision(asked, keys))
  note(0.4, { id: 'Menetapkan setiap keluarga', en: 'Deciding every family' })
  return await draftDecision(prepared)
}

/** Decided once more; when it comes to another file than the one that was seen, nothing is published. */
async function publish(work: Work<z.infer<typeof publishSchema>>, parts: ServerParts): Promise<Json> {
  const decided = await draft(work, parts)
  if (decided.manifest.csvSha256 !== work.request.csvSha256) throw decisionProblems.listChanged()
  work.note(0.8, { id: 'Menandatangani dan menerbitkan', en: 'Signing and publishing' })
  await parts.registry.store.asOwner(publishDecision(decided, work.request.reason), work.actor)
  return { listId: decided.request.listId }
}

function renderPreview({ outcomes, changes, paid, request, manifest }: DraftDecision): Json {
  return {
    outcomes,
    difference: countChanges(changes),
    paid,
    quota: request.quota.reduce((sum, { quota }) => sum + quota, 0),
    csvSha256: manifest.csvSha256,
    previousListId: request.previous?.listId ?? null,
  }
}
