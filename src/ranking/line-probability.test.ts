import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../kernel/index.ts'
import { lineProbabilityOf, probabilityBelow } from './line-probability.ts'
import { normalBelow } from './normal.ts'

test('of normal errors it is the normal distribution', () => {
  const { outcome, score, weight } = survey(20_000, (normal) => normal())
  const map = lineProbabilityOf(outcome, score, weight, 0.5)
  for (const u of [-1.5, -1, -0.5, 0, 0.5, 1])
    expect(Math.abs(probabilityBelow(map, u) - normalBelow(u))).toBeLessThan(0.015)
})

test('of skewed errors it is their distribution, which the normal one is not', () => {
  const skewed = (normal: () => number) => (normal() ** 2 - 1) / Math.SQRT2
  const { outcome, score, weight } = survey(20_000, skewed)
  const map = lineProbabilityOf(outcome, score, weight, 0.5)
  // P((N² - 1)/√2 <= -0.5) = P(|N| <= √(1 - 0.5√2)).
  const truth = 2 * normalBelow(Math.sqrt(1 - 0.5 * Math.SQRT2)) - 1
  expect(Math.abs(probabilityBelow(map, -0.5) - truth)).toBeLessThan(0.03)
  expect(Math.abs(normalBelow(-0.5) - truth)).toBeGreaterThan(0.09)
})

test('the probability never falls as the line rises', () => {
  const { outcome, score, weight } = survey(300, (normal) => normal())
  const map = lineProbabilityOf(outcome, score, weight, 0.5)
  const distance = fc.double({ min: -6, max: 6, noNaN: true })
  fc.assert(
    fc.property(distance, distance, (a, b) => {
      expect(probabilityBelow(map, Math.min(a, b))).toBeLessThanOrEqual(probabilityBelow(map, Math.max(a, b)))
    }),
  )
})

function survey(count: number, error: (normal: () => number) => number) {
  const random = seededRandom(4)
  const normal = () => randomNormal(random)
  const score = Float64Array.from({ length: count }, () => 13 + 0.6 * normal())
  return {
    score,
    outcome: score.map((value) => value + 0.5 * error(normal)),
    weight: new Float64Array(count).fill(1),
  }
}
