/** Rows from lowest to highest value, and how many rows share each value, so that other weights can be ranked at once. */
export type Ordering = {
  readonly rows: Int32Array
  /** At the place of the first of equal values: their number; 0 at the others. */
  readonly tied: Int32Array
}

export function orderingOf(values: Float64Array): Ordering {
  const at = (row: number) => values[row] ?? 0
  const rows = Int32Array.from(values.keys()).sort((a, b) => at(a) - at(b) || a - b)
  const tied = new Int32Array(rows.length)
  let first = 0
  rows.forEach((row, place) => {
    if (at(row) !== at(rows[first] ?? 0)) first = place
    tied[first] = (tied[first] ?? 0) + 1
  })
  return { rows, tied }
}

/**
 * Weighted mid-ranks as shares of the total weight, in (0, 1): equal values share the middle of the weight they take
 * up. With these, Spearman's correlation, the Gini coefficient and quotas treat equal families alike.
 */
export function midRanks({ rows, tied }: Ordering, weight: Float64Array): Float64Array {
  const total = weight.reduce((sum, value) => sum + value, 0)
  const ranks = new Float64Array(rows.length)
  let before = 0
  for (let place = 0; place < rows.length; ) {
    const members = rows.subarray(place, place + (tied[place] ?? 1))
    let here = 0
    for (const row of members) here += weight[row] ?? 0
    for (const row of members) ranks[row] = (before + here / 2) / total
    before += here
    place += members.length
  }
  return ranks
}

/**
 * The value below which `share` of the weight lies: the highest value whose mid-rank is at most `share`, or the lowest
 * value of all.
 */
export function weightedQuantile(values: Float64Array, weight: Float64Array, share: number): number {
  const ordering = orderingOf(values)
  const ranks = midRanks(ordering, weight)
  const below = ordering.rows.filter((row) => (ranks[row] ?? 1) <= share)
  return values[below.at(-1) ?? ordering.rows[0] ?? 0] ?? Number.NaN
}
