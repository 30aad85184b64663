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
  /**
   * The tables of its blocks within the cap (`blockStep`) and of the records in those of three and more (`memberStep`),
   * while the numbers of records are those of the planner.
   */
  readonly blocks?: { readonly table: string; readonly members: string } | undefined
  readonly hasBigger: boolean
}

/** Left records of one chunk: those whose number leaves `chunk` when divided by `of`. */
export type Chunk = { readonly chunk: number; readonly of: number }

/** One in so many pairs, drawn by what both records hold, so that no order of rows changes the sample. */
export type PairSample = { readonly rate: number }

/** The keys of a rule for each record that has them all: rid, k0, k1 … */
export function keyRelation(rule: BlockRule, further: readonly RecordSql[] = []): string {
  const keys = [...rule.keys, ...further]
  const columns = keys.map((sql, index) => `${sql('record')} as k${index}`)
  const filled = keys.map((_, index) => `k${index} is not null`)
  return `(select * from (select rid, fingerprint, ${columns.join(', ')} from record) keyed where ${filled.join(' and ')})`
}

/** Blocks of two records and more: k0 …, records, pairs (that the sides allow), and the lowest and the highest record. */
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
select ${keys}, records, cast(${pairs} as bigint) as pairs, low, high from (
  select ${keys}, count(*) as records, cast(${later} as bigint) as later, min(rid) as low, max(rid) as high
  from ${keyRelation(rule, further)} keyed${big} group by ${keys} having count(*) > 1) block
where ${pairs} > 0`,
  }
}

/** The records of the blocks of `blocks` that hold three and more, with their keys. */
export function memberStep(name: string, rule: BlockRule, blocks: string): Step {
  const keys = keyNames(rule.keys.length)
  return {
    name,
    uses: ['record', blocks],
    sql: `
select keyed.* from ${keyRelation(rule)} keyed join (select ${keys} from ${blocks} where records > 2) b using (${keys})`,
  }
}

/** The pairs of all rules, each once: a < b, and the mask of the rules that made it. */
export function pairStep(
  name: string,
  plans: readonly RulePlan[],
  sides: Sides,
  part: Chunk | PairSample = { chunk: 0, of: 1 },
  prefix = '',
): Step {
  const parts = plans.flatMap((plan, index) => pairsOfPlan(plan, index, sides, part, prefix))
  return {
    name,
    uses: ['record', ...plans.flatMap((plan, index) => tablesOf(plan, `${prefix}${index}`))],
    sql: `
select a, b, cast(bit_or(m) as bigint) as m from (${parts.join('\nunion all\n')}) made
group by a, b`,
  }
}

function tablesOf({ hasBig, hasBigger, blocks }: RulePlan, number: string): readonly string[] {
  return [
    ...(blocks === undefined ? [] : [blocks.table, blocks.members]),
    ...(hasBig ? [`big_${number}`] : []),
    ...(hasBigger ? [`bigger_${number}`] : []),
  ]
}

function pairsOfPlan(
  { rule, hasBig, refinedBy, hasBigger, blocks }: RulePlan,
  index: number,
  sides: Sides,
  part: Chunk | PairSample,
  prefix: string,
): readonly string[] {
  const ownKeys = rule.keys.length
  const inBig = isIn(`big_${prefix}${index}`, keyNames(ownKeys), 'keyed')
  const ofRelation = (relation: string, keys: number) => joined(relation, keys, ruleBit(index), sides, part)
  const join = (where: string, further: readonly RecordSql[]) => {
    const keyed = keyRelation(rule, further)
    const relation = where === '' ? keyed : `(select * from ${keyed} keyed where ${where})`
    return ofRelation(relation, ownKeys + further.length)
  }
  const whole =
    blocks === undefined
      ? [join(hasBig ? `not ${inBig}` : '', [])]
      : [pairsOfTwo(blocks.table, ruleBit(index), part), ofRelation(blocks.members, ownKeys)]
  if (refinedBy === undefined) return whole
  const all = keyNames(ownKeys + refinedBy.length)
  const bigger = hasBigger ? ` and not ${isIn(`bigger_${prefix}${index}`, all, 'keyed')}` : ''
  return [...whole, join(`${inBig}${bigger}`, refinedBy)]
}

/** Most blocks hold two records: the planner has seen the pair already. */
function pairsOfTwo(blocks: string, mask: string, part: Chunk | PairSample): string {
  const pair = `(select low as rid, high from ${blocks} where records = 2)`
  if ('of' in part)
    return `select l.rid as a, l.high as b, ${mask} as m from ${pair} l where true${partSql(part)}`
  return `
select l.rid as a, r.rid as b, ${mask} as m from ${pair} two join record l on l.rid = two.rid join record r on r.rid = two.high
where true${partSql(part)}`
}

function joined(
  relation: string,
  keys: number,
  mask: string,
  sides: Sides,
  part: Chunk | PairSample,
): string {
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
where l.rid < r.rid${side[sides.kind]}${partSql(part)}`
}

function partSql(part: Chunk | PairSample): string {
  if ('rate' in part) return part.rate === 1 ? '' : ` and ${drawnSql(part)}`
  return part.of === 1 ? '' : ` and l.rid % ${part.of} = ${part.chunk}`
}

/** SQL: whether the pair of records l and r is drawn. */
export function drawnSql({ rate }: PairSample): string {
  return `(l.fingerprint + r.fingerprint) % ${rate} = 0`
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
