import { inverseColumns } from '../cholesky.ts'
import { leastSquares, squaredError } from '../least-squares.ts'
import { predict } from '../predict.ts'
import { designErrors } from '../robust-errors.ts'
import { rawCoefficients } from '../standardise.ts'
import type { Survey } from '../survey.ts'
import type { Training } from '../training.ts'
import { triangleIndex } from '../triangle.ts'

/** What weighted least squares on all of the survey says of one feature, in the feature's own unit. */
export type CoefficientInference = {
  readonly name: string
  /** 0 where features before it determine this one. */
  readonly coefficient: number
  /** Standard error as if households were drawn one by one: what a plain regression prints. */
  readonly plainSe: number
  /** Under the design: strata and PSUs, by linearisation. */
  readonly designSe: number
  /** Variance inflation factor: 1/(1 - R2) of the feature on the others; null where they determine it. */
  readonly vif: number | null
}

export type Inference = {
  readonly r2: number
  readonly adjustedR2: number
  readonly coefficients: readonly CoefficientInference[]
}

/** Coefficients of ordinary (weighted) least squares with plain and design-based errors. */
export function inferenceOf(
  training: Training,
  design: Pick<Survey, 'psu' | 'stratum'> = training.survey,
): Inference {
  const { survey, columns, scalings, weight, grams } = training
  const { size, nation } = grams(0)
  const gram = nation(training.folds)
  const { coefficients, factor } = leastSquares(gram, size)
  const score = predict(columns, survey.district.codes, () => coefficients)
  const residual = survey.outcome.map((y, row) => y - (score[row] ?? 0))
  const robust = designErrors({ ...design, householdWeight: weight }, columns, residual, factor)
  const error = squaredError(gram, size, coefficients)
  const freedom = survey.rowCount - (size - 1 - factor.dependent.length)
  const inverse = inverseColumns(factor)
  const raw = rawCoefficients(coefficients, scalings)
  const r2 = 1 - error / centred(gram, size - 1)
  return {
    r2,
    adjustedR2: 1 - ((1 - r2) * (survey.rowCount - 1)) / freedom,
    coefficients: survey.features.map(({ name }, j) => {
      const scale = scalings[j]?.scale ?? 1
      const spread = inverse[j + 1]?.[j + 1] ?? 0
      return {
        name,
        coefficient: raw[j + 1] ?? 0,
        plainSe: Math.sqrt((error / freedom) * spread) / scale,
        designSe: (robust[j + 1] ?? 0) / scale,
        vif: factor.dependent.includes(j + 1) ? null : spread * centred(gram, j + 1),
      }
    }),
  }
}

/** Weighted sum of squares of variable k about its mean. */
function centred(gram: Float64Array, k: number): number {
  const sum = gram[triangleIndex(k, 0)] ?? 0
  return (gram[triangleIndex(k, k)] ?? 0) - (sum * sum) / (gram[0] ?? 1)
}
