import type { BatchId } from '../../kernel/index.ts'
import { type BatchHead, type Db, countIssues, findBatch } from '../../store/index.ts'
import type { ImportBatch } from '../contract/import.ts'
import { problems } from '../problems.ts'

type FoundIssues = ImportBatch['issues']

export function renderHead(
  { areaId: _, counts, failureId, failureEn, by, ...head }: BatchHead,
  issues: FoundIssues,
): ImportBatch {
  const failure: FoundIssues =
    failureId === ''
      ? []
      : [{ code: 'work_failed', severity: 'error', count: 1, message: { id: failureId, en: failureEn } }]
  const none = { insert: 0, change: 0, unchanged: 0, conflict: 0, held: 0 }
  return { ...head, counts: { ...none, ...counts }, issues: [...failure, ...issues], by: by ?? '' }
}

export const readBatch =
  (batchId: BatchId) =>
  async (db: Db): Promise<ImportBatch> => {
    const head = await getBatch(batchId)(db)
    const issues = await countIssues(batchId)(db)
    return renderHead(
      head,
      issues.map(({ id, en, ...issue }) => ({ ...issue, message: { id, en } })),
    )
  }

/** @throws Problem `notFound` */
export const getBatch =
  (batchId: BatchId) =>
  async (db: Db): Promise<BatchHead> => {
    const head = await findBatch(batchId)(db)
    if (!head) throw problems.notFound()
    return head
  }

/** @throws Problem `notFound`, `batchNotChecked` */
export const requireChecked =
  (batchId: BatchId) =>
  async (db: Db): Promise<BatchHead> => {
    const head = await getBatch(batchId)(db)
    if (head.state !== 'checked') throw problems.batchNotChecked({ state: head.state })
    return head
  }
