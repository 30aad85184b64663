import { type Vault, factPlace, resealNumber } from '../../access/index.ts'
import type { AccountId, BatchId } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import {
  type ActorDb,
  type BatchSummary,
  type Db,
  checkBatch,
  findNumbersToReseal,
  promoteRows,
  resealStaged,
  setBatchState,
  summariseBatch,
} from '../../store/index.ts'
import { heldReasons } from './held-reasons.ts'

/** Decides what each row of a staged batch would do, for the preview. */
export const previewBatch =
  (batchId: BatchId, codebook: Codebook) =>
  async (db: Db): Promise<BatchSummary> => {
    await checkBatch(codebook, batchId, heldReasons)(db)
    await setBatchState(batchId, 'checked', { progress: 1 })(db)
    return await summariseBatch(batchId)(db)
  }

export type Promotion = {
  readonly codebook: Codebook
  readonly vault: Vault
  readonly accountId?: AccountId | undefined
  readonly reason: string
}

/**
 * Promotes what the preview showed, all or nothing. The rows are checked once more in the same transaction, since the
 * registry may have changed since the preview.
 */
export const promoteBatch =
  (batchId: BatchId, { codebook, vault, accountId, reason }: Promotion) =>
  async (db: ActorDb): Promise<BatchSummary> => {
    await checkBatch(codebook, batchId, heldReasons)(db)
    for (const level of ['person', 'family'] as const) await reseal(batchId, level, vault)(db)
    await promoteRows(codebook, batchId, { accountId, reason })(db)
    await setBatchState(batchId, 'promoted', { progress: 1 })(db)
    const summary = await summariseBatch(batchId)(db)
    db.audit({
      action: 'import.promote',
      subject: batchId,
      reason,
      detail: `rows=${summary.rows} promoted=${summary.promoted} held=${summary.held}`,
    })
    return summary
  }

const reseal =
  (batchId: BatchId, level: 'person' | 'family', vault: Vault) =>
  async (db: Db): Promise<void> => {
    const column = level === 'person' ? 'nik' : 'kk'
    const rows = await findNumbersToReseal(batchId, level)(db)
    const place = (rowId: string) => factPlace({ column, rowId })
    const resealed = rows.map(({ row, stagedFor, ownerId, cipher }) => ({
      row,
      cipher: resealNumber(vault, place(stagedFor), place(ownerId), cipher),
    }))
    if (resealed.length > 0) await resealStaged(batchId, level, resealed)(db)
  }
