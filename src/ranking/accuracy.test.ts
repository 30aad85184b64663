import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../kernel/index.ts'
import { areaUnderCurve, brierScore, correlation, quotaError, rSquared } from './accuracy.ts'
import { probabilityBelow } from './line-probability.ts'
import { lineOf } from './line.ts'
import { normalBelow } from './normal.ts'
import { bareModel } from './reference-model.ts'
import { midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

const ones = (count: number) => new Float64Array(count).fill(1)

test('mid-ranks share the weight of equal values', () => {
  const ranks = midRanks(orderingOf(Float64Array.from([5, 1, 5, 9])), Float64Array.from([1, 2, 3, 4]))
  expect([...ranks]).toEqual([0.4, 0.1, 0.4, 0.8])
})

test('the quota error is the weight of the poor who are missed', () => {
  const weight = Float64Array.from([10, 10, 10, 10, 10])
  const truth = midRanks(orderingOf(Float64Array.from([1, 2, 3, 4, 5])), weight)
  const score = midRanks(orderingOf(Float64Array.from([1, 3, 2, 4, 5])), weight)
  expect(quotaError(truth, score, weight, 0.4)).toBe(0.5)
  expect(quotaError(truth, truth, weight, 0.4)).toBe(0)
})

test.each([
  { r2: 0.4, err20: 0.48, err40: 0.34 },
  { r2: 0.5, err20: 0.43, err40: 0.3 },
  { r2: 0.6, err20: 0.38, err40: 0.26 },
  { r2: 0.8, err20: 0.26, err40: 0.18 },
])('with normal errors an R2 of $r2 means quota errors of $err20 and $err40', ({ r2, err20, err40 }) => {
  const random = seededRandom(11)
  const score = Float64Array.from({ length: 40_000 }, () => Math.sqrt(r2) * randomNormal(random))
  const outcome = score.map((value) => value + Math.sqrt(1 - r2) * randomNormal(random))
  const weight = ones(score.length)
  const [truth, ranks] = [midRanks(orderingOf(outcome), weight), midRanks(orderingOf(score), weight)]
  expect(rSquared(outcome, score, weight)).toBeCloseTo(r2, 1)
  expect(Math.abs(quotaError(truth, ranks, weight, 0.2) - err20)).toBeLessThan(0.015)
  expect(Math.abs(quotaError(truth, ranks, weight, 0.4) - err40)).toBeLessThan(0.015)
})

test('the area under the curve counts pairs, equal scores one half', () => {
  const weight = ones(4)
  const truth = midRanks(orderingOf(Float64Array.from([1, 2, 3, 4])), weight)
  const areaOf = (score: number[]) => areaUnderCurve(truth, orderingOf(Float64Array.from(score)), weight, 0.5)
  expect(areaOf([1, 2, 3, 4])).toBe(1)
  expect(areaOf([4, 3, 2, 1])).toBe(0)
  expect(areaOf([7, 7, 7, 7])).toBe(0.5)
  expect(areaOf([1, 3, 2, 4])).toBe(0.75)
})

test('the Brier score of certainty that is right is 0, of one half a quarter', () => {
  const truth = Float64Array.from([0.1, 0.4, 0.6, 0.9])
  expect(brierScore(truth, Float64Array.from([1, 1, 0, 0]), ones(4), 0.5)).toBe(0)
  expect(brierScore(truth, Float64Array.from([0.5, 0.5, 0.5, 0.5]), ones(4), 0.5)).toBe(0.25)
})

test('correlation of a straight line is 1, of its reverse -1', () => {
  const x = Float64Array.from([1, 2, 3, 7])
  expect(
    correlation(
      x,
      x.map((value) => 3 + 2 * value),
      ones(4),
    ),
  ).toBeCloseTo(1, 12)
  expect(
    correlation(
      x,
      x.map((value) => -value),
      Float64Array.from([1, 5, 2, 2]),
    ),
  ).toBeCloseTo(-1, 12)
})

test.each([
  [0, 0.5],
  [1, 0.8413447461],
  [-1.96, 0.0249978951],
  [3, 0.998650102],
])('the normal distribution below %s is %s (NIST tables)', (x, expected) => {
  expect(Math.abs(normalBelow(x) - expected)).toBeLessThan(1e-7)
})

test('below the line of a quota that share of persons is expected', () => {
  const score = Float64Array.from([1, 2, 3, 4, 5, 6])
  const weight = Float64Array.from([1, 2, 1, 2, 1, 3])
  const { calibration } = bareModel
  const line = lineOf(score, weight, { sigma: 0.7, calibration }, 0.3)
  const expected =
    score.reduce(
      (sum, value, row) => sum + weight[row]! * probabilityBelow(calibration, (line - value) / 0.7),
      0,
    ) / 10
  expect(expected).toBeCloseTo(0.3, 8)
})

test('a weighted quantile is the highest value whose mid-rank is within the share', () => {
  const values = Float64Array.from([10, 20, 30, 40])
  expect(weightedQuantile(values, ones(4), 0.5)).toBe(20)
  expect(weightedQuantile(values, Float64Array.from([8, 1, 1, 1]), 0.5)).toBe(10)
  expect(weightedQuantile(values, ones(4), 0.01)).toBe(10)
})
