import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../kernel/index.ts'
import { type AnswerPair, agreementOf, kappaError, netDifference, numberAgreementOf } from './agreement.ts'
import { type ArmOutcome, compareArms } from './arm-difference.ts'
import { fAbove, normalQuantile, tQuantile, tTwoSided } from './distributions.ts'
import { adjustHolm } from './holm.ts'
import { intraclassOf } from './intraclass.ts'
import { quantile } from './quantile.ts'
import { interviewsForShare, interviewsToSee, smallestDifference } from './sample-size.ts'

/** Golden values: R 4.2.2, base and stats, unless a line names another source. */

test('quantiles of t, F and the normal are those of R', () => {
  expect(tQuantile(0.975, 7)).toBeCloseTo(2.36462425159, 9)
  expect(tQuantile(0.8, 7)).toBeCloseTo(0.896029644314, 9)
  expect(tQuantile(0.025, 19)).toBeCloseTo(-2.09302405441, 9)
  expect(tTwoSided(-2.1, 11) / 2).toBeCloseTo(0.029800159804, 10)
  expect(fAbove(2.5, 11, 348)).toBeCloseTo(0.00491464010138, 10)
  expect(fAbove(1.7, 4, 30)).toBeCloseTo(0.17605290196, 10)
  expect(normalQuantile(0.975)).toBeCloseTo(1.95996398454, 11)
  expect(normalQuantile(0.8)).toBeCloseTo(0.841621233573, 11)
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.3613409024, 9)
})

test('a type 7 quantile is that of R', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6]
  expect([0.1, 0.5, 0.9].map((p) => quantile(values, p))).toEqual([1, 3.5, expect.closeTo(6.9, 9)])
  expect(quantile([], 0.5)).toBeUndefined()
})

test('p-values are adjusted as p.adjust(method = "holm") does', () => {
  expect(adjustHolm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02])
})

describe('agreement of two occasions', () => {
  /** [both yes, first only, again only, neither] as pairs. */
  const table = (a: number, b: number, c: number, d: number): readonly AnswerPair<boolean>[] => [
    ...Array.from({ length: a }, (): AnswerPair<boolean> => [true, true]),
    ...Array.from({ length: b }, (): AnswerPair<boolean> => [true, false]),
    ...Array.from({ length: c }, (): AnswerPair<boolean> => [false, true]),
    ...Array.from({ length: d }, (): AnswerPair<boolean> => [false, false]),
  ]
  const words = (pairs: readonly AnswerPair<boolean>[]) =>
    pairs.map(([first, again]): AnswerPair<string> => [String(first), String(again)])

  test.each([
    [table(40, 9, 6, 45), { gdr: 0.15, ioi: 30.04808, kappa: 0.6995192, ndr: -0.03, se: 0.0386135 }],
    [table(20, 5, 10, 15), { gdr: 0.3, ioi: 60, kappa: 0.4, ndr: 0.1, se: 0.0761577 }],
  ])('a two by two table has the values of the textbook', (pairs, golden) => {
    const found = agreementOf(words(pairs))!
    const net = netDifference(pairs)
    expect(found.gdr).toBeCloseTo(golden.gdr, 10)
    expect(found.ioi).toBeCloseTo(golden.ioi, 4)
    expect(found.kappa).toBeCloseTo(golden.kappa, 6)
    expect(net.ndr).toBeCloseTo(golden.ndr, 10)
    expect(net.se).toBeCloseTo(golden.se, 6)
  })

  test('kappa of a hundred pairs that agree on 85 is known to ± 0.14', () => {
    expect(1.959964 * kappaError(100, 0.85, 0.5)).toBeCloseTo(0.13997, 4)
  })

  test('nothing can be said when everybody gives one answer', () => {
    expect(agreementOf([['1', '1']])).toBeUndefined()
    expect(agreementOf([])).toBeUndefined()
  })

  test('amounts have simple response variance and reliability', () => {
    const first = [10, 12, 9, 15, 11, 8, 14, 13]
    const again = [11, 12, 8, 15, 13, 8, 12, 13]
    const found = numberAgreementOf(first.map((x, index) => [x, again[index]!] as const))!
    expect(found.srv).toBeCloseTo(0.714285714286, 10)
    expect(100 - found.ioi).toBeCloseTo(88.0952380952, 8)
  })

  test('kappa does not change when the occasions are swapped', () => {
    const answer = fc.constantFrom('1', '2', '3')
    fc.assert(
      fc.property(fc.array(fc.tuple(answer, answer), { minLength: 2 }), (pairs) => {
        const swapped = pairs.map(([first, again]) => [again, first] as const)
        expect(agreementOf(swapped)?.kappa ?? 0).toBeCloseTo(agreementOf(pairs)?.kappa ?? 0, 10)
      }),
    )
  })
})

describe('intraclass correlation', () => {
  const rows = (unit: string, values: readonly number[], block = '') =>
    values.map((value) => ({ unit, block, point: [value] }))

  test('is 0.4184874 for the data Dyestuff of lme4', () => {
    const batches = [
      [1545, 1440, 1440, 1520, 1580],
      [1540, 1555, 1490, 1560, 1495],
      [1595, 1550, 1605, 1510, 1560],
      [1445, 1440, 1595, 1465, 1545],
      [1595, 1630, 1515, 1635, 1625],
      [1520, 1455, 1450, 1480, 1445],
    ]
    const found = intraclassOf(batches.flatMap((values, batch) => rows(String(batch), values)))!
    expect(found.rho).toBeCloseTo(0.418487414893, 10)
    expect(found.p).toBeCloseTo(0.00439753126831, 10)
    expect(found.designEffect).toBeCloseTo(1 + 4 * 0.418487414893, 9)
  })

  test('allows for units of unequal size', () => {
    const found = intraclassOf([
      ...rows('1', [5, 6, 7]),
      ...rows('2', [4, 4, 5, 6]),
      ...rows('3', [8, 9, 7, 8, 9]),
      ...rows('4', [5, 5]),
    ])!
    expect(found.rho).toBeCloseTo(0.791339042429, 10)
    expect(found.p).toBeCloseTo(0.000686214886103, 10)
  })

  test('takes units within their block, as anova(lm(w ~ block + unit)) does', () => {
    const found = intraclassOf([
      ...rows('1', [3, 4, 5], 'x'),
      ...rows('2', [6, 7, 7], 'x'),
      ...rows('3', [10, 11, 12], 'y'),
      ...rows('4', [9, 9, 10], 'y'),
    ])!
    const [msb, msw] = [7.41666666667, 0.666666666667]
    expect(found.rho).toBeCloseTo((msb - msw) / (msb + 2 * msw), 9)
    expect(found.p).toBeCloseTo(0.0048917, 6)
  })

  test('is not given where each block has one unit', () => {
    expect(intraclassOf([...rows('1', [1, 2], 'x'), ...rows('2', [5, 6], 'y')])).toBeUndefined()
  })

  test('recovers the correlation that made the data', () => {
    const random = seededRandom(5)
    const units = Array.from({ length: 400 }, (_, unit) => {
      const effect = randomNormal(random) * Math.sqrt(0.2)
      const values = Array.from({ length: 20 }, () => effect + randomNormal(random) * Math.sqrt(0.8))
      return rows(String(unit), values)
    })
    const found = intraclassOf(units.flat())!
    expect(Math.abs(found.rho - 0.2)).toBeLessThan(0.03)
  })
})

describe('two wordings', () => {
  const outcomes = (
    [
      [1, 0, 1, 1, 0, 0, 1, 0],
      [1, 1, 0, 1, 0, 0, 0, 1],
      [0, 0, 1, 0, 1, 0, 0, 0],
      [1, 1, 1, 0, 1, 0, 1, 1],
    ] as const
  ).flatMap((own, cluster) =>
    own.map(
      (outcome, place): ArmOutcome => ({ arm: place < 4 ? 'a' : 'b', cluster: String(cluster), outcome }),
    ),
  )

  test('differ with the cluster-robust error of the sandwich (CR1), worked out in R by matrices', () => {
    expect(compareArms(outcomes)).toMatchObject({
      difference: expect.closeTo(-0.25, 10),
      se: expect.closeTo(0.146723473847, 9),
      p: expect.closeTo(0.18695131739, 9),
      low: expect.closeTo(-0.716939577243, 8),
      high: expect.closeTo(0.216939577243, 8),
      mde: expect.closeTo(0.610504433976, 8),
      clusters: 4,
    })
  })

  test('are not compared when one was never used', () => {
    expect(compareArms(outcomes.filter(({ arm }) => arm === 'a'))).toBeUndefined()
  })
})

test('samples are as large as the notes say', () => {
  expect(interviewsToSee(0.05, 0.95)).toBe(59)
  expect(interviewsForShare(0.1, 0.03)).toBe(385)
  const design = { perArm: 200, share: 0.3, perEnumerator: 20, rho: 0.02, assignedTo: 'enumerator' } as const
  // power.prop.test with deff: (1.959964 + 0.8416212)·√(2·0.3·0.7·1.38/200)
  expect(smallestDifference(design)).toBeCloseTo(0.150816, 5)
  expect(smallestDifference({ ...design, assignedTo: 'household' })).toBeLessThan(0.13)
})
