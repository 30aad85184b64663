import type { Dialect, Step } from '../sql/index.ts'
import { familyRow } from './feature-steps.ts'

type RankOptions = {
  readonly dialect: Dialect
  readonly decileOf?: 'families' | 'persons'
  /** SQL for a family's id in `family`. */
  readonly familyId: string
}

/**
 * From `scored` to `placed`: ranks and deciles of each family, in the order of the snapshot. Ranks are places in sorted
 * tables, which costs a third of what window functions do; only numbers are sorted. Equal scores are ordered by a hash
 * of the id, computed for those alone who share their score with others.
 */
export function rankSteps(options: RankOptions): readonly Step[] {
  const carried = [
    'regency_id',
    'score_e8',
    'probability_e6',
    ...(options.decileOf === 'persons' ? ['persons'] : []),
  ]
  return [
    {
      name: byScore,
      uses: ['scored'],
      sql: `select ${[familyRow, ...carried].join(', ')} from scored order by score_e8, ${familyRow}`,
    },
    {
      name: 'tied',
      uses: [byScore],
      sql: `select ${familyRow}, place, score_e8 from (
  select ${familyRow}, rowid as place, score_e8, lag(score_e8) over () as before, lead(score_e8) over () as after
  from ${byScore}) as neighbours
where score_e8 = before or score_e8 = after`,
    },
    {
      name: 'untied',
      uses: ['tied', 'family'],
      sql: `select ${familyRow}, min(place) over (partition by score_e8) + row_number() over (partition by score_e8 order by ${options.dialect.hash('family_id')}) as place
from tied join (select ${familyRow}, ${options.familyId} as family_id from family) as named using (${familyRow})`,
    },
    {
      name: byRegency,
      uses: [byScore, 'untied'],
      sql: `select ${[familyRow, ...carried].join(', ')}, cast(coalesce(untied.place, ${byScore}.rowid + 1) as integer) as rank_national
from ${byScore} left join untied using (${familyRow}) order by regency_id, rank_national`,
    },
    ...placedSteps(options),
  ]
}

const byScore = 'by_score'
const byRegency = 'by_regency'

/** The tables whose rows' order is a rank, or the snapshot's. */
export const sortedTables = [byScore, byRegency, 'placed'] as const

/** A family lies in decile k when it, or the last of its persons, lies within the first k tenths. */
function placedSteps({ decileOf }: RankOptions): readonly Step[] {
  const whole = decileOf === 'persons' ? 'sum(persons)' : 'count(*)'
  const reach = (rank: string, partition: string) =>
    decileOf === 'persons'
      ? `sum(persons) over (${partition} order by rank_national rows unbounded preceding)`
      : rank
  const decile = (at: string, of: string) => `cast(ceil(cast(10 * ${at} as double) / ${of}) as tinyint)`
  return [
    {
      name: 'regency_sizes',
      uses: [byRegency, 'areas'],
      sql: `select *, sum(regency_size) over () as nation_size
from (select regency_id, min(rowid) as first_row, ${whole} as regency_size from ${byRegency} group by regency_id) as counted
join (select distinct regency_id, regency_code from areas) as named using (regency_id)`,
    },
    {
      name: 'placed',
      uses: [byRegency, 'regency_sizes'],
      sql: `select ${familyRow}, regency_code, score_e8, probability_e6, rank_national, rank_regency,
  ${decile(reach('rank_national', ''), 'nation_size')} as decile_national,
  ${decile(reach('rank_regency', 'partition by regency_id'), 'regency_size')} as decile_regency
from (select *, cast(${byRegency}.rowid - first_row + 1 as integer) as rank_regency
  from ${byRegency} join regency_sizes using (regency_id)) as ranked
order by ${familyRow}`,
    },
  ]
}

/** For each decile the lowest score of the one after it. */
export const cutSteps: readonly Step[] = [
  {
    name: 'national_cuts',
    uses: ['placed'],
    sql: `select decile_national, lead(min(score_e8)) over (order by decile_national) as next_national
from placed group by decile_national`,
  },
  {
    name: 'regency_cuts',
    uses: ['placed'],
    sql: `select regency_code, decile_regency, lead(min(score_e8)) over (partition by regency_code order by decile_regency) as next_regency
from placed group by regency_code, decile_regency`,
  },
]
