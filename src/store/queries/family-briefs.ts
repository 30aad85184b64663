import { z } from 'zod'
import { type FamilyId, areaIdSchema, familyIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { newestRun } from './search.ts'

const briefRow = z.object({
  familyId: familyIdSchema,
  headName: z.string(),
  villageId: areaIdSchema,
  memberCount: z.number(),
  decileRegency: z.number().nullable(),
  decileNational: z.number().nullable(),
  status: z.enum(['active', 'inactive']),
})
export type BriefOfFamily = z.infer<typeof briefRow>

/** Families as they are now, in no order. */
export const findFamilyBriefs =
  (familyIds: readonly FamilyId[]) =>
  (db: Db): Promise<readonly BriefOfFamily[]> =>
    db.many(
      briefRow,
      sql`
    select state.family_id as "familyId", state.village_id as "villageId", state.status, coalesce(head.name, '') as "headName",
           (select count(*) from family_member member where member.family_id = state.family_id and upper_inf(valid) and upper_inf(recorded)) as "memberCount",
           score.decile_regency as "decileRegency", score.decile_national as "decileNational"
      from family_state state
      left join lateral (
        select name_of(person_id) as name from family_member member
         where member.family_id = state.family_id and relation = '1' and upper_inf(recorded) order by lower(valid) desc limit 1) head on true
      left join family_score score on score.family_id = state.family_id and score.run_id = ${newestRun}
     where state.family_id = any(${familyIds}::uuid[]) and upper_inf(state.valid) and upper_inf(state.recorded)`,
    )

const nameRow = z.object({ personId: z.string(), name: z.string() })

/** The newest name of each person. */
export const findNames =
  (personIds: readonly string[]) =>
  async (db: Db): Promise<ReadonlyMap<string, string>> => {
    const rows = await db.many(
      nameRow,
      sql`
    select id::text as "personId", coalesce(name_of(id), '') as name from unnest(${[...new Set(personIds)]}::uuid[]) id`,
    )
    return new Map(rows.map(({ personId, name }) => [personId, name]))
  }
