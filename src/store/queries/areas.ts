import { z } from 'zod'
import { type AreaId, areaIdSchema } from '../../kernel/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

const briefShape = {
  areaId: areaIdSchema,
  level: z.number(),
  kind: z.string(),
  name: z.string(),
  code: z.string(),
}
const briefRow = z.object(briefShape)
const summaryRow = z.object({ ...briefShape, families: z.number() })
const pathRow = z.object({ ...briefShape, of: areaIdSchema })

export type AreaBrief = z.infer<typeof briefRow>
export type AreaSummary = z.infer<typeof summaryRow>

const columns = sql`area.area_id as "areaId", area.level, area.kind, area.name, coalesce(code.code, '') as code`
const withCode = sql`left join area_code code on code.area_id = area.area_id and code.scheme = 'kemendagri' and upper_inf(code.valid)`

/** The place of each area, from its province down to itself. */
export const findAreaPaths =
  (areaIds: readonly AreaId[]) =>
  async (db: Db): Promise<ReadonlyMap<AreaId, readonly AreaBrief[]>> => {
    const rows = await db.many(
      pathRow,
      sql`
    select within.area_id as of, ${columns}
      from area_within within join area on area.area_id = within.ancestor_id ${withCode}
     where within.area_id = any(${[...new Set(areaIds)]}::int[]) and area.level > 0 order by within.area_id, area.level`,
    )
    const paths = Map.groupBy(rows, ({ of }) => of)
    return new Map([...paths].map(([areaId, path]) => [areaId, path.map(({ of: _, ...brief }) => brief)]))
  }

export const findArea =
  (areaId: AreaId) =>
  (db: Db): Promise<AreaBrief | undefined> =>
    db.find(briefRow, sql`select ${columns} from area ${withCode} where area.area_id = ${areaId}`)

/** Areas that the asker works in, or that lie around them. */
const concerned = sql`(in_scope(area.area_id) or exists (select from area_within around where around.ancestor_id = area.area_id and around.area_id = current_area()))`

/** Whether the asker works in the area, or within it. */
export const isConcerned =
  (areaId: AreaId) =>
  async (db: Db): Promise<boolean> =>
    (await db.find(z.object({}), sql`select from area where area_id = ${areaId} and ${concerned}`)) !==
    undefined

/** The areas right below `parentId`, or the asker's own; with the active families that the asker may see. */
export const listAreas =
  (parentId: AreaId | undefined) =>
  (db: Db): Promise<readonly AreaSummary[]> =>
    db.many(
      summaryRow,
      sql`
    with wanted as materialized (
      select area.area_id from ${below(parentId)} area where ${concerned}
    ), lived_in as materialized (
      select village_id, count(*) as families from family_state where status = 'active' and upper_inf(valid) and upper_inf(recorded) group by 1
    ), counted as (
      select within.ancestor_id as area_id, sum(families) as families
        from lived_in join area_within within on within.area_id = lived_in.village_id
       where within.ancestor_id in (select area_id from wanted) group by 1
    )
    select ${columns}, coalesce(counted.families, 0) as families
      from wanted join area using (area_id) ${withCode} left join counted on counted.area_id = area.area_id order by code.code`,
    )

function below(parentId: AreaId | undefined): Sql {
  return parentId === undefined
    ? sql`(select area_id from area where area_id = current_area())`
    : sql`(select area_id from area_parent where parent_id = ${parentId} and upper_inf(valid))`
}
