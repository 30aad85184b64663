import type { Dialect, Step } from '../sql/index.ts'

type RankOptions = {
  readonly dialect: Dialect
  readonly idIsUuid?: boolean
  readonly decileOf?: 'families' | 'persons'
  /** Further columns of `scored` to be kept. */
  readonly carried: readonly string[]
}

/**
 * From `scored` to `by_regency`: families in the order of regency and rank, with their national ranks. Ranks are places in
 * sorted tables, which costs a third of what window functions do. Equal scores are ordered by the id where that is a UUID,
 * which says nothing of its family; else by a hash of it, for ids that count would put the first counted first.
 */
export function rankSteps({ dialect, idIsUuid = false, decileOf, carried }: RankOptions): readonly Step[] {
  const tie = idIsUuid ? 'family_id' : dialect.hash('cast(family_id as varchar)')
  const persons = decileOf === 'persons' ? ['persons'] : []
  const columns = ['family_id', 'regency_id', 'score_e8', 'probability_e6', ...persons, ...carried]
  return [
    {
      name: byScore,
      uses: ['scored'],
      sql: `select ${columns.join(', ')} from scored order by score_e8, ${tie}`,
    },
    {
      name: byRegency,
      uses: [byScore],
      sql: `select ${columns.join(', ')}, cast(rowid + 1 as integer) as rank_national
from ${byScore} order by regency_id, rank_national`,
    },
  ]
}

const byScore = 'by_score'
const byRegency = 'by_regency'

/** The tables whose rows' order is a rank. */
export const sortedTables = [byScore, byRegency] as const

/**
 * From `by_regency` to `placed`, in the same order: ranks and deciles of each family. It lies in decile k when it, or the
 * last of its persons, lies within the first k tenths.
 */
export function placedSteps({ decileOf, carried }: RankOptions): readonly Step[] {
  const ofPersons = decileOf === 'persons'
  const whole = ofPersons ? 'sum(persons)' : 'count(*)'
  const reach = (rank: string, partition: string) =>
    ofPersons ? `sum(persons) over (${partition} order by rank_national rows unbounded preceding)` : rank
  const decile = (at: string, of: string) => `cast(ceil(cast(10 * ${at} as double) / ${of}) as tinyint)`
  const columns = ['family_id', 'regency_code', 'score_e8', 'probability_e6', 'rank_national', 'rank_regency']
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
      sql: `select ${[...columns, ...carried].join(', ')},
  ${decile(reach('rank_national', ''), 'nation_size')} as decile_national,
  ${decile(reach('rank_regency', 'partition by regency_id'), 'regency_size')} as decile_regency
from (select *, cast(${byRegency}.rowid - first_row + 1 as integer) as rank_regency
  from ${byRegency} join regency_sizes using (regency_id)) as ranked${ofPersons ? '\norder by regency_id, rank_regency' : ''}`,
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
