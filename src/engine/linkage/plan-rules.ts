import {
  type BlockRule,
  type LinkagePlan,
  type RulePlan,
  type Sides,
  blockStep,
  crowdedKeyStep,
  sampledKeys,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'

/** What the planner knows of one rule before anything is paired. */
export type CountedRule = {
  readonly plan: RulePlan
  /** Beyond some hundred thousand records estimated, from the blocks of one key in so many. */
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

export type CountRequest = {
  readonly plan: LinkagePlan
  readonly rules: readonly BlockRule[]
  readonly sides: Sides
  readonly records: number
  /** Begins the numbers of tables, so that those of two sets of rules can stand side by side. */
  readonly prefix?: string
}

/**
 * Looks at the blocks of each rule. Blocks over the cap are split by the column that leaves the fewest records in blocks
 * that are still too big; those are refused. Makes the tables `big_N` and `bigger_N` of the keys of such blocks.
 */
export async function countRules(db: TableEngine, request: CountRequest): Promise<readonly CountedRule[]> {
  const counted: CountedRule[] = []
  for (const [index, rule] of request.rules.entries())
    counted.push(await countRule(db, request, rule, `${request.prefix ?? ''}${index}`))
  return counted
}

async function countRule(
  db: TableEngine,
  { plan, sides, records }: CountRequest,
  rule: BlockRule,
  number: string,
): Promise<CountedRule> {
  const cap = plan.settings.max_block
  const rate = Math.max(1, Math.floor(records / sampledRecords))
  const blocks = blockStep('block', rule, sides, sampledKeys(rule, rate, db.dialect))
  const seen = await summarise(db, `(${blocks.sql}) b`, cap)
  const small = { blocks: seen.blocks * rate, pairs: seen.pairs * rate }
  const big = await findBig(db, rule, sides, number, cap)
  if (big === undefined) {
    const whole = { rule, hasBig: false, refinedBy: undefined, hasBigger: false }
    return { plan: whole, ...small, largest: seen.largest, splitBy: undefined, ...nothingRefused }
  }
  const split = await splitBig(db, plan, rule, sides, number, big)
  return {
    ...split,
    blocks: small.blocks,
    pairs: small.pairs + split.pairs,
    largest: Math.max(seen.largest, big.largest),
  }
}

/** Records by whose keys a rule is counted; beyond them it is estimated. */
const sampledRecords = 100_000

/**
 * The table `big_N` of the blocks over the cap, or undefined. They are looked for among one record in so many that a block
 * of the cap's size shows 64 of them, then counted; that such a block shows fewer than 24 happens once in a thousand million
 * (the lower tail of a Poisson variable).
 */
async function findBig(
  db: TableEngine,
  rule: BlockRule,
  sides: Sides,
  number: string,
  cap: number,
): Promise<Summary | undefined> {
  const rate = Math.floor(cap / 64)
  const table = `big_${number}`
  await db.makeTable(
    table,
    rate <= 1 ? crowdedKeyStep(table, rule, 1, cap + 1).sql : crowdedKeyStep(table, rule, rate, 24).sql,
  )
  const { numbers } = await db.readColumns(`select count(*) as blocks from ${table}`)
  if (numbers('blocks')[0] !== 0) {
    const counted = blockStep(table, rule, sides, { within: table }).sql
    await db.makeTable(table, `select * from (${counted}) b where records > ${cap}`)
    const big = await summarise(db, table, cap)
    if (big.blocks > 0) return big
  }
  await db.dropTables([table])
  return undefined
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
  const within = `big_${number}`
  for (const { column, feature } of splitters(plan, rule)) {
    const step = blockStep('split_block', rule, sides, { within }, [inRecord(feature)])
    await db.makeTable('split_block', step.sql)
    const split = await summarise(db, 'split_block', plan.settings.max_block)
    tried.push({ column, feature, split })
    if (split.bigBlocks === 0) break
  }
  const best = tried.toSorted((a, b) => a.split.bigRecords - b.split.bigRecords)[0]
  if (best === undefined) return await refuseBig(db, rule, number, whole)
  const again = blockStep('split_block', rule, sides, { within }, [inRecord(best.feature)])
  await db.makeTable(
    `bigger_${number}`,
    `select * from (${again.sql}) b where records > ${plan.settings.max_block}`,
  )
  await db.dropTables(['split_block'])
  return {
    plan: { rule, hasBig: true, refinedBy: [inRecord(best.feature)], hasBigger: best.split.bigBlocks > 0 },
    pairs: best.split.pairs,
    splitBy: best.column,
    refusedBlocks: best.split.bigBlocks,
    refusedRecords: best.split.bigRecords,
    refusedExample: best.split.bigBlocks > 0 ? await exampleOf(db, rule, `bigger_${number}`) : undefined,
  }
}

async function refuseBig(db: TableEngine, rule: BlockRule, number: string, whole: Summary) {
  return {
    plan: { rule, hasBig: true, refinedBy: undefined, hasBigger: false },
    pairs: 0,
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
