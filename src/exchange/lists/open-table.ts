import { csvLine } from '../../sheets/index.ts'
import type { Step } from '../../sql/index.ts'
import { standings } from './list-entry.ts'
import { withheldCells } from './suppression.ts'

/** Families by standing; `none` neither receive nor wait. */
export const openCategories = [...standings, 'none'] as const

export type VillageCount = { readonly villageCode: string } & Readonly<
  Record<(typeof openCategories)[number], number>
>

/** Counts for `renderOpenTable`, a row a village: `village_code` and the open categories. Reads `decision` and the snapshot. */
export const villageCountStep: Step = {
  name: 'village_count',
  uses: ['decision', 'recipient', 'family'],
  sql: `
select coalesce(f.village_code, r.village_code) as village_code,
  cast(sum(case when d.outcome in ('selected', 'kept_protected') then 1 else 0 end) as bigint) as receives,
  cast(sum(case when d.outcome = 'notice' then 1 else 0 end) as bigint) as notice,
  cast(sum(case when d.outcome = 'waiting' then 1 else 0 end) as bigint) as waiting,
  cast(sum(case when d.outcome in ('not_eligible', 'above_cut') then 1 else 0 end) as bigint) as none
from decision d
left join family f on f.family_id = d.family_id
left join recipient r on r.family_id = d.family_id
group by 1 order by 1`,
}

/**
 * The open table as CSV: villages with their sub-district's sum, families by standing and in all. Counts under `minCell`,
 * and those from which they could be worked out, read `x`. Protection holds within this table: a second table of
 * other areas or categories from the same families must not be published beside it unless checked together.
 */
export function renderOpenTable(villages: readonly VillageCount[], minCell = 10): string {
  const districts = Map.groupBy(villages.toSorted(byCode), ({ villageCode }) => villageCode.slice(0, 8))
  const lines = [...districts].flatMap(([districtCode, members]) =>
    districtLines(districtCode, members, minCell),
  )
  return csvLine(['level', 'area_code', ...openCategories, 'families']) + lines.join('')
}

function districtLines(
  districtCode: string,
  villages: readonly VillageCount[],
  minCell: number,
): readonly string[] {
  const rows = villages.map((village) => withSum(openCategories.map((category) => village[category])))
  const sums = rows.reduce((all, row) => all.map((sum, column) => sum + (row[column] ?? 0)))
  const withheld = withheldCells([...rows, sums], minCell)
  const heads = [...villages.map(({ villageCode }) => ['village', villageCode]), ['district', districtCode]]
  return [...rows, sums].map((row, index) =>
    csvLine([
      ...(heads[index] ?? []),
      ...row.map((count, column) => (withheld[index]?.[column] ? 'x' : count)),
    ]),
  )
}

function withSum(counts: readonly number[]): readonly number[] {
  return [...counts, counts.reduce((sum, count) => sum + count, 0)]
}

function byCode(a: VillageCount, b: VillageCount): number {
  return a.villageCode < b.villageCode ? -1 : 1
}
