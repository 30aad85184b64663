import type { Binned } from './bins.ts'

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

export function quantised(
  residualOf: (row: number) => number,
  weight: Float64Array,
  rows: Int32Array,
): Quantised {
  const pull = new Float64Array(weight.length)
  let mostPull = 0
  let mostMass = 0
  for (const row of rows) {
    const value = (weight[row] ?? 0) * residualOf(row)
    pull[row] = value
    mostPull = Math.max(mostPull, Math.abs(value))
    mostMass = Math.max(mostMass, weight[row] ?? 0)
  }
  const [pullUnit, massUnit] = [mostPull / greatest || 1, mostMass / greatest || 1]
  const mass = new Float64Array(weight.length)
  for (const row of rows) {
    pull[row] = Math.round((pull[row] ?? 0) / pullUnit)
    mass[row] = Math.round((weight[row] ?? 0) / massUnit)
  }
  return { pull, mass, pullUnit, massUnit }
}

export function histogramOf(
  { codes, offsets }: Binned,
  { pull, mass }: Quantised,
  rows: Int32Array,
): Histogram {
  const histogram = new Float64Array(2 * (offsets.at(-1) ?? 0))
  const ofRows = new Float64Array(2 * rows.length)
  for (let place = 0; place < rows.length; place++) {
    ofRows[2 * place] = pull[rows[place] ?? 0] ?? 0
    ofRows[2 * place + 1] = mass[rows[place] ?? 0] ?? 0
  }
  codes.forEach((column, j) => {
    addColumn(histogram.subarray(2 * (offsets[j] ?? 0)), column, rows, ofRows)
  })
  return histogram
}

/** Plain loops over numbers: nearly all the time of growing trees is spent here. */
function addColumn(histogram: Float64Array, codes: Uint8Array, rows: Int32Array, ofRows: Float64Array): void {
  for (let place = 0; place < rows.length; place++) {
    const at = 2 * (codes[rows[place] ?? 0] ?? 0)
    histogram[at] = (histogram[at] ?? 0) + (ofRows[2 * place] ?? 0)
    histogram[at + 1] = (histogram[at + 1] ?? 0) + (ofRows[2 * place + 1] ?? 0)
  }
}

/** The histogram of the rows of `whole` that are not in `part`: nothing is lost, as the sums are whole numbers. */
export function remainder(whole: Histogram, part: Histogram): Histogram {
  return whole.map((value, at) => value - (part[at] ?? 0))
}
