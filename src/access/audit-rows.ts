import { z } from 'zod'
import { sql } from '../sql/index.ts'
import type { Db } from '../store/index.ts'
import { type ChainEntry, type ChainHead, chainEntrySchema, hashSchema } from './audit-chain.ts'

const headRow = z.object({ seq: z.int(), hash: hashSchema })

/** The end of the chain as the database notes it. */
export const getAuditHead =
  () =>
  async (db: Db): Promise<ChainHead> =>
    await db.get(headRow, sql`select seq, encode(hash, 'hex') as hash from audit_head`)

/**
 * One state of the database for all queries of the transaction, whatever others commit meanwhile. Must come first in
 * a transaction of the owner; the serving role sees the entries of its area only, and they are no chain.
 */
export const freezeAudit =
  () =>
  async (db: Db): Promise<void> => {
    await db.run(sql`set transaction isolation level repeatable read, read only`)
  }

const rowsAtOnce = 5000

/** All entries in order, some thousand at a time in memory. */
export async function* readAuditEntries(db: Db): AsyncGenerator<ChainEntry> {
  let after = 0
  for (;;) {
    const rows = await db.many(
      chainEntrySchema,
      sql`
      select seq, at, account_id as "accountId", role, action, subject, area_id as "areaId", reason, detail,
        encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
        from audit_entry where seq > ${after} order by seq limit ${rowsAtOnce}`,
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) return
    after = last.seq
  }
}
