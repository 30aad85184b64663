/**
 * Sums by bin of every column, two numbers a bin: weighted residuals, and weights. They are whole numbers (see
 * `quantised`), so their sums are exact and the order of the rows changes nothing.
 */
export type Histogram = Float64Array

/** What trees are fitted to, row by row, as whole numbers: `pull` = weight x residual, `mass` = weight. */
export type Quantised = {
  readonly pull: Float64Array
  readonly mass: Float64Array
  /** One unit of `pull`, and of `mass`. */
  readonly pullUnit: number
  readonly massUnit: number
}

/** The greatest value becomes 2^26: a hundred million such rows still add up exactly. */
const greatest = 2 ** 26

/** Weights of some rows as whole numbers, and room for their pulls. */
export function quantisedWeights(weight: Float64Array, rows: Int32Array): Quantised {
  const most = rows.reduce((high, row) => Math.max(high, weight[row] ?? 0), 0)
  const massUnit = most / greatest || 1
  const mass = weight.map((value) => Math.round(value / massUnit))
  return { pull: new Float64Array(weight.length), mass, pullUnit: 1, massUnit }
}

/** The pulls of some rows: weight x (residual - score), written into the room of `known`. */
export function withPulls(
  known: Quantised,
  { residual, weight }: { readonly residual: Float64Array; readonly weight: Float64Array },
  score: Float64Array,
  rows: Int32Array,
): Quantised {
  const { pull } = known
  let most = 0
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    const value = (weight[row] ?? 0) * ((residual[row] ?? 0) - (score[row] ?? 0))
    pull[row] = value
    most = Math.max(most, Math.abs(value))
  }
  const pullUnit = most / greatest || 1
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    pull[row] = Math.round((pull[row] ?? 0) / pullUnit)
  }
  return { ...known, pullUnit }
}

/** The histogram of the rows of `whole` that are not in `part`: nothing is lost, as the sums are whole numbers. */
export function remainder(whole: Histogram, part: Histogram): Histogram {
  return whole.map((value, at) => value - (part[at] ?? 0))
}
