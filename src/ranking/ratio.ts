import { outerGroups } from './grouping.ts'
import type { Survey } from './survey.ts'

/** A share with its standard error under the survey's design. */
export type Share = { readonly value: number; readonly se: number }

/**
 * The ratio of two weighted totals, Σ w a / Σ w b, and its standard error by linearisation (Woodruff, 1971), PSUs taken
 * as drawn with replacement within strata. In a stratum of one PSU the deviation is from zero, the mean of all.
 */
export function ratioOf(
  { psu, stratum }: Pick<Survey, 'psu' | 'stratum'>,
  weight: Float64Array,
  above: (row: number) => number,
  below: (row: number) => number,
): Share {
  const [tops, bottoms] = [new Float64Array(psu.names.length), new Float64Array(psu.names.length)]
  psu.codes.forEach((code, row) => {
    const w = weight[row] ?? 0
    tops[code] = (tops[code] ?? 0) + w * above(row)
    bottoms[code] = (bottoms[code] ?? 0) + w * below(row)
  })
  const bottom = sum(bottoms)
  const value = sum(tops) / bottom
  const influence = tops.map((top, code) => (top - value * (bottoms[code] ?? 0)) / bottom)
  return { value, se: Math.sqrt(stratified(influence, outerGroups(psu, stratum), stratum.names.length)) }
}

function stratified(influence: Float64Array, strata: Int32Array, count: number): number {
  const [sizes, sums, squares] = [0, 1, 2].map(() => new Float64Array(count))
  if (!sizes || !sums || !squares) return 0
  influence.forEach((value, psu) => {
    const stratum = strata[psu] ?? 0
    sizes[stratum] = (sizes[stratum] ?? 0) + 1
    sums[stratum] = (sums[stratum] ?? 0) + value
    squares[stratum] = (squares[stratum] ?? 0) + value ** 2
  })
  return sizes.reduce((variance, n, stratum) => {
    const [s, q] = [sums[stratum] ?? 0, squares[stratum] ?? 0]
    return variance + (n > 1 ? (n / (n - 1)) * Math.max(0, q - s ** 2 / n) : q)
  }, 0)
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
