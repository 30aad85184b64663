import { z } from 'zod'
import { type AreaId, type FamilyId, familyIdSchema } from '../../kernel/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, allOf, onPage } from './page.ts'

export type FamilySearch = PageOf & {
  /** A name that a member bears or bore; empty for all families. */
  readonly name: string
  readonly areaId: AreaId | undefined
  readonly decile: number | undefined
  readonly status: 'active' | 'inactive' | undefined
}

/** A family found; `matchedName` is the name that was alike. */
export type FoundFamily = { readonly familyId: FamilyId; readonly matchedName: string | null }

const foundRow = z.object({ familyId: familyIdSchema, matchedName: z.string().nullable() })
const totalRow = z.object({ total: z.number() })

/** More persons of one name than this are narrowed down by their area. */
const mostNamed = 2000

/** Families of the asker's area, those with the most alike names first. */
export const searchFamilies =
  (search: FamilySearch) =>
  async (db: Db): Promise<Paged<FoundFamily>> => {
    const hits = sql`with hit as (${search.name === '' ? everybody : named(search.name)}),
    found as (
      select hit.family_id, hit.name, hit.likeness, state.village_id
        from hit join family_state state on state.family_id = hit.family_id and upper_inf(state.valid) and upper_inf(state.recorded)
       where ${allOf(conditions(search))})`
    const { total } = await db.get(totalRow, sql`${hits} select count(*) as total from found`)
    const items = await db.many(
      foundRow,
      sql`
    ${hits} select family_id as "familyId", name as "matchedName" from found
     order by likeness desc nulls last, village_id, family_id ${onPage(search)}`,
    )
    return { items, total }
  }

const everybody = sql`select family_id, null::text as name, null::real as likeness from family`

/** The family that somebody belongs to, or belonged to last. */
function named(name: string): Sql {
  return sql`
    select distinct on (member.family_id) member.family_id, named.name, named.likeness
      from persons_named(${name}, ${mostNamed}) named
      join lateral (
        select family_id from family_member where family_member.person_id = named.person_id and upper_inf(recorded) order by lower(valid) desc limit 1
      ) member on true
     order by member.family_id, named.likeness desc, named.name`
}

function conditions({ areaId, decile, status }: FamilySearch): readonly (Sql | undefined)[] {
  return [
    areaId &&
      sql`exists (select from area_within where ancestor_id = ${areaId} and area_within.area_id = state.village_id)`,
    status && sql`state.status = ${status}`,
    decile === undefined
      ? undefined
      : sql`exists (select from family_score score where score.family_id = hit.family_id and score.decile_regency = ${decile} and run_id = ${newestRun})`,
  ]
}

/** Of the ranking that the asker may see. */
export const newestRun = sql`(select run_id from ranking_run order by recorded_at desc, run_id limit 1)`

/** Families, and families of persons, that have or had a number; by its keyed index. */
export const findFamiliesByNumber =
  (indexes: { readonly nik: readonly Buffer[]; readonly kk: readonly Buffer[] }) =>
  async (db: Db): Promise<readonly FamilyId[]> => {
    const rows = await db.many(
      z.object({ familyId: familyIdSchema }),
      sql`
    select family_id as "familyId" from family_fact where kk_index = any(${indexes.kk}::bytea[])
    union
    select member.family_id
      from person_fact fact
      left join person_merge merged on merged.absorbed_id = fact.person_id and upper_inf(merged.recorded)
      join lateral (
        select family_id from family_member where person_id = coalesce(merged.kept_id, fact.person_id) and upper_inf(recorded) order by lower(valid) desc limit 1
      ) member on true
     where fact.nik_index = any(${indexes.nik}::bytea[])
     order by 1 limit 50`,
    )
    return rows.map(({ familyId }) => familyId)
  }
