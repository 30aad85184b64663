import type { Dialect, Step } from '../sql/index.ts'

type RankOptions = { readonly dialect: Dialect; readonly decileOf?: 'families' | 'persons' }

/**
 * From `scored` to `placed`: ranks and deciles of each row, by its number. Only numbers are sorted: the families
 * themselves stay where they are, so that a nation's ranks need little memory. The hash of an id is computed for those
 * alone who share their score with others.
 */
export function rankSteps(options: RankOptions): readonly Step[] {
  const persons = options.decileOf === 'persons' ? ', persons' : ''
  return [
    {
      name: orderedTable,
      uses: ['scored'],
      sql: `select cast(scored.rowid as integer) as family_row, regency_id, score_e8${persons},
  cast(row_number() over by_score as integer) as place, cast(rank() over by_score as integer) as first_place,
  lead(score_e8) over by_score is not distinct from score_e8 as is_next_equal
from scored window by_score as (order by score_e8)`,
    },
    {
      name: 'untied',
      uses: [orderedTable, 'scored'],
      sql: `select family_row, first_place - 1 + row_number() over (partition by ${orderedTable}.score_e8 order by ${options.dialect.hash('family_id')}) as place
from ${orderedTable} join scored on scored.rowid = family_row
where first_place <> place or is_next_equal`,
    },
    {
      name: 'ranked',
      uses: [orderedTable, 'untied'],
      sql: `select *, row_number() over (partition by regency_id order by rank_national) as rank_regency from (
  select ${orderedTable}.family_row, regency_id, score_e8${persons}, cast(coalesce(untied.place, ${orderedTable}.place) as integer) as rank_national
  from ${orderedTable} left join untied using (family_row)) as numbered`,
    },
    sizesStep(options),
    placedStep(options),
  ]
}

/** Read by two steps: worth keeping. */
export const orderedTable = 'ordered'

function sizesStep({ decileOf }: RankOptions): Step {
  const whole = decileOf === 'persons' ? 'sum(persons)' : 'count(*)'
  return {
    name: 'regency_sizes',
    uses: ['scored'],
    sql: `select regency_id, ${whole} as regency_size, sum(${whole}) over () as nation_size from scored group by regency_id`,
  }
}

/** A family lies in decile k when it, or the last of its persons, lies within the first k tenths. */
function placedStep({ decileOf }: RankOptions): Step {
  const place = (rank: string, partition: string) =>
    decileOf === 'persons'
      ? `sum(persons) over (${partition} order by ${rank} rows unbounded preceding)`
      : rank
  const decile = (at: string, of: string) => `cast(ceil(cast(10 * ${at} as double) / ${of}) as tinyint)`
  return {
    name: 'placed',
    uses: ['ranked', 'regency_sizes'],
    sql: `select family_row, regency_id, score_e8, cast(rank_national as integer) as rank_national, cast(rank_regency as integer) as rank_regency,
  ${decile(place('rank_national', ''), 'nation_size')} as decile_national,
  ${decile(place('rank_regency', 'partition by regency_id'), 'regency_size')} as decile_regency
from ranked join regency_sizes using (regency_id)`,
  }
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
    sql: `select regency_id, decile_regency, lead(min(score_e8)) over (partition by regency_id order by decile_regency) as next_regency
from placed group by regency_id, decile_regency`,
  },
]
