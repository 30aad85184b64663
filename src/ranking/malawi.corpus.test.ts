import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { areaUnderCurve, correlation, quotaError, rSquared } from './accuracy.ts'
import { featureColumn } from './feature-steps.ts'
import { gramsOf, sumOf } from './gram.ts'
import { leastSquares, ridge } from './least-squares.ts'
import { predict } from './predict.ts'
import { designErrors } from './robust-errors.ts'
import { parseSpec } from './spec.ts'
import { rawCoefficients } from './standardise.ts'
import { type Survey, surveyOf } from './survey.ts'
import { type Training, trainingOf } from './training.ts'
import { midRanks, orderingOf } from './weighted-rank.ts'

const corpus = process.env['MUTAKHIR_CORPUS'] ?? join(import.meta.dirname, '../../../shared/data')
const absent = existsSync(corpus) ? '' : ` (skipped: no ${corpus}; set MUTAKHIR_CORPUS)`

const numbers = z.array(z.number())
const goldenSchema = z.object({
  names: z.array(z.string()),
  ols: numbers,
  svy_se_strata_psu: numbers,
  svy_se_psu: numbers,
  r2: z.number(),
  ridge30_standardised: z.object({ center: numbers, scale: numbers, coef: numbers }),
  targeting_insample_ols: z.object({
    err20: z.number(),
    err40: z.number(),
    auc20: z.number(),
    auc40: z.number(),
    spearman: z.number(),
  }),
})

/** Values computed in R 4.2.2 (lm, survey::svyglm, a ridge of 30 on R's scale(), laeken-style mid-ranks). */
describe.skipIf(absent !== '')(`least squares on Malawi IHS2 agrees with R${absent}`, () => {
  test('coefficients to 1e-8 relative', async () => {
    const { training, golden } = await malawi()
    expect(relativeDistance(fitted(training).raw, golden.ols)).toBeLessThan(1e-8)
  })

  test('design-based standard errors to 1e-6 relative, with and without strata', async () => {
    const { training, golden } = await malawi()
    const stratum = { names: ['all'], codes: new Int32Array(training.survey.rowCount) }
    expect(
      relativeDistance(slopeErrors(training, training.survey), golden.svy_se_strata_psu.slice(1)),
    ).toBeLessThan(1e-6)
    expect(
      relativeDistance(slopeErrors(training, { ...training.survey, stratum }), golden.svy_se_psu.slice(1)),
    ).toBeLessThan(1e-6)
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

  test('AUC and Spearman to 1e-7: 102 pairs of equal households, whose ties the file treats otherwise', async () => {
    const { training, golden } = await malawi()
    const { outcome, personWeight } = training.survey
    const ordering = orderingOf(fitted(training).score)
    const truth = midRanks(orderingOf(outcome), personWeight)
    const { auc20, auc40, spearman } = golden.targeting_insample_ols
    expect(Math.abs(areaUnderCurve(truth, ordering, personWeight, 0.2) - auc20)).toBeLessThan(1e-7)
    expect(Math.abs(areaUnderCurve(truth, ordering, personWeight, 0.4) - auc40)).toBeLessThan(1e-7)
    const ranks = midRanks(ordering, personWeight)
    expect(Math.abs(correlation(truth, ranks, personWeight) - spearman)).toBeLessThan(1e-7)
  })
})

async function malawi() {
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
  const { size, cells } = training.grams(0)
  const { coefficients, factor } = leastSquares(sumOf(size, cells), size)
  const score = predict(training.columns, training.survey.district.codes, () => coefficients)
  return { score, factor, raw: rawCoefficients(coefficients, training.scalings) }
}

/** Errors of the slopes of the features as they are: those of the standardised slopes over their scale. */
function slopeErrors(training: Training, design: Survey): readonly number[] {
  const { score, factor } = fitted(training)
  const residual = training.survey.outcome.map((y, row) => y - score[row]!)
  const errors = designErrors(
    { ...design, householdWeight: training.weight },
    training.columns,
    residual,
    factor,
  )
  return training.scalings.map(({ scale }, index) => errors[index + 1]! / scale)
}

function relativeDistance(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length)
  return Math.max(...expected.map((value, index) => Math.abs(actual[index]! / value - 1)))
}
