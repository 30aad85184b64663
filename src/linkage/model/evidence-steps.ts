import type { Dialect, Step } from '../../sql/index.ts'
import { type PairSample, type Sides, drawnSql } from '../block/pair-steps.ts'
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

/** Random pairs, the same on every engine: records in the order of their fingerprints, each with the next ones. */
export function randomPairSteps(
  sides: Sides,
  records: number,
  pairs: number,
  dialect: Dialect,
): readonly Step[] {
  const left = sides.kind === 'two' ? sides.split : records
  const right = sides.kind === 'two' ? records - sides.split : records
  const most = sides.kind === 'two' ? right : Math.floor((right - 1) / 2)
  const sampledLeft = Math.min(left, mostSampled)
  const sampledRight = Math.min(right, mostSampled)
  const partners = Math.max(1, Math.min(Math.ceil(pairs / Math.max(1, sampledLeft)), most))
  const sample = (name: string, where: string, count: number): Step => ({
    name,
    uses: ['record'],
    sql: `
select rid, row_number() over (order by fingerprint, id) - 1 as place from (
  select rid, id, fingerprint from record${where} order by fingerprint, id limit ${count}) drawn`,
  })
  const two = sides.kind === 'two'
  const rightSample = two ? 'right_sample' : 'left_sample'
  return [
    sample('left_sample', two ? ` where rid < ${left}` : '', sampledLeft),
    ...(two ? [sample('right_sample', ` where rid >= ${left}`, sampledRight)] : []),
    {
      name: 'random_pair',
      uses: ['left_sample', rightSample],
      sql: `
select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, cast(0 as bigint) as m from (
  select left_sample.rid, (left_sample.place + o.n) % ${Math.max(1, sampledRight)} as partner
  from left_sample cross join ${dialect.wholeNumbers(two ? 0 : 1, partners + (two ? 0 : 1))} o) l
join ${rightSample} r on r.place = l.partner`,
    },
  ]
}

const mostSampled = 20_000

/** The drawn ones of the pairs that rules have made (a, b, m). */
export function trainingPairStep(made: string, sample: PairSample): Step {
  const drawn = sample.rate === 1 ? '' : ` where ${drawnSql(sample)}`
  return {
    name: 'training_pair',
    uses: [made, 'record'],
    sql: `
select p.a, p.b, p.m from ${made} p join record l on l.rid = p.a join record r on r.rid = p.b${drawn}`,
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
