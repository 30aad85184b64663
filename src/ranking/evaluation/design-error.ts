import { outerGroups } from '../grouping.ts'
import type { Survey } from '../survey.ts'

/** The PSU of each row and the stratum of each PSU. */
export type Design = {
  readonly psu: Int32Array
  readonly stratumOfPsu: Int32Array
  readonly strata: number
}

export function designOf({ psu, stratum }: Pick<Survey, 'psu' | 'stratum'>): Design {
  return { psu: psu.codes, stratumOfPsu: outerGroups(psu, stratum), strata: stratum.names.length }
}

/** A ratio of weighted sums over some rows: of what is in `part` to what is in `whole`. */
export type Ratio = {
  readonly rows: Int32Array
  readonly weight: Float64Array
  readonly part: (row: number) => number
  readonly whole: (row: number) => number
}

/**
 * Standard error of a ratio under the survey's design, by linearisation (Woodruff, 1971): the variance of PSU totals of
 * w (part - ratio whole) / Σ w whole, within strata, PSUs taken as drawn with replacement. In a stratum of one PSU the
 * totals are taken about their overall mean.
 */
export function ratioError(design: Design, { rows, weight, part, whole }: Ratio): number {
  let [parts, wholes] = [0, 0]
  for (const row of rows) {
    parts += (weight[row] ?? 0) * part(row)
    wholes += (weight[row] ?? 0) * whole(row)
  }
  const totals = new Float64Array(design.stratumOfPsu.length)
  for (const row of rows) {
    const left = part(row) - (parts / wholes) * whole(row)
    const psu = design.psu[row] ?? 0
    totals[psu] = (totals[psu] ?? 0) + ((weight[row] ?? 0) * left) / wholes
  }
  return Math.sqrt(totalVariance(totals, design))
}

/** Variance of the sum of PSU totals: Σ_strata n/(n-1) Σ_psu (t - t̄)². */
export function totalVariance(totals: ArrayLike<number>, { stratumOfPsu, strata }: Design): number {
  const [number, sum] = [new Float64Array(strata), new Float64Array(strata)]
  stratumOfPsu.forEach((stratum, psu) => {
    number[stratum] = (number[stratum] ?? 0) + 1
    sum[stratum] = (sum[stratum] ?? 0) + (totals[psu] ?? 0)
  })
  const overall = sum.reduce((all, value) => all + value, 0) / stratumOfPsu.length
  return stratumOfPsu.reduce((variance, stratum, psu) => {
    const n = number[stratum] ?? 1
    const [centre, factor] = n > 1 ? [(sum[stratum] ?? 0) / n, n / (n - 1)] : [overall, 1]
    return variance + factor * ((totals[psu] ?? 0) - centre) ** 2
  }, 0)
}
