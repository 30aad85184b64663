import { z } from 'zod'
import type { BatchId } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const countRow = z.object({ name: z.string(), count: z.number() })

/** What a batch came to. `rows` = `promoted` + `held` once it is promoted: nothing is lost. */
export type BatchSummary = {
  readonly rows: number
  readonly promoted: number
  readonly held: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly issues: Readonly<Record<string, number>>
  readonly heldBy: Readonly<Record<string, number>>
}

export const summariseBatch =
  (batchId: BatchId) =>
  async (db: Db): Promise<BatchSummary> => {
    const outcomes = await db.many(
      countRow,
      sql`select outcome as name, count(*) from import_row where batch_id = ${batchId} group by 1 order by 1`,
    )
    const issues = await db.many(
      countRow,
      sql`select code as name, count(*) from import_issue where batch_id = ${batchId} group by 1 order by 1`,
    )
    const heldBy = await db.many(
      countRow,
      sql`select held_by[1] as name, count(*) from import_row where batch_id = ${batchId} and cardinality(held_by) > 0 group by 1 order by 1`,
    )
    const totals = z.object({ rows: z.number(), promoted: z.number(), held: z.number() })
    const total = await db.get(
      totals,
      sql`
    select count(*) as rows, count(*) filter (where promoted) as promoted, count(*) filter (where cardinality(held_by) > 0) as held
      from import_row where batch_id = ${batchId}`,
    )
    return { ...total, outcomes: recordOf(outcomes), issues: recordOf(issues), heldBy: recordOf(heldBy) }
  }

function recordOf(rows: readonly z.infer<typeof countRow>[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

/** Moves the batch on; refused by the database when the state is unknown. */
export const setBatchState =
  (batchId: BatchId, state: string, more: { readonly progress?: number; readonly rows?: number } = {}) =>
  async (db: Db): Promise<void> => {
    await db.run(
      sql`update import_batch set state = ${state}, progress = ${more.progress ?? 0}, rows = coalesce(${more.rows ?? null}::int, rows) where batch_id = ${batchId}`,
    )
  }
