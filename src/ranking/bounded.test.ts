import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../kernel/index.ts'
import { solveSigned } from './bounded.ts'
import { generatedSurvey } from './generated-survey.ts'
import { gramsOf } from './gram.ts'
import { leastSquares, ridge } from './least-squares.ts'
import { fitOfficial } from './official.ts'
import { plainKernel } from './plain-kernel.ts'
import { elasticNet } from './selection/lasso.ts'
import { trainingOf } from './training.ts'
import { triangleIndex } from './triangle.ts'

/** Made by formula, so that R can make it as well. Values: R 4.2.2, packages nnls 1.4 and glmnet 4.1-6 (thresh 1e-16). */
const columns = [
  (i: number) => (i * 7) % 11,
  (i: number) => (i * 5) % 13,
  (i: number) => ((i * 3) % 7) + 0.5 * ((i * 7) % 11),
  (i: number) => (i * i) % 17,
].map((value) => Float64Array.from({ length: 60 }, (_, i) => value(i)))
const outcome = Float64Array.from(
  { length: 60 },
  (_, i) =>
    10 -
    0.2 * columns[0]![i]! +
    0.15 * columns[1]![i]! +
    0.05 * columns[2]![i]! -
    0.01 * columns[3]![i]! +
    (((i * 37) % 19) - 9) / 10,
)
const weight = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 4))

test.each([
  [[], [9.360903275452085, -0.17401219730228, 0.148476475475587, 0.099942462598557, 0.022252019763695]],
  [
    [1, 1, 1, 1],
    [8.919066998222515, 0, 0.165289016404767, 0, 0.023216283472334],
  ],
  [
    [1, -1, -1, 1],
    [10.3139278642068941, 0, 0, -0.0484911283894648, 0.0079014748365899],
  ],
])('least squares with signs %j are those of nnls, to 1e-10', (signs, expected) => {
  const { gram, size } = gramOf(columns)
  const { coefficients } = leastSquares(gram, size, signs)
  expected.forEach((value, j) => expect(Math.abs(coefficients[j]! - value)).toBeLessThan(1e-10))
})

test('a ridge that must not be negative is that of nnls on the data with rows for the penalty, to 1e-10', () => {
  const { gram, size } = gramOf(standardised(columns), { scale: 60 / 150 })
  const expected = [10.10873333333333, 0, 0.56786927467186, 0, 0.11692964024078]
  const found = ridge(gram, size, 5, [1, 1, 1, 1])
  expected.forEach((value, j) => expect(Math.abs(found[j]! - value)).toBeLessThan(1e-10))
})

// glmnet divides the squared penalty by the deviation of the outcome, so it is given one of deviation 1.
test.each([
  [0.3, [], [11.0632515650888, -0.28217611570292, 0.40909116271056, 0, 0]],
  [0.1, [], [11.063251565088803, -0.45039316892553, 0.534674584196583, 0.111765710098841, 0.066644322601665]],
  [0.02, [], [11.0632515650888, -0.57480437493151, 0.59185144817224, 0.239517987056, 0.12377132272624]],
  [0.05, [1, 1, 1, 1], [11.0632515650888, 0, 0.63058435457157, 0, 0.11193228534105]],
])(
  'an elastic net of alpha .5, lambda %d and signs %j is that of glmnet, to 1e-7',
  (lambda, signs, expected) => {
    const [y = outcome] = standardised([outcome])
    const { gram, size } = gramOf(standardised(columns), { y: y.map((value) => value + expected[0]!) })
    const [found] = elasticNet(gram, size, [lambda], { alpha: 0.5, signs }).toArray()
    expected.forEach((value, j) => expect(Math.abs(found![j]! - value)).toBeLessThan(1e-7))
  },
)

test('a signed solution obeys the conditions of Karush, Kuhn and Tucker, whatever the matrix', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 14 }), (seed, size) => {
      const random = seededRandom(seed)
      const rows = Array.from({ length: size + 5 }, () =>
        Array.from({ length: size }, () => randomNormal(random)),
      )
      const matrix = new Float64Array((size * (size + 1)) / 2)
      for (let i = 0; i < size; i++)
        for (let j = 0; j <= i; j++)
          matrix[triangleIndex(i, j)] = rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)
      const right = rows[0]!.map(() => 5 * randomNormal(random))
      const signs = Array.from({ length: size - 1 }, () => Math.floor(3 * random()) - 1)
      const { solution } = solveSigned(matrix, size, right, signs)
      solution.forEach((value, j) => {
        const sign = j === 0 ? 0 : signs[j - 1]!
        const pull = right[j]! - solution.reduce((sum, x, i) => sum + x * matrix[triangleIndex(i, j)]!, 0)
        expect(sign * value).toBeGreaterThanOrEqual(0)
        if (value === 0 && sign !== 0) expect(sign * pull).toBeLessThan(1e-7)
        else expect(Math.abs(pull)).toBeLessThan(1e-7)
      })
    }),
  )
})

test('no district of the official model goes against a sign, and the error shows what the sign costs', () => {
  const { survey } = generatedSurvey({ features: 4, districts: 6, slopeSpread: 0.1 })
  const features = survey.features.map((feature, j) =>
    j === 0 ? { ...feature, sign: 'negative' as const } : { ...feature, sign: 'positive' as const },
  )
  const fitted = (own: typeof survey) => {
    const training = trainingOf(own)
    return fitOfficial(training, training.folds)
  }
  const [free, signed] = [fitted(survey), fitted({ ...survey, features })]
  for (const coefficients of [signed.national, ...signed.provinces, ...signed.districts])
    [-1, 1, 1, 1].forEach((sign, j) => expect(sign * coefficients[j + 1]!).toBeGreaterThanOrEqual(0))
  expect(signed.national[1]).toBe(0)
  expect(signed.sigma).toBeGreaterThan(free.sigma)
})

function gramOf(own: readonly Float64Array[], { y = outcome, scale = 1 } = {}) {
  const input = { outcome: y, weight: weight.map((w) => w * scale), cell: new Int32Array(60), cellCount: 1 }
  const { size, cells } = gramsOf({ ...input, columns: own }, plainKernel)
  return { size, gram: cells[0]! }
}

/** By the weighted mean and the weighted standard deviation, divisor the sum of weights. */
function standardised(own: readonly Float64Array[]): readonly Float64Array[] {
  const total = weight.reduce((sum, w) => sum + w, 0)
  return own.map((column) => {
    const mean = column.reduce((sum, x, i) => sum + weight[i]! * x, 0) / total
    const scale = Math.sqrt(column.reduce((sum, x, i) => sum + weight[i]! * (x - mean) ** 2, 0) / total)
    return column.map((x) => (x - mean) / scale)
  })
}
