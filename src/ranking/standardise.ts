import type { Survey } from './survey.ts'

/** A feature's national scaling: weighted mean and standard deviation (divisor: sum of weights) of its known values. */
export type Scaling = { readonly mean: number; readonly scale: number }

/** Fixed once on the whole survey, so that every cell, fold and district speaks of the same standardised columns. */
export function scalingsOf({ values, householdWeight }: Survey): readonly Scaling[] {
  return values.map((column) => scalingOf(column, householdWeight))
}

function scalingOf(column: Float64Array, weight: Float64Array): Scaling {
  const mean = weightedMean(column, weight)
  let total = 0
  let squares = 0
  for (let row = 0; row < column.length; row++) {
    const distance = (column[row] ?? 0) - mean
    if (Number.isNaN(distance)) continue
    total += weight[row] ?? 0
    squares += (weight[row] ?? 0) * distance * distance
  }
  return { mean, scale: Math.sqrt(squares / total) }
}

/** Hájek mean over the entries that are not NaN. */
export function weightedMean(values: Float64Array, weight: Float64Array): number {
  let total = 0
  let sum = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0
    if (Number.isNaN(value)) continue
    total += weight[row] ?? 0
    sum += (weight[row] ?? 0) * value
  }
  return sum / total
}

/** Standardised columns in `space`; an unknown value takes the mean, 0. */
export function standardised(
  { values, rowCount }: Survey,
  scalings: readonly Scaling[],
  space: (length: number) => Float64Array,
): readonly Float64Array[] {
  return values.map((column, index) => {
    const { mean, scale } = scalings[index] ?? { mean: 0, scale: 1 }
    const own = space(rowCount)
    for (let row = 0; row < rowCount; row++) {
      const value = column[row] ?? Number.NaN
      own[row] = Number.isNaN(value) ? 0 : (value - mean) / scale
    }
    return own
  })
}

/** Standardised coefficients [intercept, slopes…] as coefficients of the features as they are. */
export function rawCoefficients(coefficients: Float64Array, scalings: readonly Scaling[]): Float64Array {
  const raw = new Float64Array(coefficients.length)
  raw[0] = coefficients[0] ?? 0
  scalings.forEach(({ mean, scale }, index) => {
    const slope = (coefficients[index + 1] ?? 0) / scale
    raw[index + 1] = slope
    raw[0] = (raw[0] ?? 0) - slope * mean
  })
  return raw
}
