import type { Step } from '../../sql/index.ts'
import type { BlockRule, RecordSql } from './block-rule.ts'

/**
 * Which records may be paired: all with all of one file, the left file's with the right one's, or only pairs that hold a
 * record that is new. Records of the right file, and new ones, have the numbers from `split` on. Of two files with `old` only
 * pairs that hold a new record: old ones are the left file's below `old.left` and the right one's from `old.right` on.
 */
export type Sides =
  | { readonly kind: 'one' }
  | { readonly kind: 'new'; readonly split: number }
  | {
      readonly kind: 'two'
      readonly split: number
      readonly old?: { readonly left: number; readonly right: number }
    }

/** How a rule is run. `refined`: blocks over the cap are paired only where this further key agrees too. */
export type RulePlan = {
  readonly rule: BlockRule
  readonly hasBig: boolean
  readonly refinedBy: readonly RecordSql[] | undefined
  readonly hasBigger: boolean
}

/** Pairs of one chunk: those whose first record's number leaves `chunk` when divided by `of`. */
export type Chunk = { readonly chunk: number; readonly of: number }

type Keyed = {
  readonly from?: string
  /** Further keys, which a record must have too. */
  readonly further?: readonly RecordSql[]
}

/** The keys of a rule for each record that has them all: rid, k0, k1 … */
function keyRelation(rule: BlockRule, { from = 'record', further = [] }: Keyed): string {
  const keys = [...rule.keys, ...further]
  const columns = keys.map((sql, index) => `${sql('record')} as k${index}`)
  const filled = keys.map((_, index) => `k${index} is not null`)
  return `(select * from (select rid, ${columns.join(', ')} from ${from} record) keyed where ${filled.join(' and ')})`
}

/** Blocks to be looked at: of the records of the table `from`, or those that the table `within` names by the rule's own keys. */
export type BlockChoice = { readonly from?: string; readonly within?: string }

/** Blocks of two records and more: k0 …, records, pairs (that the sides allow). */
export function blockStep(
  name: string,
  rule: BlockRule,
  sides: Sides,
  { from = 'record', within }: BlockChoice = {},
  further: readonly RecordSql[] = [],
): Step {
  const keys = keyNames(rule.keys.length + further.length)
  const later = sides.kind === 'one' ? '0' : `sum(case when rid >= ${sides.split} then 1 else 0 end)`
  const pairs = {
    one: 'records * (records - 1) / 2',
    two: '(records - later) * later',
    new: '(records - later) * later + later * (later - 1) / 2',
  }[sides.kind]
  const where = within === undefined ? '' : ` where ${isIn(within, keyNames(rule.keys.length), 'keyed')}`
  return {
    name,
    uses: [from, ...(within === undefined ? [] : [within])],
    sql: `
select ${keys}, records, cast(${pairs} as bigint) as pairs from (
  select ${keys}, count(*) as records, cast(${later} as bigint) as later
  from ${keyRelation(rule, { from, further })} keyed${where}
  group by ${keys} having count(*) > 1) block
where ${pairs} > 0`,
  }
}

/**
 * One record in `rate` by a hash of its number: its square, once the number is spread over 31 bits, modulo the largest prime
 * of 31 bits. Without the square neighbours would be drawn too evenly, and the pairs among them be missed. Each comes with the
 * features that `rules` read.
 */
export function plannedRecordStep(rate: number, rules: readonly BlockRule[]): Step {
  const read = new Set(rules.flatMap(({ features }) => features.map(({ name }) => name)))
  const spread = `((cast(rid as bigint) * 1103515245 + 12345) & 2147483647)`
  const isDrawn = `(${spread} * ${spread}) % 2147483647 < ${Math.floor(2147483647 / rate)}`
  return {
    name: 'planned_record',
    uses: ['record'],
    sql: `select ${['rid', ...read].join(', ')} from record where ${isDrawn}`,
  }
}

/** A rule as it is planned, and its place among the rules. */
export type PlacedRule = {
  readonly plan: RulePlan
  readonly index: number
  /** Of the tables `big_N` and `bigger_N`. */
  readonly number: string
}

/** The pairs of all rules, a < b, each once with the mask of the rules that make it; `found` is a table of pairs of others. */
export function pairStep(name: string, rules: readonly PlacedRule[], sides: Sides, found?: string): Step {
  const parts = [
    ...(found === undefined ? [] : [`select a, b, m from ${found}`]),
    ...rules.flatMap((rule) => pairsOfRule(rule, sides)),
  ]
  return {
    name,
    uses: ['record', ...rules.flatMap(tablesOf), ...(found === undefined ? [] : [found])],
    sql: `
select a, b, cast(bit_or(m) as bigint) as m
from (${parts.join('\nunion all\n')}) made
group by a, b`,
  }
}

/** The pairs of one chunk of `pairs` (`pairStep`). */
export function chunkStep(name: string, pairs: string, { chunk, of }: Chunk): Step {
  return { name, uses: [pairs], sql: `select * from ${pairs} where a % ${of} = ${chunk}` }
}

function tablesOf({ plan: { hasBig, hasBigger }, number }: PlacedRule): readonly string[] {
  return [...(hasBig ? [`big_${number}`] : []), ...(hasBigger ? [`bigger_${number}`] : [])]
}

function pairsOfRule(
  { plan: { rule, hasBig, refinedBy, hasBigger }, number, index }: PlacedRule,
  sides: Sides,
): readonly string[] {
  const ownKeys = rule.keys.length
  const inBig = isIn(`big_${number}`, keyNames(ownKeys), 'keyed')
  const join = (where: string, further: readonly RecordSql[]) => {
    const relation = `(select * from ${keyRelation(rule, { further })} keyed where ${where})`
    return joined(relation, ownKeys + further.length, ruleBit(index), sides)
  }
  if (!hasBig) return [join('true', [])]
  const whole = join(`not ${inBig}`, [])
  if (refinedBy === undefined) return [whole]
  const all = keyNames(ownKeys + refinedBy.length)
  const bigger = hasBigger ? ` and not ${isIn(`bigger_${number}`, all, 'keyed')}` : ''
  return [whole, join(`${inBig}${bigger}`, refinedBy)]
}

function joined(relation: string, keys: number, mask: string, sides: Sides): string {
  const equal = Array.from({ length: keys }, (_, key) => `l.k${key} = r.k${key}`).join(' and ')
  const split = sides.kind === 'one' ? 0 : sides.split
  const news =
    sides.kind === 'two' && sides.old ? ` and (l.rid >= ${sides.old.left} or r.rid < ${sides.old.right})` : ''
  const side = {
    one: '',
    two: ` and l.rid < ${split} and r.rid >= ${split}${news}`,
    new: ` and r.rid >= ${split}`,
  }
  return `
select l.rid as a, r.rid as b, ${mask} as m from ${relation} l join ${relation} r on ${equal}
where l.rid < r.rid${side[sides.kind]}`
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
