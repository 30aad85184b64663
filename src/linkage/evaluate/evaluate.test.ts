import { expect, test } from 'vitest'
import { agreementOf, bestThreshold, thinned, thresholdCurve } from './agreement.ts'
import { stratifiedShare, wilsonInterval } from './interval.ts'

test('the best threshold is where precision and recall are best together', () => {
  const weights = [
    { weight: 30, count: 8, trueCount: 8 },
    { weight: 20, count: 2, trueCount: 1 },
    { weight: 10, count: 10, trueCount: 1 },
  ]
  const curve = thresholdCurve(weights, 10)
  expect(curve.map(({ precision, recall }) => [precision, recall])).toEqual([
    [1, 0.8],
    [0.9, 0.9],
    [0.5, 1],
  ])
  expect(bestThreshold(curve)).toMatchObject({ weight: 20, f1: 0.9 })
  expect(thinned(curve, 2).map(({ weight }) => weight)).toEqual([30, 10])
})

test('nothing found and nothing true is no division by nothing', () => {
  expect(agreementOf(0, 0, 0)).toMatchObject({ precision: 0, recall: 0, f1: 0 })
  expect(bestThreshold([])).toBeUndefined()
})

// Golden: R, prop.test(x, n, correct = FALSE)$conf.int.
test('the Wilson interval is that of prop.test', () => {
  const ten = wilsonInterval(9, 10)
  expect(ten.low).toBeCloseTo(0.5958, 4)
  expect(ten.high).toBeCloseTo(0.9821, 4)
  expect(wilsonInterval(0, 20)).toMatchObject({ share: 0, low: 0 })
})

test('strata count by their size, and one stratum is a plain sample', () => {
  const strata = [
    { size: 900, sampled: 50, successes: 50 },
    { size: 100, sampled: 50, successes: 25 },
  ]
  const { share, low, high } = stratifiedShare(strata)
  expect(share).toBeCloseTo(0.95)
  expect(low).toBeLessThan(0.95)
  expect(high).toBeGreaterThan(0.95)
  const plain = stratifiedShare([{ size: 1e9, sampled: 101, successes: 80 }])
  expect(plain.low).toBeCloseTo(wilsonInterval(80, 101).low, 2)
})
