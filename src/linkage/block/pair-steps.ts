import type { Step } from '../../sql/index.ts'
import type { BlockRule, RecordSql } from './block-rule.ts'

/**
 * Which records may be paired: all with all of one file, the left file's with the right one's, or only pairs that hold a
 * record that is new. Records of the right file, and new ones, have the numbers from `split` on.
 */
export type Sides = { readonly kind: 'one' } | { readonly kind: 'two' | 'new'; readonly split: number }

/** How a rule is run. `refined`: blocks over the cap are paired only where this further key agrees too. */
export type RulePlan = {
  readonly rule: BlockRule
  readonly hasBig: boolean
  readonly refinedBy: readonly RecordSql[] | undefined
  readonly hasBigger: boolean
}

/** Left records of one chunk: those whose number leaves `chunk` when divided by `of`. */
export type Chunk = { readonly chunk: number; readonly of: number }

/** One in so many blocks of each rule. */
export type BlockSample = { readonly rates: readonly number[] }

/** The keys of a rule for each record that has them all: rid, k0, k1 … */
export function keyRelation(rule: BlockRule, further: readonly RecordSql[] = []): string {
  const keys = [...rule.keys, ...further]
  const columns = keys.map((sql, index) => `${sql('record')} as k${index}`)
  const filled = keys.map((_, index) => `k${index} is not null`)
  return `(select * from (select rid, ${columns.join(', ')} from record) keyed where ${filled.join(' and ')})`
}

/** Blocks of two records and more with their size: k0 …, records, pairs (that the sides allow). */
export function blockStep(
  name: string,
  rule: BlockRule,
  sides: Sides,
  further: readonly RecordSql[] = [],
  within?: string,
): Step {
  const keys = keyNames(rule.keys.length + further.length)
  const later = sides.kind === 'one' ? '0' : `sum(case when rid >= ${sides.split} then 1 else 0 end)`
  const pairs = {
    one: 'records * (records - 1) / 2',
    two: '(records - later) * later',
    new: '(records - later) * later + later * (later - 1) / 2',
  }[sides.kind]
  const big = within === undefined ? '' : ` where ${isIn(within, keyNames(rule.keys.length), 'keyed')}`
  return {
    name,
    uses: ['record', ...(within === undefined ? [] : [within])],
    sql: `
select ${keys}, records, cast(${pairs} as bigint) as pairs from (
  select ${keys}, count(*) as records, cast(${later} as bigint) as later
  from ${keyRelation(rule, further)} keyed${big} group by ${keys} having count(*) > 1) block
where ${pairs} > 0`,
  }
}

/** The pairs of all rules, each once: a < b, and the mask of the rules that made it. */
export function pairStep(
  name: string,
  plans: readonly RulePlan[],
  sides: Sides,
  part: Chunk | BlockSample = { chunk: 0, of: 1 },
  prefix = '',
): Step {
  const parts = plans.flatMap((plan, index) => pairsOfPlan(plan, index, sides, part, prefix))
  return {
    name,
    uses: ['record', ...plans.flatMap((plan, index) => bigTables(plan, `${prefix}${index}`))],
    sql: `
select a, b, cast(bit_or(m) as bigint) as m from (${parts.join('\nunion all')}) made
group by a, b`,
  }
}

function bigTables({ hasBig, hasBigger }: RulePlan, number: string): readonly string[] {
  return [...(hasBig ? [`big_${number}`] : []), ...(hasBigger ? [`bigger_${number}`] : [])]
}

function pairsOfPlan(
  { rule, hasBig, refinedBy, hasBigger }: RulePlan,
  index: number,
  sides: Sides,
  part: Chunk | BlockSample,
  prefix: string,
): readonly string[] {
  const ownKeys = rule.keys.length
  const own = keyNames(ownKeys)
  const rate = 'rates' in part ? (part.rates[index] ?? 1) : 1
  const drawn =
    rate === 1
      ? 'true'
      : `(${own
          .split(', ')
          .map((key) => `${key} % ${rate}`)
          .join(' + ')}) % ${rate} = 0`
  const inBig = isIn(`big_${prefix}${index}`, own, 'keyed')
  const join = (where: string, further: readonly RecordSql[]) =>
    joined(
      `(select * from ${keyRelation(rule, further)} keyed where ${where})`,
      ownKeys + further.length,
      ruleBit(index),
      sides,
      'rates' in part ? undefined : part,
    )
  const whole = join(hasBig ? `${drawn} and not ${inBig}` : drawn, [])
  if (refinedBy === undefined) return [whole]
  const all = keyNames(ownKeys + refinedBy.length)
  const bigger = hasBigger ? ` and not ${isIn(`bigger_${prefix}${index}`, all, 'keyed')}` : ''
  return [whole, join(`${drawn} and ${inBig}${bigger}`, refinedBy)]
}

function joined(
  relation: string,
  keys: number,
  mask: string,
  sides: Sides,
  chunk: Chunk | undefined,
): string {
  const equal = Array.from({ length: keys }, (_, key) => `l.k${key} = r.k${key}`).join(' and ')
  const split = sides.kind === 'one' ? 0 : sides.split
  const side = { one: '', two: ` and l.rid < ${split} and r.rid >= ${split}`, new: ` and r.rid >= ${split}` }
  const left = chunk === undefined || chunk.of === 1 ? '' : ` and l.rid % ${chunk.of} = ${chunk.chunk}`
  return `
select l.rid as a, r.rid as b, ${mask} as m from ${relation} l join ${relation} r on ${equal}
where l.rid < r.rid${side[sides.kind]}${left}`
}

/** The bit of a rule in the masks of pairs. */
export function ruleBit(index: number): string {
  return `cast(${2 ** index} as bigint)`
}

function keyNames(count: number): string {
  return Array.from({ length: count }, (_, key) => `k${key}`).join(', ')
}

function isIn(table: string, keys: string, alias: string): string {
  const columns = keys.split(', ')
  const equal = columns.map((key) => `${table}.${key} = ${alias}.${key}`).join(' and ')
  return `exists (select 1 from ${table} where ${equal})`
}
