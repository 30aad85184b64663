import type { Dialect, Step } from '../../sql/index.ts'
import { weightGroups, weightJoins } from '../model/weight-tables.ts'
import type { Weights } from '../model/weights.ts'
import { type Comparison, coverOf, stridesOf } from './comparison.ts'

export type LevelRequest = {
  readonly comparisons: readonly Comparison[]
  readonly dialect: Dialect
  /** The table that holds the records of the pairs; `record` without it. */
  readonly records?: string
  readonly weights?: Weights
}

/**
 * The levels of the pairs of `pairs` (a, b, m): columns c0, c1 … and those of `pairs`. With `weights`, pairs that cannot
 * reach `weights.keep` whatever their texts say are dropped before any text is read: the bound is exact. Records are
 * fetched once a pair: what later steps read of them travels as the values `l` and `r`.
 */
export function levelSteps(pairs: string, request: LevelRequest): readonly Step[] {
  const { comparisons, weights } = request
  const near = nearStep(pairs, request)
  if (comparisons.every(({ far }) => far === undefined)) return [{ ...near, name: 'pair_level' }]
  const kept = weights === undefined ? near : boundStep(comparisons, weights)
  return [
    near,
    ...(weights === undefined ? [] : [kept]),
    measureStep(kept.name, comparisons),
    farStep(comparisons, weights),
  ]
}

function nearStep(pairs: string, { comparisons, dialect, records = 'record', weights }: LevelRequest): Step {
  const levels = comparisons.map(({ near }, index) => `${near} as c${index}`)
  const later = laterFeatures(comparisons, weights)
  const carried =
    later.length === 0 ? [] : ['l', 'r'].map((side) => `${dialect.fieldsOf(side, later)} as ${side}`)
  return {
    name: 'pair_near',
    uses: [pairs, records],
    sql: `
select p.a, p.b, p.m, ${[...levels, ...carried].join(',\n  ')}
from ${pairs} p join ${records} l on l.rid = p.a join ${records} r on r.rid = p.b`,
  }
}

/** What is read of two records after their near levels: texts to be measured, values to be weighed. */
function laterFeatures(comparisons: readonly Comparison[], weights: Weights | undefined): readonly string[] {
  const names = comparisons.flatMap(({ far, features, frequency }) => [
    ...(far === undefined ? [] : features.map(({ name }) => name)),
    ...(frequency === undefined || weights === undefined ? [] : [frequency.feature.name]),
  ])
  return [...new Set(names)]
}

function boundStep(comparisons: readonly Comparison[], weights: Weights): Step {
  const groups = weightGroups(comparisons)
  const most = groups.map(({ name }) => `${name}.most`)
  return {
    name: 'pair_bound',
    uses: ['pair_near', ...groups.map(({ name }) => name)],
    sql: `
select n.* from pair_near n${weightJoins(groups, 'n')}
where ${weights.prior} + ${most.join(' + ')} >= ${weights.keep}`,
  }
}

/** Each measure once, and only for pairs whose level is still open. */
function measureStep(from: string, comparisons: readonly Comparison[]): Step {
  const measures = comparisons.flatMap(({ far }, index) =>
    (far?.measures ?? []).map(
      (measure, number) => `case when p.c${index} is null then ${measure} end as s${index}_${number}`,
    ),
  )
  return {
    name: 'pair_measured',
    uses: [from],
    sql: `
select p.*, ${measures.join(',\n  ')}
from ${from} p`,
  }
}

function farStep(comparisons: readonly Comparison[], weights: Weights | undefined): Step {
  const levels = comparisons.map(({ far }, index) => {
    if (far === undefined) return `c${index}`
    const names = far.measures.map((_, number) => `s${index}_${number}`)
    return `coalesce(c${index}, ${far.level(names)}) as c${index}`
  })
  return {
    name: 'pair_level',
    uses: ['pair_measured'],
    sql: `select a, b, m, ${[...levels, ...(weights === undefined ? [] : ['l', 'r'])].join(',\n  ')} from pair_measured`,
  }
}

/** SQL: the number of the pattern that the levels c0, c1 … make. */
export function patternSql(comparisons: readonly Comparison[]): string {
  return stridesOf(comparisons)
    .map((stride, index) => `cast(c${index} as bigint) * ${stride}`)
    .join(' + ')
}

/**
 * Pairs with their weight in 1/1000 bit: a, b, m, pattern, weight; those below `weights.keep` are gone. Whole numbers are
 * added, so no order of adding changes the sum. The tables of `weightGroups` hold what levels add; where values are weighed by
 * their frequency, the table `frequency_N` holds for each value what it adds (value, bits).
 */
export function weightSteps(comparisons: readonly Comparison[], weights: Weights): readonly Step[] {
  const groups = weightGroups(comparisons)
  const weighed = comparisons.flatMap(({ frequency }, index) => (frequency ? [{ ...frequency, index }] : []))
  const values = weighed.map(
    ({ index }) =>
      `, case when ${isRareSql(comparisons, index)} then ${valueSql(comparisons[index])} end as v${index}`,
  )
  const joins = weighed.map(
    ({ index }) => `\nleft join frequency_${index} f${index} on f${index}.value = p.v${index}`,
  )
  const rarity = weighed.map(
    ({ index }) =>
      `case when v${index} is not null then coalesce(f${index}.bits, ${weights.unseenFrequency[index] ?? 0}) else 0 end`,
  )
  const valued: Step = {
    name: 'pair_valued',
    uses: ['pair_level'],
    sql: `select p.*${values.join('')} from pair_level p`,
  }
  const from = weighed.length > 0 ? valued.name : 'pair_level'
  const sum = [...groups.map(({ name }) => `${name}.weight`), ...rarity]
  return [
    ...(weighed.length > 0 ? [valued] : []),
    {
      name: 'pair_weighed',
      uses: [from, ...groups.map(({ name }) => name), ...weighed.map(({ index }) => `frequency_${index}`)],
      sql: `
select p.a, p.b, p.m, ${patternSql(comparisons)} as pattern,
  cast(${weights.prior} + ${sum.join(' + ')} as integer) as weight
from ${from} p${weightJoins(groups, 'p')}${joins.join('')}`,
    },
    {
      name: 'pair_scored',
      uses: ['pair_weighed'],
      sql: `select a, b, m, pattern, weight from pair_weighed where weight >= ${weights.keep}`,
    },
  ]
}

/** SQL: the value that two records share; where they may share it in two forms, the smaller, whichever is left. */
function valueSql(comparison: Comparison | undefined): string {
  const feature = comparison?.frequency?.feature.name ?? ''
  return (comparison?.frequency?.levels.length ?? 0) > 1
    ? `least(l.${feature}, r.${feature})`
    : `l.${feature}`
}

/** SQL: whether the level of a comparison is weighed by how rare its value is. */
function isRareSql(comparisons: readonly Comparison[], index: number): string {
  const covered = coverSql(comparisons, index)
  const levels = comparisons[index]?.frequency?.levels ?? []
  return `c${index} in (${levels.join(', ')})${covered === '' ? '' : ` and not (${covered})`}`
}

/** SQL: whether the agreement of another comparison contains this one's; empty where none can. */
function coverSql(comparisons: readonly Comparison[], index: number): string {
  const cover = coverOf(comparisons, index)
  return cover === undefined ? '' : `c${cover} >= 2`
}
