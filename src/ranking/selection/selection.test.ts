import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logGamma } from '../../kernel/index.ts'
import { generatedSurvey } from '../generated-survey.ts'
import { leastSquares, ridge, squaredError } from '../least-squares.ts'
import { trainingOf } from '../training.ts'
import { triangleIndex } from '../triangle.ts'
import { descend } from './descent.ts'
import { fAbove } from './f-distribution.ts'
import { elasticNet, penaltyPath } from './lasso.ts'
import { type StepwiseSettings, stepwise } from './stepwise.ts'
import { sweep, sweptIntercept } from './sweep.ts'

test.each([
  [4.351243503, 1, 20, 0.05],
  [3.098391212, 3, 20, 0.05],
  [161.4476388, 1, 1, 0.05],
  [6.637430135508, 1, 10_000, 0.01],
  [0, 3, 20, 1],
])('F of %s with (%s, %s) degrees of freedom is exceeded with probability %s (R: qf)', (value, a, b, p) => {
  expect(Math.abs(fAbove(value, a, b) - p)).toBeLessThan(1e-9)
})

test('the logarithm of the gamma function of a whole number is that of a factorial', () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 11)
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12)
})

test('sweeping in and out again changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
      const { gram, size } = aGram({ seed, features: 4, districts: 2 })
      const matrix = sweptIntercept(gram, size)
      const before = matrix.a.slice()
      for (const k of [2, 4, 1, 4, 2, 1]) sweep(matrix, k)
      matrix.a.forEach((value, at) => expect(value).toBeCloseTo(before[at]!, 5))
    }),
    { numRuns: 20 },
  )
})

test('with everything swept in, coefficients and residual are those of least squares', () => {
  const { gram, size } = aGram({})
  const all = stepwise(gram, size, { ...legacy(size), criterion: { kind: 'p', enter: 2, leave: 3 } })
  const { coefficients } = leastSquares(gram, size)
  all.forEach((value, j) => expect(value).toBeCloseTo(coefficients[j]!, 10))
})

test('forward selection leaves out features that say nothing, in any direction and by either criterion', () => {
  const { survey } = generatedSurvey({ features: 8, slopeSpread: 0, districts: 4 })
  const outcome = survey.outcome.map((y, row) => y - (0.3 / 8) * survey.values[7]![row]!)
  const { gram, size } = gramOf({ ...survey, outcome })
  for (const direction of ['forward', 'backward', 'both'] as const) {
    for (const criterion of [{ kind: 'bic' }, { kind: 'p', enter: 0.01, leave: 0.02 }] as const) {
      const chosen = stepwise(gram, size, { ...legacy(size), direction, criterion })
      expect([direction, criterion.kind, chosen[8]]).toEqual([direction, criterion.kind, 0])
      expect(chosen[1]).not.toBe(0)
    }
  }
})

test('the answers to one question enter together or not at all', () => {
  const { gram, size } = aGram({ features: 6 })
  const questions = Int32Array.from([0, 0, 1, 1, 1, 2])
  const chosen = [...stepwise(gram, size, { ...legacy(size), questions })].slice(1)
  expect(new Set(chosen.slice(0, 2).map((value) => value !== 0)).size).toBe(1)
  expect(new Set(chosen.slice(2, 5).map((value) => value !== 0)).size).toBe(1)
})

test('a column that the model determines cannot enter', () => {
  const { survey } = generatedSurvey({ features: 3, districts: 3 })
  const double = survey.values[0]!.map((value) => 2 * value)
  const { gram, size } = gramOf({
    ...survey,
    values: [...survey.values, double],
    features: [...survey.features, survey.features[0]!],
  })
  const chosen = stepwise(gram, size, legacy(size))
  expect([chosen[1] === 0, chosen[4] === 0].filter(Boolean)).toHaveLength(1)
})

test('a lasso obeys the conditions of Karush, Kuhn and Tucker', () => {
  const { gram, size } = aGram({ features: 12, districts: 5 })
  const path = penaltyPath(gram, size, { alpha: 1 })
  for (const [step, coefficients] of elasticNet(gram, size, path, { alpha: 1 }).toArray().entries()) {
    const bound = path[step]! * gram[0]!
    for (let j = 1; j < size - 1; j++) {
      const gradient = gradientAt(gram, size, coefficients, j)
      if (coefficients[j] === 0) expect(Math.abs(gradient)).toBeLessThan(bound * (1 + 1e-9) + 1e-7)
      else expect(Math.abs(gradient - Math.sign(coefficients[j]!) * bound)).toBeLessThan(1e-4 * bound + 1e-7)
    }
  }
})

test('an elastic net without absolute penalty is a ridge', () => {
  const { gram, size } = aGram({ features: 6 })
  const own = descend(gram, size, { absolute: 0, square: 50 / gram[0]! }, new Float64Array(size - 1))
  ridge(gram, size, 50).forEach((value, j) => expect(own[j]).toBeCloseTo(value, 7))
})

test('a sign holds, and where the free solution obeys it nothing changes', () => {
  const { gram, size } = aGram({ features: 4, slopeSpread: 0 })
  const net = (signs: readonly number[]) =>
    descend(gram, size, { absolute: 0, square: 0.01, signs }, new Float64Array(size - 1))
  const free = net([])
  net([1, 1, 1, 1]).forEach((value, j) => expect(value).toBeCloseTo(free[j]!, 9))
  const forbidden = net([-1, 0, 0, 0])
  expect(forbidden[1]).toBe(0)
  expect(squaredError(gram, size, forbidden)).toBeGreaterThan(squaredError(gram, size, free))
})

function aGram(options: Parameters<typeof generatedSurvey>[0]) {
  return gramOf(generatedSurvey({ districts: 3, ...options }).survey)
}

function gramOf(survey: ReturnType<typeof generatedSurvey>['survey']) {
  const { grams, folds } = trainingOf(survey)
  return { size: grams(0).size, gram: grams(0).nation(folds) }
}

function legacy(size: number): StepwiseSettings {
  return {
    criterion: { kind: 'p', enter: 0.05, leave: 0.1 },
    direction: 'forward',
    questions: Int32Array.from({ length: size - 2 }, (_, j) => j),
    households: 500,
  }
}

function gradientAt(gram: Float64Array, size: number, coefficients: Float64Array, j: number): number {
  return coefficients.reduce(
    (sum, value, i) => sum - gram[triangleIndex(i, j)]! * value,
    gram[triangleIndex(size - 1, j)]!,
  )
}
