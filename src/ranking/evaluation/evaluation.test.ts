import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generatedSurvey } from '../generated-survey.ts'
import { trainingOf } from '../training.ts'
import { midRanks, orderingOf } from '../weighted-rank.ts'
import { simulateBudget } from './budget.ts'
import { churnOf } from './churn.ts'
import { designOf, ratioError } from './design-error.ts'
import { groupErrors } from './groups.ts'
import { isotonic, levelAt } from './isotonic.ts'
import { gini } from './poverty.ts'
import { stabilityOf } from './stability.ts'
import { targeting } from './targeting.ts'

const ones = (count: number) => new Float64Array(count).fill(1)

test('isotonic regression rises, keeps the mean, and repeats what rises already', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 }), (numbers) => {
      const y = Float64Array.from(numbers)
      const x = Float64Array.from(y.keys())
      const steps = isotonic(x, y, ones(y.length))
      const fitted = x.map((value) => levelAt(steps, value))
      fitted.forEach((value, row) => expect(value).toBeGreaterThanOrEqual(fitted[Math.max(0, row - 1)]!))
      const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
      expect(total(fitted)).toBeCloseTo(total(y), 8)
      const sorted = y.toSorted()
      expect(x.map((value) => levelAt(isotonic(x, sorted, ones(y.length)), value))).toEqual(sorted)
    }),
  )
})

test('perfect knowledge covers the poor alone and lifts them all by the mean gap', () => {
  const welfare = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  const ranks = midRanks(orderingOf(welfare), ones(10))
  const { coverage, cgh, richestFifthSelected, poorestTenthExcluded } = targeting(ranks, ranks, ones(10), 0.4)
  expect(coverage).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
  expect(cgh).toBeCloseTo(2.5, 12)
  expect([richestFifthSelected, poorestTenthExcluded]).toEqual([0, 0])
  const selected = ranks.map((rank) => (rank <= 0.2 ? 1 : 0))
  const budget = simulateBudget(welfare, ones(10), selected, 3)
  expect(budget.gap).toBe(3)
  expect(budget.byScore).toEqual(budget.perfect)
  expect(budget.universal.transfer).toBeCloseTo(0.3, 12)
})

test('the Gini coefficient of one rich among n is 1 - 1/n, of equals 0', () => {
  expect(gini(Float64Array.from([0, 0, 0, 8]), ones(4))).toBeCloseTo(0.75, 12)
  expect(gini(ones(5), Float64Array.from([1, 2, 3, 4, 5]))).toBeCloseTo(0, 12)
})

test('the linearised error of a mean of whole PSUs is that of their means', () => {
  const design = designOf({
    psu: { names: ['a', 'b', 'c', 'd'], codes: Int32Array.from([0, 0, 1, 1, 2, 2, 3, 3]) },
    stratum: { names: ['all'], codes: new Int32Array(8) },
  })
  const values = [1, 3, 2, 2, 5, 7, 0, 4]
  const means = [2, 2, 6, 2]
  const variance = means.reduce((sum, mean) => sum + (mean - 3) ** 2, 0) / 3
  const error = ratioError(design, {
    rows: Int32Array.from(values.keys()),
    weight: ones(8),
    part: (row) => values[row]!,
    whole: () => 1,
  })
  expect(error).toBeCloseTo(Math.sqrt(variance / 4), 12)
})

test('the groups of a division hold all persons, and their errors add up to the whole', () => {
  const { survey } = generatedSurvey({ districts: 5 })
  const truth = midRanks(orderingOf(survey.outcome), survey.personWeight)
  const ranks = midRanks(orderingOf(survey.values[0]!.map((value) => -value)), survey.personWeight)
  const groups = groupErrors(survey, truth, ranks, 0.4)
  for (const by of ['household_size', 'district']) {
    const own = groups.filter((each) => each.by === by)
    expect(own.length).toBeGreaterThan(2)
    expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
    expect(own.reduce((sum, { share, poor }) => sum + share * poor, 0)).toBeCloseTo(0.4, 2)
    expect(own.every(({ exclusionSe }) => exclusionSe! > 0)).toBe(true)
  }
})

test('the same score loses nobody, and its reverse everybody below the middle', () => {
  const ranks = midRanks(orderingOf(Float64Array.from({ length: 100 }, (_, row) => row)), ones(100))
  expect(churnOf(ranks, ranks, ones(100)).churn[40]).toBe(0)
  expect(churnOf(ranks, ranks.toReversed(), ones(100)).churn[40]).toBe(1)
  expect(churnOf(ranks, ranks, ones(100)).tenths[3]![3]).toBeCloseTo(0.1, 12)
})

test('two halves of a large survey make nearly the same model', () => {
  const { survey } = generatedSurvey({ districts: 6, slopeSpread: 0 })
  const fold = { names: ['1', '2', '3', '4', '5', '6'], codes: survey.psu.codes.map((code) => code % 6) }
  const { spearman, churn } = stabilityOf(trainingOf({ ...survey, fold }))!
  expect(spearman).toBeGreaterThan(0.95)
  expect(churn[40]).toBeLessThan(0.15)
  expect(stabilityOf(trainingOf(survey))).toBeUndefined()
})
