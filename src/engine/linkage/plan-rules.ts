import {
  type BlockRule,
  type LinkagePlan,
  type RulePlan,
  type Sides,
  blockStep,
  memberStep,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'

/** What the planner counted of one rule before anything was paired. */
export type CountedRule = {
  readonly plan: RulePlan
  readonly blocks: number
  readonly pairs: number
  readonly largest: number
  /** The column that splits the blocks over the cap. */
  readonly splitBy: string | undefined
  readonly refusedBlocks: number
  readonly refusedRecords: number
  /** The number of a record of the largest refused block. */
  readonly refusedExample: number | undefined
}

/**
 * Counts the pairs of each rule. Blocks over the cap are split by the column that leaves the fewest records in blocks
 * that are still too big; those are refused. Makes the tables `block_N` and `member_N`, and of the keys of big ones `big_N` and `bigger_N`.
 */
export async function countRules(
  db: TableEngine,
  plan: LinkagePlan,
  rules: readonly BlockRule[],
  sides: Sides,
  prefix = '',
): Promise<readonly CountedRule[]> {
  const counted: CountedRule[] = []
  for (const [index, rule] of rules.entries())
    counted.push(await countRule(db, plan, rule, sides, `${prefix}${index}`))
  return counted
}

async function countRule(
  db: TableEngine,
  plan: LinkagePlan,
  rule: BlockRule,
  sides: Sides,
  number: string,
): Promise<CountedRule> {
  const cap = plan.settings.max_block
  const blocks = `block_${number}`
  await db.makeTable(blocks, blockStep(blocks, rule, sides).sql)
  const small = await summarise(db, blocks, cap)
  const base = { blocks: small.blocks, pairs: small.pairs, largest: small.largest }
  if (small.bigBlocks === 0) {
    const whole = {
      rule,
      hasBig: false,
      refinedBy: undefined,
      hasBigger: false,
      blocks: await keepMembers(db, rule, number),
    }
    return { plan: whole, ...base, splitBy: undefined, ...nothingRefused }
  }
  await db.makeTable(`big_${number}`, `select * from ${blocks} where records > ${cap}`)
  await db.makeTable(blocks, `select * from ${blocks} where records <= ${cap}`)
  const split = await splitBig(db, plan, rule, sides, number, small)
  return { ...base, ...split, plan: { ...split.plan, blocks: await keepMembers(db, rule, number) } }
}

/** Makes the table `member_N` beside `block_N`. */
async function keepMembers(db: TableEngine, rule: BlockRule, number: string) {
  const kept = { table: `block_${number}`, members: `member_${number}` }
  await db.makeTable(kept.members, memberStep(kept.members, rule, kept.table).sql)
  return kept
}

const nothingRefused = { refusedBlocks: 0, refusedRecords: 0, refusedExample: undefined } as const

type Summary = {
  readonly blocks: number
  readonly pairs: number
  readonly largest: number
  readonly bigBlocks: number
  readonly bigRecords: number
}

/** Blocks and pairs within the cap, and what is over it. */
async function summarise(db: TableEngine, table: string, cap: number): Promise<Summary> {
  const { numbers } = await db.readColumns(`
    select count(*) as blocks, cast(coalesce(sum(case when records <= ${cap} then pairs end), 0) as double) as pairs,
      coalesce(max(records), 0) as largest, cast(coalesce(sum(case when records > ${cap} then 1 end), 0) as double) as big_blocks,
      cast(coalesce(sum(case when records > ${cap} then records end), 0) as double) as big_records
    from ${table}`)
  const one = (name: string) => numbers(name)[0] ?? 0
  return {
    blocks: one('blocks'),
    pairs: one('pairs'),
    largest: one('largest'),
    bigBlocks: one('big_blocks'),
    bigRecords: one('big_records'),
  }
}

async function splitBig(
  db: TableEngine,
  plan: LinkagePlan,
  rule: BlockRule,
  sides: Sides,
  number: string,
  whole: Summary,
): Promise<Omit<CountedRule, 'blocks' | 'largest'>> {
  const tried = []
  for (const { column, feature } of splitters(plan, rule)) {
    const step = blockStep('split_block', rule, sides, [inRecord(feature)], `big_${number}`)
    await db.makeTable('split_block', step.sql)
    const split = await summarise(db, 'split_block', plan.settings.max_block)
    tried.push({ column, feature, split })
    if (split.bigBlocks === 0) break
  }
  const best = tried.toSorted((a, b) => a.split.bigRecords - b.split.bigRecords)[0]
  if (best === undefined) return await refuseBig(db, rule, number, whole)
  const again = blockStep('split_block', rule, sides, [inRecord(best.feature)], `big_${number}`)
  await db.makeTable(
    `bigger_${number}`,
    `select * from (${again.sql}) b where records > ${plan.settings.max_block}`,
  )
  await db.dropTables(['split_block'])
  return {
    plan: { rule, hasBig: true, refinedBy: [inRecord(best.feature)], hasBigger: best.split.bigBlocks > 0 },
    pairs: whole.pairs + best.split.pairs,
    splitBy: best.column,
    refusedBlocks: best.split.bigBlocks,
    refusedRecords: best.split.bigRecords,
    refusedExample: best.split.bigBlocks > 0 ? await exampleOf(db, rule, `bigger_${number}`) : undefined,
  }
}

async function refuseBig(db: TableEngine, rule: BlockRule, number: string, whole: Summary) {
  return {
    plan: { rule, hasBig: true, refinedBy: undefined, hasBigger: false },
    pairs: whole.pairs,
    splitBy: undefined,
    refusedBlocks: whole.bigBlocks,
    refusedRecords: whole.bigRecords,
    refusedExample: await exampleOf(db, rule, `big_${number}`),
  }
}

function inRecord(feature: string) {
  return (record: string) => `${record}.${feature}`
}

/** Compared columns that the rule does not hold already. */
function splitters(plan: LinkagePlan, rule: BlockRule) {
  return plan.comparisons.flatMap(({ column, counted }) => {
    const feature = counted[0]?.feature.name
    return rule.columns.includes(column) || feature === undefined ? [] : [{ column, feature }]
  })
}

/** The number of the first record of the largest block of `table`. */
async function exampleOf(db: TableEngine, rule: BlockRule, table: string): Promise<number | undefined> {
  const keys = rule.keys.map((sql, index) => `${sql('record')} = largest.k${index}`).join(' and ')
  const { numbers } = await db.readColumns(`
    select min(rid) as rid from record, (select * from ${table} order by records desc, k0 limit 1) largest where ${keys}`)
  return numbers('rid')[0]
}
