import { z } from 'zod'
import { type Sql, sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, onPage } from './page.ts'

const entryRow = z.object({
  seq: z.number(),
  at: z.string(),
  account: z.string().nullable(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  area: z.string().nullable(),
  reason: z.string(),
  detail: z.string(),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof entryRow>

const columns = sql`seq, at, login as account, entry.role, action, subject, area.name as area, reason, detail, encode(hash, 'hex') as hash`
const sources = sql`audit_entry entry left join account_label using (account_id) left join area using (area_id)`

/** Entries of the asker's area, newest first. */
export const listAudit =
  ({ action, ...page }: PageOf & { readonly action: string | undefined }) =>
  async (db: Db): Promise<Paged<AuditRow>> => {
    const wanted: Sql = action === undefined ? sql`true` : sql`action = ${action}`
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from audit_entry where ${wanted}`,
    )
    const items = await db.many(
      entryRow,
      sql`select ${columns} from ${sources} where ${wanted} order by seq desc ${onPage(page)}`,
    )
    return { items, total }
  }
