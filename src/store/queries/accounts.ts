import { z } from 'zod'
import type { AccountId } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const activityRow = z.object({
  accountId: z.string(),
  lastSeenAt: z.string().nullable(),
  lockedUntil: z.string().nullable(),
})

/** When accounts were last seen, and until when they are locked at `at`; for the owner. */
export const findAccountActivity = (accountIds: readonly AccountId[], at: Date) => async (db: Db) => {
  const rows = await db.many(
    activityRow,
    sql`
    select account_id as "accountId",
           (select max(last_seen_at) from session where session.account_id = account.account_id) as "lastSeenAt",
           (select max(locked_until) from attempt where login_sha256 = sha256(convert_to(login, 'UTF8')) and locked_until > ${at}) as "lockedUntil"
      from account where account_id = any(${accountIds}::uuid[])`,
  )
  return new Map(rows.map(({ accountId, ...activity }) => [accountId, activity]))
}
