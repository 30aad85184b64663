import { z } from 'zod'
import { type AreaId, areaIdSchema } from '../../kernel/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type AreaMeasure = 'families' | 'coverage' | 'poorest' | 'currency' | 'matched'

const measuredRow = z.object({
  areaId: areaIdSchema,
  name: z.string(),
  code: z.string(),
  geometry: z
    .object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) })
    .nullable(),
  value: z.number().nullable(),
  n: z.number(),
})
export type MeasuredArea = z.infer<typeof measuredRow>

/**
 * A measure of each area right below `parentId`, over what the asker may see. `n` is the number of families (for
 * `matched`, of persons) that the value rests on. What the asker may see is read once, whatever the planner expects:
 * under row level security its estimates are guesses, and a nested loop over them takes a minute.
 */
export const measureAreas =
  (parentId: AreaId, measure: AreaMeasure) =>
  (db: Db): Promise<readonly MeasuredArea[]> =>
    db.many(
      measuredRow,
      sql`
    with child as (
      select area_id from area_parent where parent_id = ${parentId} and upper_inf(valid)
    ), base (village_id, value) as materialized (
      ${bases[measure]}
    ), inside as materialized (
      select ancestor_id, area_id from area_within where ancestor_id in (select area_id from child)
    ), measured as (
      select inside.ancestor_id as area_id, count(*) as n, ${aggregates[measure]} as value
        from base join inside on inside.area_id = base.village_id group by 1
    )
    select area.area_id as "areaId", area.name, coalesce(code.code, '') as code, boundary.geometry, measured.value::double precision, coalesce(measured.n, 0) as n
      from child join area using (area_id)
      left join area_code code on code.area_id = area.area_id and code.scheme = 'kemendagri' and upper_inf(code.valid)
      left join area_boundary boundary on boundary.area_id = area.area_id
      left join measured on measured.area_id = area.area_id
     order by code.code`,
    )

const activeFamilies = sql`family_state state where state.status = 'active' and upper_inf(state.valid) and upper_inf(state.recorded)`

/** One row a family, or a person, with its village and what is averaged. */
const bases: Readonly<Record<AreaMeasure, Sql>> = {
  families: sql`select village_id, 1 from ${activeFamilies}`,
  coverage: sql`
    select family.village_id, exists (select from submission where submission.family_id = frame.family_id and submission.campaign_id = frame.campaign_id)::int
      from frame_family frame join family using (family_id)
     where campaign_id = (select campaign_id from campaign order by starts_on desc, campaign_id limit 1)`,
  poorest: sql`
    select family.village_id, (score.decile_regency <= 4)::int
      from family_score score join family using (family_id)
     where run_id = (select run_id from ranking_run order by recorded_at desc, run_id limit 1)`,
  currency: sql`
    select family.village_id, (current_date - max(fact.observed_on)) / 30.4375
      from family_fact fact join family using (family_id) group by family_id, family.village_id`,
  // The newest answer of the register about each person's NIK, also where there is none.
  matched: sql`
    select person.village_id, coalesce(newest.outcome = 'passed', false)::int
      from person
      join family_member member on member.person_id = person.person_id and upper_inf(member.valid) and upper_inf(member.recorded)
      left join (
        select distinct on (person_id) person_id, outcome from validation where rule = 'civil_register'
         order by person_id, checked_on desc, validation_id desc) newest on newest.person_id = person.person_id`,
}

const aggregates: Readonly<Record<AreaMeasure, Sql>> = {
  families: sql`count(*)`,
  coverage: sql`avg(value)`,
  poorest: sql`avg(value)`,
  currency: sql`percentile_cont(0.5) within group (order by value)`,
  matched: sql`avg(value)`,
}
