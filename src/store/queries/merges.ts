import { z } from 'zod'
import { type PersonId, changeIdSchema, personIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, allOf, onPage } from './page.ts'

const row = z.object({
  mergeId: changeIdSchema,
  keptId: personIdSchema,
  keptName: z.string(),
  absorbedName: z.string(),
  /** Where the kept person lives now. */
  familyId: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
})
export type MergeRow = z.infer<typeof row>

/** Merges, newest first: all of the asker's area, or those into one person. */
export const listMerges =
  ({ personId, ...page }: PageOf & { readonly personId?: PersonId | undefined }) =>
  async (db: Db): Promise<Paged<MergeRow>> => {
    const wanted = allOf([personId && sql`kept_id = ${personId}`])
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from person_merge where ${wanted}`,
    )
    const items = await db.many(
      row,
      sql`
    select merged.change_id as "mergeId", kept_id as "keptId", coalesce(name_of(kept_id), '') as "keptName",
           coalesce((select fact.name from person_fact fact where fact.person_id = absorbed_id and fact.name is not null order by observed_on desc limit 1), '') as "absorbedName",
           home.family_id as "familyId", change.reason, coalesce(who.display_name, '') as by, change.recorded_at as at, undone.recorded_at as "undoneAt"
      from person_merge merged
      join change on change.change_id = merged.change_id
      left join change undone on undone.change_id = merged.ended_by
      left join account_label who on who.account_id = change.recorded_by
      left join lateral (select family_id from family_member member where member.person_id = kept_id and upper_inf(member.recorded)
        order by lower(valid) desc limit 1) home on true
     where ${wanted} order by change.seq desc ${onPage(page)}`,
    )
    return { items, total }
  }

/** Whether the civil register has confirmed another NIK for each of two persons. */
export const haveTwoVerifiedNiks =
  (one: PersonId, other: PersonId) =>
  async (db: Db): Promise<boolean> =>
    (
      await db.get(
        z.object({ two: z.boolean() }),
        sql`select have_two_verified_niks(${one}, ${other}) as two`,
      )
    ).two

/** The family that somebody belongs to, or belonged to last. */
export const findHomeOf =
  (personId: PersonId) =>
  async (db: Db): Promise<string | undefined> =>
    (
      await db.find(
        z.object({ familyId: z.string() }),
        sql`select family_id as "familyId" from family_member where person_id = ${personId} and upper_inf(recorded) order by lower(valid) desc limit 1`,
      )
    )?.familyId
