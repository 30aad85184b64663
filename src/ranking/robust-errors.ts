import { type Factor, inverseColumns } from './cholesky.ts'
import { designOf, totalVariance } from './evaluation/design-error.ts'
import type { Survey } from './survey.ts'

/**
 * Standard errors of weighted least squares under the survey's design, by linearisation (Binder, 1983):
 * A⁻¹ (Σ_strata n/(n-1) Σ_psu (s - s̄)(s - s̄)') A⁻¹, s the sum over a PSU of w z e. PSUs are taken as drawn with
 * replacement. In a stratum of one PSU, s̄ is the mean of all PSUs.
 */
export function designErrors(
  design: Pick<Survey, 'psu' | 'stratum' | 'householdWeight'>,
  columns: readonly Float64Array[],
  residual: Float64Array,
  factor: Factor,
): Float64Array {
  const scores = psuScores(design, columns, residual)
  const inverse = inverseColumns(factor)
  const influence = inverse.map((row) => scores.map((score) => dot(score, row)))
  const variance = designOf(design)
  return Float64Array.from(influence, (values) => Math.sqrt(totalVariance(values, variance)))
}

/** Σ w z e of each PSU, z = [1, columns]. */
function psuScores(
  { psu, householdWeight }: Pick<Survey, 'psu' | 'householdWeight'>,
  columns: readonly Float64Array[],
  residual: Float64Array,
): readonly Float64Array[] {
  const scores = psu.names.map(() => new Float64Array(columns.length + 1))
  psu.codes.forEach((code, row) => {
    const score = scores[code] ?? new Float64Array()
    const error = (householdWeight[row] ?? 0) * (residual[row] ?? 0)
    score[0] = (score[0] ?? 0) + error
    columns.forEach((column, j) => {
      score[j + 1] = (score[j + 1] ?? 0) + error * (column[row] ?? 0)
    })
  })
  return scores
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
