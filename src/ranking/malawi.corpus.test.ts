import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { areaUnderCurve, correlation, quotaError, rSquared } from './accuracy.ts'
import { simulateBudget, povertyOf } from './evaluation/budget.ts'
import { inferenceOf } from './evaluation/inference.ts'
import { gini } from './evaluation/poverty.ts'
import { targeting } from './evaluation/targeting.ts'
import { elasticNet } from './selection/lasso.ts'
import { stepwise } from './selection/stepwise.ts'
import { featureColumn } from './feature-steps.ts'
import { gramsOf, sumOf } from './gram.ts'
import { leastSquares, ridge } from './least-squares.ts'
import { predict } from './predict.ts'
import { parseSpec } from './spec.ts'
import { rawCoefficients, weightedMean } from './standardise.ts'
import { surveyOf } from './survey.ts'
import { type Training, trainingOf } from './training.ts'
import { midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

const corpus = process.env['MUTAKHIR_CORPUS'] ?? join(import.meta.dirname, '../../../shared/data')
const absent = existsSync(corpus) ? '' : ` (skipped: no ${corpus}; set MUTAKHIR_CORPUS)`

const numbers = z.array(z.number())
const spent = z.object({
  transfer: z.number().optional(),
  FGT0: z.number(),
  FGT1: z.number(),
  FGT2: z.number(),
})
const goldenSchema = z.object({
  names: z.array(z.string()),
  ols: numbers,
  svy_se_strata_psu: numbers,
  svy_se_psu: numbers,
  ols_se: numbers,
  vif: numbers,
  step_bic: numbers,
  step_p05: numbers,
  lasso: z.object({ lambda: numbers, a0: numbers, beta: z.array(numbers) }),
  r2: z.number(),
  r2_adj: z.number(),
  poverty: z.object({
    z: z.number(),
    fgt0: z.number(),
    fgt1: z.number(),
    fgt2: z.number(),
    gini: z.number(),
    mean: z.number(),
    median: z.number(),
  }),
  budget: z.object({
    z20: z.number(),
    gap: z.number(),
    base: spent,
    uniform: spent,
    pmt20: spent,
    perfect20: spent,
  }),
  ridge30_standardised: z.object({ center: numbers, scale: numbers, coef: numbers }),
  targeting_insample_ols: z.object({
    err20: z.number(),
    err40: z.number(),
    auc20: z.number(),
    auc40: z.number(),
    spearman: z.number(),
    coverage_by_decile: numbers,
    incidence_by_decile: numbers,
    cgh_bottom40: z.number(),
    concentration_coef: z.number(),
    undercoverage20: z.number(),
    leakage20: z.number(),
  }),
})

/** Values computed in R 4.2.2 (lm, survey::svyglm, a ridge of 30 on R's scale(), laeken-style mid-ranks). */
describe.skipIf(absent !== '')(`least squares on Malawi IHS2 agrees with R${absent}`, () => {
  test('coefficients to 1e-8 relative', async () => {
    const { training, golden } = await malawi()
    expect(relativeDistance(fitted(training).raw, golden.ols)).toBeLessThan(1e-8)
  })

  test('plain and design-based standard errors to 1e-6 relative, with and without strata; VIF and R2', async () => {
    const { training, golden } = await malawi()
    const stratum = { names: ['all'], codes: new Int32Array(training.survey.rowCount) }
    const [stratified, clustered] = [
      inferenceOf(training),
      inferenceOf(training, { ...training.survey, stratum }),
    ]
    const of = (member: 'plainSe' | 'designSe' | 'vif', inference = stratified) =>
      inference.coefficients.map((each) => each[member]!)
    expect(relativeDistance(of('plainSe'), golden.ols_se.slice(1))).toBeLessThan(1e-8)
    expect(relativeDistance(of('designSe'), golden.svy_se_strata_psu.slice(1))).toBeLessThan(1e-6)
    expect(relativeDistance(of('designSe', clustered), golden.svy_se_psu.slice(1))).toBeLessThan(1e-6)
    expect(relativeDistance(of('vif'), golden.vif)).toBeLessThan(1e-8)
    expect(Math.abs(stratified.r2 - golden.r2)).toBeLessThan(1e-12)
    expect(Math.abs(stratified.adjustedR2 - golden.r2_adj)).toBeLessThan(1e-12)
  })

  test('forward selection by BIC and by p < .05 at the effective sample size: sets equal, coefficients to 1e-8', async () => {
    const { training, golden } = await malawi()
    const { size, nation } = training.grams(0)
    const total = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0)
    const { weight, scalings } = training
    for (const [criterion, expected] of [
      [{ kind: 'bic' }, golden.step_bic],
      [{ kind: 'p', enter: 0.05, leave: 0.1 }, golden.step_p05],
    ] as const) {
      const chosen = stepwise(nation(training.folds), size, {
        criterion,
        direction: 'forward',
        questions: Int32Array.from({ length: size - 2 }, (_, j) => j),
        households: total(weight) ** 2 / total(weight.map((w) => w * w)),
      })
      const raw = rawCoefficients(chosen, scalings)
      expect([...raw].map((value) => value !== 0)).toEqual(expected.map((value) => value !== 0))
      expect(relativeDistance(raw, expected)).toBeLessThan(1e-8)
    }
  })

  test('lasso to 1e-5: the file stops where glmnet does, a few millionths before the solution', async () => {
    const { training, golden } = await malawi()
    const { size, nation } = training.grams(0)
    const { lambda, a0, beta } = golden.lasso
    const solutions = elasticNet(nation(training.folds), size, lambda, { alpha: 1 })
    for (const [step, solution] of solutions.toArray().entries()) {
      const raw = rawCoefficients(solution, training.scalings)
      const expected = [a0[step]!, ...beta.map((row) => row[step]!)]
      expected.forEach((value, index) => expect(Math.abs(raw[index]! - value)).toBeLessThan(1e-5))
      expect([...raw].map((value) => value !== 0)).toEqual(expected.map((value) => value !== 0))
    }
  })

  test('ridge of 30 to 1e-8 relative', async () => {
    const { training, golden } = await malawi()
    const { center, scale, coef } = golden.ridge30_standardised
    const { survey, weight } = training
    const { size, cells } = gramsOf({
      columns: survey.values.map((column, j) => column.map((value) => (value - center[j]!) / scale[j]!)),
      outcome: survey.outcome,
      weight,
      cell: new Int32Array(survey.rowCount),
      cellCount: 1,
    })
    expect(relativeDistance(ridge(sumOf(size, cells), size, 30), coef)).toBeLessThan(1e-8)
  })

  test('R2 and quota errors to 1e-10', async () => {
    const { training, golden } = await malawi()
    const { score } = fitted(training)
    const { outcome, personWeight, householdWeight } = training.survey
    const [truth, ranks] = [
      midRanks(orderingOf(outcome), personWeight),
      midRanks(orderingOf(score), personWeight),
    ]
    expect(Math.abs(rSquared(outcome, score, householdWeight) - golden.r2)).toBeLessThan(1e-10)
    for (const [share, expected] of [
      [0.2, 'err20'],
      [0.4, 'err40'],
    ] as const) {
      const error = quotaError(truth, ranks, personWeight, share)
      expect(Math.abs(error - golden.targeting_insample_ols[expected])).toBeLessThan(1e-10)
    }
  })

  test('FGT, Gini and mean to 1e-10 relative; the median lies in the gap between two households', async () => {
    const { training, golden } = await malawi()
    const { outcome, personWeight } = training.survey
    const welfare = outcome.map(Math.exp)
    const { z, fgt0, fgt1, fgt2, gini: expected, mean, median } = golden.poverty
    const poverty = povertyOf(welfare, personWeight, z)
    const pairs = [
      [poverty.fgt0, fgt0],
      [poverty.fgt1, fgt1],
      [poverty.fgt2, fgt2],
      [gini(welfare, personWeight), expected],
      [weightedMean(welfare, personWeight), mean],
    ] as const
    for (const [actual, value] of pairs) expect(Math.abs(actual / value - 1)).toBeLessThan(1e-10)
    expect(Math.abs(weightedQuantile(welfare, personWeight, 0.5) / median - 1)).toBeLessThan(1e-10)
  })

  test('coverage, incidence, CGH, leakage and the budget to 1e-10', async () => {
    const { training, golden } = await malawi()
    const { outcome, personWeight } = training.survey
    const truth = midRanks(orderingOf(outcome), personWeight)
    const ranks = midRanks(orderingOf(fitted(training).score), personWeight)
    const result = targeting(truth, ranks, personWeight, 0.2)
    const expected = golden.targeting_insample_ols
    expect(greatestDistance(result.coverage, expected.coverage_by_decile)).toBeLessThan(1e-10)
    expect(greatestDistance(result.incidence, expected.incidence_by_decile)).toBeLessThan(1e-10)
    const bottom40 = result.incidence.slice(0, 4).reduce((sum, value) => sum + value, 0) / 0.4
    expect(Math.abs(bottom40 - expected.cgh_bottom40)).toBeLessThan(1e-10)
    expect(Math.abs(1 - 0.2 * result.cgh - expected.leakage20)).toBeLessThan(1e-10)
    expect(Math.abs(quotaError(truth, ranks, personWeight, 0.2) - expected.undercoverage20)).toBeLessThan(
      1e-10,
    )
    const { z20, gap, base, uniform, pmt20, perfect20 } = golden.budget
    const selected = ranks.map((rank) => (rank <= 0.2 ? 1 : 0))
    const budget = simulateBudget(outcome.map(Math.exp), personWeight, selected, z20)
    expect(Math.abs(budget.gap / gap - 1)).toBeLessThan(1e-10)
    for (const [actual, value] of [
      [budget.before, base],
      [budget.universal, uniform],
      [budget.byScore, pmt20],
      [budget.perfect, perfect20],
    ] as const) {
      const { fgt0, fgt1, fgt2 } = actual
      expect(greatestDistance([fgt0, fgt1, fgt2], [value.FGT0, value.FGT1, value.FGT2])).toBeLessThan(1e-10)
      if ('transfer' in actual) expect(Math.abs(actual.transfer / value.transfer! - 1)).toBeLessThan(1e-10)
    }
  })

  test('AUC, Spearman and concentration: the file puts 102 pairs of equal households in some order, ours share a rank', async () => {
    const { training, golden } = await malawi()
    const { outcome, personWeight } = training.survey
    const { score } = fitted(training)
    const ordering = orderingOf(score)
    const truth = midRanks(orderingOf(outcome), personWeight)
    const { auc20, auc40, spearman, concentration_coef } = golden.targeting_insample_ols
    for (const [share, expected] of [
      [0.2, auc20],
      [0.4, auc40],
    ] as const) {
      const [worst, best] = extremes(truth, score, personWeight, share)
      expect(worst).toBeLessThanOrEqual(expected)
      expect(best).toBeGreaterThanOrEqual(expected)
      const own = areaUnderCurve(truth, ordering, personWeight, share)
      expect(Math.abs(own - expected)).toBeLessThan((best - worst) / 2)
      expect(best - worst).toBeLessThan(1e-5)
    }
    const ranks = midRanks(ordering, personWeight)
    expect(Math.abs(correlation(truth, ranks, personWeight) - spearman)).toBeLessThan(1e-7)
    const { concentration } = targeting(truth, ranks, personWeight, 0.2)
    expect(Math.abs(concentration - concentration_coef)).toBeLessThan(1e-7)
  })
})

/** The area when, among equal scores, the poor come last, and when they come first: any order lies between. */
function extremes(
  truth: Float64Array,
  score: Float64Array,
  weight: Float64Array,
  share: number,
): readonly [number, number] {
  const poor = (row: number) => (truth[row]! <= share ? 1 : 0)
  const tied = new Int32Array(score.length).fill(1)
  const areaWhen = (turn: number) => {
    const rows = Int32Array.from(score.keys()).sort(
      (a, b) => score[a]! - score[b]! || turn * (poor(a) - poor(b)),
    )
    return areaUnderCurve(truth, { rows, tied }, weight, share)
  }
  return [areaWhen(1), areaWhen(-1)]
}

/** Read once for all tests. */
let known: ReturnType<typeof readMalawi> | undefined
const malawi = () => (known ??= readMalawi())

async function readMalawi() {
  const golden = goldenSchema.parse(
    JSON.parse(await readFile(join(corpus, 'survey/golden_malawi.json'), 'utf8')),
  )
  const [design, strata] = [await readCsv('design_malawi.csv'), await readCsv('malawi_strata.csv')]
  const parsed = parseSpec({
    name: 'malawi',
    id: 'id',
    outcome: 'y',
    weights: { hh: 'hh_wgt', person: 'pop_wgt' },
    psu: 'psu',
    strata: 'strata',
    district: 'district',
    features: golden.names.map((sql, j) => ({
      name: featureColumn(j),
      sql,
      group: 'other',
      label: { id: sql, en: sql },
    })),
  })
  if (parsed.kind === 'refused' || parsed.spec.features === 'all other columns')
    throw new Error('the spec is refused')
  const stratumOf = new Map(strata('id').map((id, row) => [id, strata('strata')[row]!]))
  const columnOf: Readonly<Record<string, readonly string[]>> = {
    outcome: design('y'),
    household_weight: design('hh_wgt'),
    person_weight: design('pop_wgt'),
    psu: design('psu'),
    stratum: design('id').map((id) => stratumOf.get(id)!),
    district: design('district'),
    fold: design('fold_psu'),
    province: design('id').map(() => ''),
    ...Object.fromEntries(golden.names.map((name, j) => [featureColumn(j), design(name)])),
  }
  const texts = (name: string) => columnOf[name]!
  const columns = {
    rowCount: design('id').length,
    texts,
    numbers: (name: string) => Float64Array.from(texts(name), Number),
  }
  return { golden, training: trainingOf(surveyOf(columns, parsed.spec, parsed.spec.features)) }
}

/** Plain comma-separated values, as these two files are. */
async function readCsv(name: string): Promise<(column: string) => readonly string[]> {
  const text = await readFile(join(corpus, 'survey', name), 'utf8')
  const [heading, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return (column) => {
    const index = heading!.indexOf(column)
    if (index < 0) throw new Error(`${name} has no column ${column}`)
    return rows.map((row) => row[index]!)
  }
}

function fitted(training: Training) {
  const { size, nation } = training.grams(0)
  const { coefficients } = leastSquares(nation(training.folds), size)
  const score = predict(training.columns, training.survey.district.codes, () => coefficients)
  return { score, raw: rawCoefficients(coefficients, training.scalings) }
}

function greatestDistance(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  return Math.max(...expected.map((value, index) => Math.abs(actual[index]! - value)))
}

function relativeDistance(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  return Math.max(
    ...expected.map((value, index) =>
      value === 0 ? Math.abs(actual[index]!) : Math.abs(actual[index]! / value - 1),
    ),
  )
}
