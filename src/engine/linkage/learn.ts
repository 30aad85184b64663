import {
  type CountedAgreement,
  type Evidence,
  type LinkagePlan,
  type Model,
  type Sides,
  type TrainingCount,
  agreementStep,
  learningRecordStep,
  levelSteps,
  lowRecordStep,
  mostSampled,
  patternCountStep,
  randomPairStep,
  sampledRecordStep,
  trainLinkage,
  trainingPairSteps,
  valueCountStep,
} from '../../linkage/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { makePairs } from './make-pairs.ts'
import { type CountedRule, countRules, pairsOf } from './plan-rules.ts'

/** Pairs from which m is learnt; of more, one in so many. */
const mostTrainingPairs = 200_000

export type LearnRequest = {
  readonly plan: LinkagePlan
  readonly sides: Sides
  readonly records: number
  readonly rules: readonly CountedRule[]
  /** The table of their pairs (`pairStep`). */
  readonly pairs: string
}

/** Estimates the model from the table `record`. */
export async function learnModel(db: TableEngine, request: LearnRequest): Promise<Model> {
  const { plan, sides, records } = request
  const left = sides.kind === 'two' ? sides.split : records
  const counted = await countAgreements(db, request)
  await drawRandom(db, request)
  const { rules, rate } = await drawTraining(db, request)
  // One pass over the wide records for both kinds of pairs.
  const learning = learningRecordStep([randomPairs, trainingPairs], plan.comparisons)
  await db.makeTable(learning.name, learning.sql)
  const evidence: Evidence = {
    comparisons: plan.comparisons,
    records,
    totalPairs: Math.max(1, sides.kind === 'two' ? left * (records - left) : (records * (records - 1)) / 2),
    counted,
    random: await countPatterns(db, plan, randomPairs, learning.name),
    training: await countPatterns(db, plan, trainingPairs, learning.name),
    rate,
    rules: rules.map(({ plan: { rule }, pairs }) => ({ text: rule.text, columns: rule.columns, pairs })),
  }
  await db.dropTables([randomPairs, trainingPairs, learning.name])
  return trainLinkage(evidence, plan.settings.name)
}

const [randomPairs, trainingPairs] = ['random_pair', 'training_pair']

async function countAgreements(
  db: TableEngine,
  { plan, sides, rules }: LearnRequest,
): Promise<readonly CountedAgreement[]> {
  const agreements: CountedAgreement[] = []
  for (const [index, { counted, frequency }] of plan.comparisons.entries()) {
    const agreeing = []
    let filled = { here: 0, there: 0 }
    for (const { level, feature } of counted) {
      const keep = frequency?.feature.name === feature.name
      const known = keep ? undefined : pairsOfRule(rules, feature.name)
      if (known === undefined) {
        const table = keep ? `value_count_${index}` : 'value_count'
        await db.makeTable(table, valueCountStep(table, feature.name, sides).sql)
        const { numbers } = await db.readColumns(agreementStep('agreement', table, sides).sql)
        filled = { here: numbers('here')[0] ?? 0, there: numbers('there')[0] ?? 0 }
        agreeing.push({ level, pairs: numbers('agreeing')[0] ?? 0 })
      } else {
        filled = await countSides(db, 'record', feature.name, sides)
        agreeing.push({ level, pairs: known })
      }
    }
    const filledPairs =
      sides.kind === 'two' ? filled.here * filled.there : (filled.here * (filled.here - 1)) / 2
    agreements.push({ filledPairs, agreeing, records: filled.here + filled.there })
  }
  await db.dropTables(['value_count'])
  return agreements
}

/** The pairs of the rule whose key is just that feature: they are counted already. */
function pairsOfRule(rules: readonly CountedRule[], feature: string): number | undefined {
  return rules.find(({ plan: { rule, hasBig } }) => !hasBig && rule.equal === feature)?.pairs
}

/** Records of `table` with a value of `column`, on each side; of one file all are here. */
async function countSides(db: TableEngine, table: string, column: string, sides: Sides) {
  const there = sides.kind === 'two' ? `case when rid >= ${sides.split} then ${column} end` : 'null'
  const { numbers } = await db.readColumns(
    `select count(${column}) as filled, count(${there}) as there from ${table}`,
  )
  const count = (name: string) => numbers(name)[0] ?? 0
  return { here: count('filled') - count('there'), there: count('there') }
}

async function drawRandom(db: TableEngine, { plan, sides, records }: LearnRequest): Promise<void> {
  const low = await findLowRecords(db, sides, records)
  const sample = sampledRecordStep(sides, records, plan.settings.random_pairs, low)
  await db.makeTable(sample.step.name, sample.step.sql)
  // A table of its own: a scan of the few sampled records would keep one thread alone busy.
  await db.makeTable(randomPairs, randomPairStep(sides, sample, db.dialect).sql)
  await db.dropTables([sample.step.name, 'low_record'])
}

/** The table to look for the lowest fingerprints in. */
async function findLowRecords(db: TableEngine, sides: Sides, records: number): Promise<string> {
  const low = lowRecordStep(sides, records)
  if (low === undefined) return 'record'
  await db.makeTable(low.name, low.sql)
  const { here, there } = await countSides(db, low.name, 'rid', sides)
  const fewest = sides.kind === 'two' ? Math.min(here, there) : here
  return fewest >= mostSampled ? low.name : 'record'
}

async function drawTraining(db: TableEngine, request: LearnRequest) {
  const { plan } = request
  const isBlocking = plan.settings.training === plan.settings.blocking
  const { rules, pairs } = isBlocking ? request : await makeTrainingPairs(db, request)
  const rate = Math.max(1, Math.ceil(pairsOf(rules) / mostTrainingPairs))
  const steps = trainingPairSteps(trainingPairs, pairs, rate)
  await db.makeTable(trainingPairs, renderPipeline(pipelineOf(steps, [pairs, 'record']), trainingPairs))
  if (!isBlocking) await db.dropTables([pairs])
  return { rate, rules }
}

/** The pairs of rules that are there for training alone. */
async function makeTrainingPairs(db: TableEngine, { plan, sides, records }: LearnRequest) {
  const name = 'training_rule_pair'
  const counted = await countRules(db, { plan, rules: plan.trainingRules, sides, records, prefix: 't' })
  return { pairs: name, rules: await makePairs(db, { name, counted, sides, records }) }
}

async function countPatterns(
  db: TableEngine,
  plan: LinkagePlan,
  pairs: string,
  records: string,
): Promise<readonly TrainingCount[]> {
  const { comparisons } = plan
  const { dialect } = db
  const steps = [...levelSteps(pairs, { comparisons, dialect, records }), patternCountStep(comparisons)]
  const inputs = steps.flatMap(({ uses }) => uses).filter((name) => !steps.some((step) => step.name === name))
  const { rowCount, numbers } = await db.readColumns(
    renderPipeline(pipelineOf(steps, inputs), 'pattern_count'),
  )
  const [holds, pattern, count] = ['holds', 'pattern', 'count'].map(numbers)
  const rows = Array.from({ length: rowCount }, (_, row) => ({
    holds: holds?.[row] ?? 0,
    pattern: pattern?.[row] ?? 0,
    count: count?.[row] ?? 0,
  }))
  // Sums of doubles depend on their order, and no engine promises one.
  return rows.sort((a, b) => a.holds - b.holds || a.pattern - b.pattern)
}
