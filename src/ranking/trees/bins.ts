/** Columns as small whole numbers: what trees are grown on. Value x of a column lies in bin `codes` = the cuts below x. */
export type Binned = {
  readonly codes: readonly Uint8Array[]
  /** Ascending: x is in bin 0 … b when x <= cuts[b]. */
  readonly cuts: readonly Float64Array[]
  /** Where a column's bins begin in a histogram of all columns, and, last, the number of all bins. */
  readonly offsets: Int32Array
}

/** At most 64 bins a column: more were not measurably better, and 0 … 63 fit a byte. */
const mostBins = 64

/** Bins of all rows, without the outcome: cuts lie halfway between neighbouring values, at even shares of the rows. */
export function binned(columns: readonly Float64Array[]): Binned {
  const cuts = columns.map(cutsOf)
  const offsets = new Int32Array(columns.length + 1)
  cuts.forEach((own, j) => {
    offsets[j + 1] = (offsets[j] ?? 0) + own.length + 1
  })
  return { cuts, offsets, codes: columns.map((column, j) => codesOf(column, cuts[j] ?? new Float64Array())) }
}

function cutsOf(column: Float64Array): Float64Array {
  const sorted = column.toSorted()
  const distinct = sorted.filter((value, place) => place === 0 || value !== sorted[place - 1])
  if (distinct.length <= mostBins) return halfway(distinct)
  const chosen = Float64Array.from(
    { length: mostBins },
    (_, bin) => sorted[Math.floor((bin * sorted.length) / mostBins)] ?? 0,
  )
  return halfway(chosen.filter((value, place) => place === 0 || value !== chosen[place - 1]))
}

function halfway(values: Float64Array): Float64Array {
  return Float64Array.from(values.subarray(1), (value, place) => ((values[place] ?? 0) + value) / 2)
}

function codesOf(column: Float64Array, cuts: Float64Array): Uint8Array {
  return Uint8Array.from(column, (value) => binOf(value, cuts))
}

/** The number of cuts below `value`, by halving. */
function binOf(value: number, cuts: Float64Array): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
