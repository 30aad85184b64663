import type { Dialect, Step } from '../../sql/index.ts'
import type { Sides } from '../block/pair-steps.ts'
import type { Comparison } from '../compare/comparison.ts'
import { patternSql } from '../compare/compare-steps.ts'

/** How often each value of a feature stands on each side: value, here, there. */
export function valueCountStep(name: string, feature: string, sides: Sides): Step {
  const there = sides.kind === 'two' ? `sum(case when rid >= ${sides.split} then 1 else 0 end)` : '0'
  return {
    name,
    uses: ['record'],
    sql: `
select ${feature} as value, count(*) - cast(${there} as bigint) as here, cast(${there} as bigint) as there
from record where ${feature} is not null group by ${feature}`,
  }
}

/** Records with a value on each side, and pairs that agree, of a table of value counts. */
export function agreementStep(name: string, counts: string, sides: Sides): Step {
  const agreeing = sides.kind === 'two' ? 'here * there' : 'here * (here - 1) / 2'
  return {
    name,
    uses: [counts],
    sql: `
select coalesce(cast(sum(here) as double), 0) as here, coalesce(cast(sum(there) as double), 0) as there,
  coalesce(cast(sum(${agreeing}) as double), 0) as agreeing
from ${counts}`,
  }
}

/** Records that random pairs are made of, with their `turn` on their side, and how many each has to be paired with. */
export type RandomSample = { readonly step: Step; readonly right: number; readonly partners: number }

/** Records of a side that random pairs are made of, at most. */
export const mostSampled = 20_000

/**
 * `low_record`: about twice as many of each side as are sampled, so that not all have to be sorted; undefined for few. Where
 * many records are the same it may hold fewer than are sampled, and is of no use.
 */
export function lowRecordStep(sides: Sides, records: number): Step | undefined {
  const smaller = sides.kind === 'two' ? Math.min(sides.split, records - sides.split) : records
  if (smaller <= 4 * mostSampled) return undefined
  const bound = Math.floor((2 ** 60 * 2 * mostSampled) / smaller)
  return {
    name: 'low_record',
    uses: ['record'],
    sql: `select rid, id, fingerprint from record where fingerprint < ${bound}`,
  }
}

/** The same records on every engine: those with the lowest fingerprints, found in the table `from`. To be kept as a table. */
export function sampledRecordStep(
  sides: Sides,
  records: number,
  pairs: number,
  from: string = 'record',
): RandomSample {
  const two = sides.kind === 'two'
  const left = two ? sides.split : records
  const right = two ? records - sides.split : records
  const most = two ? right : Math.floor((right - 1) / 2)
  const [sampledLeft, sampledRight] = [Math.min(left, mostSampled), Math.min(right, mostSampled)]
  const lowest = (where: string, count: number) => `
  select rid, row_number() over (order by fingerprint, id) - 1 as turn from (
    select rid, id, fingerprint from ${from}${where} order by fingerprint, id limit ${count}) lowest`
  const drawn = two
    ? `${lowest(` where rid < ${left}`, sampledLeft)} union all ${lowest(` where rid >= ${left}`, sampledRight)}`
    : lowest('', sampledLeft)
  return {
    step: {
      name: 'sampled_record',
      uses: [from],
      sql: drawn,
    },
    right: Math.max(1, sampledRight),
    partners: Math.max(1, Math.min(Math.ceil(pairs / Math.max(1, sampledLeft)), most)),
  }
}

/** Random pairs of the sampled records: each with the next ones in turn. */
export function randomPairStep(sides: Sides, { right, partners }: RandomSample, dialect: Dialect): Step {
  const two = sides.kind === 'two'
  const side = (alias: string, is: string) => (two ? ` where ${alias}.rid ${is} ${sides.split}` : '')
  // The partner is computed before the join: no engine looks for it by hash else.
  return {
    name: 'random_pair',
    uses: ['sampled_record'],
    sql: `
select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, cast(0 as bigint) as m from (
  select s.rid, (s.turn + o.n) % ${right} as partner
  from sampled_record s cross join ${dialect.wholeNumbers(two ? 0 : 1, partners + (two ? 0 : 1))} o${side('s', '<')}) l
join (select rid, turn from sampled_record s${side('s', '>=')}) r on r.turn = l.partner`,
  }
}

/**
 * About one in `rate` of `pairs` (`pairStep`): those whose record of the lower fingerprint is drawn. So no order of rows
 * changes the sample, and pairs of equal records are not favoured.
 */
export function trainingPairSteps(name: string, pairs: string, rate: number): readonly Step[] {
  const drawn = '(select rid from drawn_record)'
  return [
    {
      name: 'drawn_record',
      uses: ['record'],
      sql: `select rid from record where fingerprint % ${rate} = 0`,
    },
    {
      name,
      uses: [pairs, 'drawn_record', 'record'],
      sql: `
select p.a, p.b, p.m
from (select * from ${pairs} where a in ${drawn} or b in ${drawn}) p
join record l on l.rid = p.a join record r on r.rid = p.b
where least(l.fingerprint, r.fingerprint) % ${rate} = 0`,
    },
  ]
}

/** The records of the pairs of the given tables, with the features that comparisons read. To be kept as a table. */
export function learningRecordStep(pairs: readonly string[], comparisons: readonly Comparison[]): Step {
  const read = new Set(comparisons.flatMap(({ features }) => features.map(({ name }) => name)))
  const paired = pairs.flatMap((table) => [`select a as rid from ${table}`, `select b from ${table}`])
  return {
    name: 'learning_record',
    uses: ['record', ...pairs],
    sql: `
select ${['rid', ...read].join(', ')} from record
where rid in (${paired.join(' union all ')})`,
  }
}

/** Patterns of `pair_level` with their counts, by the rules that hold for them. */
export function patternCountStep(comparisons: readonly Comparison[]): Step {
  return {
    name: 'pattern_count',
    uses: ['pair_level'],
    sql: `
select m as holds, pattern, count(*) as count from (
  select m, ${patternSql(comparisons)} as pattern from pair_level) leveled
group by m, pattern`,
  }
}
