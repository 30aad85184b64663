import { normalBelow } from './normal.ts'

/**
 * The welfare line below which a share `quota` of the persons of `rows` is expected: the z at which the mean of
 * Φ((z - score)/sigma) is the quota. Found by halving an interval, to 1e-9 of log welfare.
 */
export function lineOf(
  score: Float64Array,
  weight: Float64Array,
  rows: Int32Array,
  sigma: number,
  quota: number,
): number {
  const scores = Float64Array.from(rows, (row) => score[row] ?? 0)
  const weights = Float64Array.from(rows, (row) => weight[row] ?? 0)
  const total = weights.reduce((sum, value) => sum + value, 0)
  const expected = (line: number) =>
    scores.reduce((sum, value, row) => sum + (weights[row] ?? 0) * normalBelow((line - value) / sigma), 0) /
    total
  let low = scores.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY) - 10 * sigma
  let high = scores.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY) + 10 * sigma
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (expected(middle) < quota) low = middle
    else high = middle
  }
  return (low + high) / 2
}
