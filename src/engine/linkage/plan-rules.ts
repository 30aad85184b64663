import {
  type BlockRule,
  type LinkagePlan,
  type RulePlan,
  type Sides,
  blockStep,
  plannedRecordStep,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'

/** What the planner knows of one rule before anything is paired. */
export type CountedRule = {
  readonly plan: RulePlan
  /** Estimated, beyond some hundred thousand records, until they are made. */
  readonly pairs: number
  /** The column that splits the blocks over the cap. */
  readonly splitBy: string | undefined
  readonly refusedBlocks: number
  readonly refusedRecords: number
  /** The number of a record of the largest refused block. */
  readonly refusedExample: number | undefined
}

/** The pairs of all rules, as often as rules make them. */
export function pairsOf(rules: readonly CountedRule[]): number {
  return rules.reduce((sum, { pairs }) => sum + pairs, 0)
}

export type CountRequest = {
  readonly plan: LinkagePlan
  readonly rules: readonly BlockRule[]
  readonly sides: Sides
  readonly records: number
  /** Begins the numbers of tables, so that those of two sets of rules can stand side by side. */
  readonly prefix?: string
}

export type Counted = {
  readonly rules: readonly CountedRule[]
  readonly prefix: string
}

/**
 * Looks at the blocks of each rule. Blocks over the cap are split by the column that leaves the fewest records in blocks
 * that are still too big; those are refused. Makes the tables `big_N` and `bigger_N` of the keys of such blocks.
 */
export async function countRules(db: TableEngine, request: CountRequest): Promise<Counted> {
  const { prefix = '' } = request
  const sample = await drawRecords(db, request)
  const rules: CountedRule[] = []
  for (const [index, rule] of request.rules.entries())
    rules.push(await countRule(db, request, sample, rule, `${prefix}${index}`))
  if (sample.from !== 'record') await db.dropTables([sample.from])
  return { rules, prefix }
}

async function countRule(
  db: TableEngine,
  { plan, sides }: CountRequest,
  sample: Sample,
  rule: BlockRule,
  number: string,
): Promise<CountedRule> {
  const seen = await sampleBlocks(db, rule, sides, sample)
  const crowded = seen.crowded === 0 ? undefined : await countCrowded(db, plan, rule, sides, number, sample)
  const pairs = seen.pairs + (crowded?.pairs ?? 0)
  if (crowded === undefined || crowded.bigBlocks === 0) {
    const whole = { rule, hasBig: false, refinedBy: undefined, hasBigger: false }
    return { plan: whole, pairs, splitBy: undefined, ...nothingRefused }
  }
  const split = await splitBig(db, plan, rule, sides, number, crowded)
  return { ...split, pairs: pairs + split.pairs }
}

/** Records of which all blocks are looked at. */
const mostExact = 200_000

type Sample = {
  /** The table of records whose blocks are looked at first. */
  readonly from: string
  readonly rate: number
  /** Records of a block there up to which it is not crowded. */
  readonly most: number
}

/**
 * One record in so many that a block of the cap's size shows 64 of its own; that such a block shows fewer than 24 and is
 * overlooked happens once in a thousand million (the lower tail of a Poisson variable).
 */
async function drawRecords(db: TableEngine, { plan, rules, records }: CountRequest): Promise<Sample> {
  const cap = plan.settings.max_block
  const rate = Math.floor(cap / 64)
  if (records <= mostExact || rate <= 1) return { from: 'record', rate: 1, most: cap }
  const drawn = plannedRecordStep(rate, rules)
  await db.makeTable(drawn.name, drawn.sql)
  return { from: drawn.name, rate, most: 23 }
}

/** Blocks that are crowded, and the pairs of the others: all of them, or as many as the sample speaks for. */
async function sampleBlocks(db: TableEngine, rule: BlockRule, sides: Sides, { from, rate, most }: Sample) {
  const blocks = blockStep('sampled_block', rule, sides, { from })
  const { pairs, bigBlocks } = await summarise(db, `(${blocks.sql}) sampled_block`, most)
  return { pairs: Math.round(pairs * rate ** 2), crowded: bigBlocks }
}

/** Counts the crowded blocks whole; those over the cap stay in the table `big_N`. */
async function countCrowded(
  db: TableEngine,
  { settings: { max_block: cap } }: LinkagePlan,
  rule: BlockRule,
  sides: Sides,
  number: string,
  { from, most }: Sample,
): Promise<Summary> {
  const table = `big_${number}`
  const sampled = blockStep(table, rule, sides, { from })
  await db.makeTable(table, `select * from (${sampled.sql}) b where records > ${most}`)
  await db.makeTable(table, blockStep(table, rule, sides, { within: table }).sql)
  const crowded = await summarise(db, table, cap)
  if (crowded.bigBlocks === 0) await db.dropTables([table])
  else await db.makeTable(table, `select * from ${table} where records > ${cap}`)
  return crowded
}

const nothingRefused = { refusedBlocks: 0, refusedRecords: 0, refusedExample: undefined } as const

type Summary = {
  readonly pairs: number
  readonly bigBlocks: number
  readonly bigRecords: number
}

/** Pairs of the blocks within the cap, and what is over it. */
async function summarise(db: TableEngine, table: string, cap: number): Promise<Summary> {
  const { numbers } = await db.readColumns(`
    select cast(coalesce(sum(case when records <= ${cap} then pairs end), 0) as double) as pairs,
      cast(coalesce(sum(case when records > ${cap} then 1 end), 0) as double) as big_blocks,
      cast(coalesce(sum(case when records > ${cap} then records end), 0) as double) as big_records
    from ${table}`)
  const one = (name: string) => numbers(name)[0] ?? 0
  return {
    pairs: one('pairs'),
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
): Promise<CountedRule> {
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
