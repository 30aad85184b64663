import type { ListChange } from '../../exchange/index.ts'
import { type ActorDb, copyRows, createList } from '../../store/index.ts'
import { type DraftDecision, decisionColumns } from './draft-decision.ts'

/** Writes a decision with its list and its difference from the list before; for the owner, on behalf of whoever decides. */
export const publishDecision =
  (draft: DraftDecision, reason: string) =>
  async (db: ActorDb): Promise<void> => {
    const { request, csv, manifest, signature, decisions, changes } = draft
    const { listId, areaId, programme, period, decisionDate, runId, previous, quota } = request
    await createList({
      listId,
      areaId,
      programme: programme.code,
      name: programme.name,
      period,
      decisionDate,
      runId,
      csv,
      manifest: { ...manifest },
      quota: quota.reduce((sum, each) => sum + each.quota, 0),
      keyId: signature.kid,
      signature: signature.signature,
      previousListId: previous?.listId,
    })(db)
    await copyRows('programme_decision', ['list_id', ...decisionColumns], withList(listId, decisions))(db)
    await copyRows('list_change', changeColumns, changeRows(listId, changes))(db)
    db.audit({
      action: 'list.publish',
      subject: listId,
      areaId,
      reason,
      detail: `programme=${programme.code} period=${period} sha256=${manifest.csvSha256}`,
    })
  }

function* withList<Row extends readonly unknown[]>(listId: string, rows: Iterable<Row>) {
  for (const row of rows) yield [listId, ...row] as const
}

const changeColumns = [
  'list_id',
  'family_id',
  'kind',
  'standing_before',
  'standing_after',
  'rank_before',
  'rank_after',
  'reason_id',
  'reason_en',
]

function* changeRows(listId: string, changes: readonly ListChange[]) {
  for (const { familyId, kind, before, after, reason } of changes)
    yield [
      listId,
      familyId,
      kind,
      before?.standing,
      after?.standing,
      before?.rank,
      after?.rank,
      reason.id,
      reason.en,
    ]
}
