import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generatedSurvey } from './generated-survey.ts'
import { pairwiseAccuracy } from './pairwise-accuracy.ts'
import { questionLosses } from './question-losses.ts'

/** Every pair, one by one. */
function byHand(score: readonly number[], outcome: readonly number[]): number {
  let [right, compared] = [0, 0]
  for (let a = 0; a < score.length; a += 1)
    for (let b = 0; b < a; b += 1) {
      const want = Math.sign(outcome[a]! - outcome[b]!)
      if (want === 0) continue
      compared += 1
      const got = Math.sign(score[a]! - score[b]!)
      right += got === 0 ? 0.5 : Number(got === want)
    }
  return compared === 0 ? Number.NaN : right / compared
}

test('pairs in the right order are counted as one by one, ties and all', () => {
  const small = fc.integer({ min: 0, max: 6 })
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small), { maxLength: 40 }), (rows) => {
      const [score, outcome] = [rows.map(([s]) => s), rows.map(([, o]) => o)]
      const found = pairwiseAccuracy(Float64Array.from(score), Float64Array.from(outcome))
      const expected = byHand(score, outcome)
      expect(Number.isNaN(found)).toBe(Number.isNaN(expected))
      if (!Number.isNaN(expected)) expect(found).toBeCloseTo(expected, 12)
    }),
  )
})

test('rows without a score are left out', () => {
  expect(pairwiseAccuracy(Float64Array.of(1, Number.NaN, 2), Float64Array.of(1, 9, 2))).toBe(1)
})

test('a question is worth what its answers say of welfare, directly or through the members', () => {
  const { survey } = generatedSurvey({ districts: 8, features: 5 })
  const features = survey.features.map((feature, index) =>
    index === 1 ? { ...feature, sql: "case when m1 = 'x4' then 1 else m1 end" } : feature,
  )
  const members = { m1: 'max(x9)' }
  const { accuracy, losses } = questionLosses({ ...survey, features }, { members }, ['x0', 'x9', 'x4', 'x7'])
  const points = new Map(losses.map(({ variable, points: lost }) => [variable, lost]))
  expect(accuracy).toBeGreaterThan(0.7)
  // The generator's effects are 0.3, 0.15 … 0.06; nothing needs x7.
  expect([...points.keys()]).toEqual(['x0', 'x9', 'x4'])
  expect(points.get('x0')!).toBeGreaterThan(points.get('x9')!)
  expect(points.get('x9')!).toBeGreaterThan(points.get('x4')!)
  expect(losses.find(({ variable }) => variable === 'x9')?.features).toEqual(['x1'])
})
