import { cholesky, inverseColumns } from './cholesky.ts'
import { outerGroups } from './grouping.ts'
import type { OfficialModel } from './official.ts'
import { povertyWeights } from './poverty-weights.ts'
import { predict } from './predict.ts'
import type { Scaling } from './standardise.ts'
import type { Training } from './training.ts'
import { triangleIndex, triangleLength } from './triangle.ts'

/**
 * Covariance of the national coefficients [intercept, slopes of the features as they are] under the survey's design, a
 * packed lower triangle: H (Σ_strata n/(n-1) Σ_psu (s - s̄)(s - s̄)') H', s the sum over a PSU of w z e and H = (A + Λ)⁻¹,
 * as for ridge regression with fixed penalties (Binder, 1983). A stratum of one PSU adds its square.
 */
export function nationalCovariance(training: Training, official: OfficialModel): Float64Array {
  const { survey, columns, scalings, weight } = training
  const size = columns.length + 1
  const inverse = penalisedInverse(training, official)
  const weights = povertyWeights(survey.outcome, weight, official.attention)
  const score = predict(columns, survey.district.codes, () => official.national)
  const psuSums = survey.psu.names.map(() => new Float64Array(size))
  survey.psu.codes.forEach((code, row) => {
    const error = (weights[row] ?? 0) * ((survey.outcome[row] ?? 0) - (score[row] ?? 0))
    const sums = psuSums[code] ?? new Float64Array()
    sums[0] = (sums[0] ?? 0) + error
    for (let j = 0; j < columns.length; j++)
      sums[j + 1] = (sums[j + 1] ?? 0) + error * (columns[j]?.[row] ?? 0)
  })
  const influence = psuSums.map((sums) =>
    raw(
      inverse.map((row) => official.slope * dot(row, sums)),
      scalings,
    ),
  )
  return stratified(influence, outerGroups(survey.psu, survey.stratum), survey.stratum.names.length, size)
}

function penalisedInverse(
  training: Training,
  { attention, penalties }: OfficialModel,
): readonly Float64Array[] {
  const { size, nation } = training.grams(attention)
  const gram = nation(training.folds).slice(0, triangleLength(size - 1))
  for (let j = 1; j < size - 1; j++) {
    const at = triangleIndex(j, j)
    gram[at] = (gram[at] ?? 0) + penalties.ridge
  }
  return inverseColumns(cholesky(gram, size - 1))
}

function raw(standardised: readonly number[], scalings: readonly Scaling[]): Float64Array {
  const out = Float64Array.from(standardised)
  scalings.forEach(({ mean, scale }, index) => {
    const slope = (standardised[index + 1] ?? 0) / scale
    out[index + 1] = slope
    out[0] = (out[0] ?? 0) - slope * mean
  })
  return out
}

function stratified(
  influence: readonly Float64Array[],
  strata: Int32Array,
  count: number,
  size: number,
): Float64Array {
  const members = Array.from({ length: count }, () => new Array<Float64Array>())
  influence.forEach((values, psu) => members[strata[psu] ?? 0]?.push(values))
  const covariance = new Float64Array(triangleLength(size))
  for (const psus of members) {
    const n = psus.length
    const mean = Float64Array.from({ length: size }, (_, j) =>
      n > 1 ? psus.reduce((sum, values) => sum + (values[j] ?? 0), 0) / n : 0,
    )
    for (const values of psus) addSquare(covariance, values, mean, n > 1 ? n / (n - 1) : 1)
  }
  return covariance
}

function addSquare(triangle: Float64Array, values: Float64Array, mean: Float64Array, factor: number): void {
  const deviation = values.map((value, j) => value - (mean[j] ?? 0))
  for (let i = 0, at = 0; i < deviation.length; i++) {
    const scaled = factor * (deviation[i] ?? 0)
    for (let j = 0; j <= i; j++, at++) triangle[at] = (triangle[at] ?? 0) + scaled * (deviation[j] ?? 0)
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0)
  return sum
}
