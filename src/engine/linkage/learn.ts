import {
  type CountedAgreement,
  type Evidence,
  type LinkagePlan,
  type Model,
  type PatternCount,
  type Sides,
  type TrainingCount,
  agreementStep,
  levelSteps,
  pairStep,
  patternCountStep,
  randomPairSteps,
  trainLinkage,
  trainingPairStep,
  valueCountStep,
} from '../../linkage/index.ts'
import { type Step, pipelineOf, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, duckDbDialect } from '../duckdb/index.ts'
import { type CountedRule, countRules } from './plan-rules.ts'

/** Pairs of a training rule that are looked at; of more, whole blocks are drawn. */
const pairsOfRule = 30_000

/** Estimates the model from the table `record`. */
export async function learnModel(
  db: DuckDb,
  plan: LinkagePlan,
  sides: Sides,
  records: number,
  counted: readonly CountedRule[],
): Promise<Model> {
  const isBlocking = plan.settings.training === plan.settings.blocking
  const rules = isBlocking ? counted : await countRules(db, plan, plan.trainingRules, sides, 't')
  const left = sides.kind === 'two' ? sides.split : records
  const evidence: Evidence = {
    comparisons: plan.comparisons,
    records,
    totalPairs: Math.max(1, sides.kind === 'two' ? left * (records - left) : (records * (records - 1)) / 2),
    counted: await countAgreements(db, plan, sides),
    random: await countRandom(db, plan, sides, records),
    ...(await countTraining(db, plan, sides, rules, isBlocking ? '' : 't')),
  }
  return trainLinkage(evidence, plan.settings.name)
}

async function countAgreements(
  db: DuckDb,
  plan: LinkagePlan,
  sides: Sides,
): Promise<readonly CountedAgreement[]> {
  const agreements: CountedAgreement[] = []
  for (const [index, { counted, frequency }] of plan.comparisons.entries()) {
    const agreeing = []
    let filled = { here: 0, there: 0 }
    for (const { level, feature } of counted) {
      const keep = frequency?.feature.name === feature.name
      const table = keep ? `value_count_${index}` : 'value_count'
      await db.run(`create or replace table ${table} as ${valueCountStep(table, feature.name, sides).sql}`)
      const { numbers } = await db.readColumns(agreementStep('agreement', table, sides).sql)
      filled = { here: numbers('here')[0] ?? 0, there: numbers('there')[0] ?? 0 }
      agreeing.push({ level, pairs: numbers('agreeing')[0] ?? 0 })
    }
    const filledPairs =
      sides.kind === 'two' ? filled.here * filled.there : (filled.here * (filled.here - 1)) / 2
    agreements.push({ filledPairs, agreeing, records: filled.here + filled.there })
  }
  await db.run('drop table if exists value_count')
  return agreements
}

async function countRandom(
  db: DuckDb,
  plan: LinkagePlan,
  sides: Sides,
  records: number,
): Promise<readonly PatternCount[]> {
  const pairs = randomPairSteps(sides, records, plan.settings.random_pairs, duckDbDialect)
  return await countPatterns(db, plan, pairs, 'random_pair')
}

async function countTraining(
  db: DuckDb,
  plan: LinkagePlan,
  sides: Sides,
  rules: readonly CountedRule[],
  prefix: string,
) {
  const rates = rules.map(({ pairs }) => rateOf(pairs))
  const drawn = pairStep(
    'drawn_pair',
    rules.map((rule) => rule.plan),
    sides,
    { rates },
    prefix,
  )
  const steps = [
    drawn,
    trainingPairStep(
      'drawn_pair',
      rules.map((rule) => rule.plan.rule),
    ),
  ]
  return {
    training: await countPatterns(db, plan, steps, 'training_pair'),
    rules: rules.map(({ plan: { rule }, pairs }, index) => ({
      text: rule.text,
      columns: rule.columns,
      pairs,
      rate: rates[index] ?? 1,
    })),
  }
}

/** A prime, so that no part of a packed key decides alone which blocks are drawn. */
function rateOf(pairs: number): number {
  const wanted = pairs / pairsOfRule
  if (wanted <= 1.5) return 1
  let rate = Math.max(3, Math.ceil(wanted))
  while (!isPrime(rate)) rate++
  return rate
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false
  return value > 1
}

async function countPatterns(
  db: DuckDb,
  plan: LinkagePlan,
  pairs: readonly Step[],
  made: string,
): Promise<readonly TrainingCount[]> {
  const inputs = pairs.flatMap(({ uses }) => uses).filter((name) => !pairs.some((step) => step.name === name))
  const steps = [
    ...pairs,
    ...levelSteps(made, plan.comparisons),
    patternCountStep(plan.comparisons, duckDbDialect),
  ]
  const { rowCount, numbers } = await db.readColumns(
    renderPipeline(pipelineOf(steps, ['record', ...inputs]), 'pattern_count'),
  )
  const [drawn, holds, pattern, count] = ['drawn', 'holds', 'pattern', 'count'].map(numbers)
  const rows = Array.from({ length: rowCount }, (_, row) => ({
    drawnBy: drawn?.[row] ?? 0,
    holds: holds?.[row] ?? 0,
    pattern: pattern?.[row] ?? 0,
    count: count?.[row] ?? 0,
  }))
  // Sums of doubles depend on their order, and no engine promises one.
  return rows.sort((a, b) => a.drawnBy - b.drawnBy || a.holds - b.holds || a.pattern - b.pattern)
}
