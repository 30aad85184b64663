import { type LineProbability, probabilityBelow } from './line-probability.ts'

/**
 * The welfare line below which a share `quota` of persons is expected: the z at which the mean of
 * P((z - score)/sigma) is the quota, P being the model's recalibrated probability. Found by halving an interval, to 1e-9 of log welfare.
 */
export function lineOf(
  score: Float64Array,
  weight: Float64Array,
  { sigma, calibration }: { readonly sigma: number; readonly calibration: LineProbability },
  quota: number,
): number {
  const total = weight.reduce((sum, value) => sum + value, 0)
  const expected = (line: number) =>
    score.reduce(
      (sum, value, row) => sum + (weight[row] ?? 0) * probabilityBelow(calibration, (line - value) / sigma),
      0,
    ) / total
  let low = score.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY) - 10 * sigma
  let high = score.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY) + 10 * sigma
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (expected(middle) < quota) low = middle
    else high = middle
  }
  return (low + high) / 2
}
