import { z } from 'zod'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const rankedRow = z.object({
  code: z.string(),
  name: z.string(),
  families: z.number(),
  poorest: z.number(),
})
/** An area with its families in the newest ranking, and how many of them are among the poorest of all that the asker sees. */
type RankedPlace = z.infer<typeof rankedRow>

/**
 * The areas of a level, by code, in the newest ranking. The poorest are `share` of the families that the asker sees, by the
 * national rank, which orders them as any rank does.
 */
export const listRankedPlaces =
  (level: number, share: number) =>
  (db: Db): Promise<readonly RankedPlace[]> =>
    db.many(
      rankedRow,
      sql`
    with ranked as materialized (
      select family.village_id, row_number() over (order by score.rank_national) <= round(${share}::double precision * count(*) over ()) as poorest
        from family_score score join family using (family_id)
       where run_id = (select run_id from ranking_run order by recorded_at desc, run_id limit 1)
    ), inside as materialized (
      select area.area_id, area.name, within.area_id as village_id
        from area join area_within within on within.ancestor_id = area.area_id where area.level = ${level}
    )
    select coalesce(code.code, '') as code, inside.name, count(*)::int as families, (count(*) filter (where poorest))::int as poorest
      from ranked join inside using (village_id)
      left join area_code code on code.area_id = inside.area_id and code.scheme = 'kemendagri' and upper_inf(code.valid)
     group by 1, 2 order by 1, 2`,
    )

const shapeRow = z.object({
  code: z.string(),
  name: z.string(),
  geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
})
type AreaShape = z.infer<typeof shapeRow>

/** Boundaries of the areas of some codes, where they are known. */
export const listAreaShapes =
  (codes: readonly string[]) =>
  (db: Db): Promise<readonly AreaShape[]> =>
    db.many(
      shapeRow,
      sql`
    select code.code, area.name, boundary.geometry
      from area_code code join area using (area_id) join area_boundary boundary using (area_id)
     where code.scheme = 'kemendagri' and upper_inf(code.valid) and code.code = any(${codes}::text[]) order by code.code`,
    )
