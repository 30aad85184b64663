import { cholesky, inverseColumns } from './cholesky.ts'
import { nationalCovariance } from './covariance.ts'
import type { OfficialModel } from './official.ts'
import { rawCoefficients } from './standardise.ts'
import type { Training } from './training.ts'
import { triangleIndex, triangleLength } from './triangle.ts'

/** One feature of the official model, in the feature's own unit. */
export type CoefficientRow = {
  readonly name: string
  readonly national: number
  /** Standard error of the national coefficient under the design. */
  readonly se: number
  /** The lowest and the highest coefficient of a district, and the median of their posterior standard deviations. */
  readonly lowest: number
  readonly highest: number
  readonly districtSe: number
}

export function coefficientTable(training: Training, official: OfficialModel): readonly CoefficientRow[] {
  const { survey, scalings } = training
  const national = rawCoefficients(official.national, scalings)
  const covariance = nationalCovariance(training, official)
  const districts = official.districts.map((own) => rawCoefficients(own, scalings))
  const errors = districts.map((_, code) => districtErrors(training, official, code))
  return survey.features.map(({ name }, j) => {
    const own = districts.map((coefficients) => coefficients[j + 1] ?? 0)
    return {
      name,
      national: national[j + 1] ?? 0,
      se: Math.sqrt(covariance[triangleIndex(j + 1, j + 1)] ?? 0),
      lowest: Math.min(...own),
      highest: Math.max(...own),
      districtSe: median(errors.map((each) => each[j] ?? 0)),
    }
  })
}

/**
 * Posterior standard deviations of a district's slopes about the truth, in the features' own units: the root of the
 * diagonal of σ² (A_d + Λ)⁻¹ (Lindley and Smith, 1972), with the variance and the penalties as they were chosen and the
 * coefficients of the area above taken as known.
 */
export function districtErrors(
  { grams, folds, scalings }: Training,
  { attention, penalties, sigma, slope }: OfficialModel,
  district: number,
): Float64Array {
  const { size, district: gramOf } = grams(attention)
  const gram = gramOf(district, folds).slice(0, triangleLength(size - 1))
  for (let j = 0; j < size - 1; j++) {
    const at = triangleIndex(j, j)
    gram[at] = (gram[at] ?? 0) + (j === 0 ? penalties.area.intercept : penalties.area.slope)
  }
  const inverse = inverseColumns(cholesky(gram, size - 1))
  return Float64Array.from(
    scalings,
    ({ scale }, j) => (slope * sigma * Math.sqrt(inverse[j + 1]?.[j + 1] ?? 0)) / scale,
  )
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
