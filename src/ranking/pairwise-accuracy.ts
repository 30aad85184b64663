/**
 * Share of pairs of households that a score puts in the order of their outcome; a tie of the score counts half, pairs with
 * one outcome are left out. (1 + Goodman and Kruskal's gamma) / 2 but for ties of the score. Rows without a score are left
 * out. Counted by merging (Knight, 1966): n log n.
 */
export function pairwiseAccuracy(score: Float64Array, outcome: Float64Array): number {
  const rows = Array.from(score.keys()).filter((row) => !Number.isNaN(score[row] ?? Number.NaN))
  const at = (values: Float64Array, row: number) => values[row] ?? 0
  const order = rows.toSorted((a, b) => at(outcome, a) - at(outcome, b) || at(score, a) - at(score, b))
  const sorted = Float64Array.from(order, (row) => at(score, row))
  const tiedOutcome = pairsTied(order, (row) => at(outcome, row))
  const tiedBoth = pairsTied(order, (row) => `${at(outcome, row)} ${at(score, row)}`)
  const byScore = rows.toSorted((a, b) => at(score, a) - at(score, b))
  const tiedScore = pairsTied(byScore, (row) => at(score, row)) - tiedBoth
  const compared = (rows.length * (rows.length - 1)) / 2 - tiedOutcome
  return compared === 0 ? Number.NaN : 1 - (inversions(sorted) + tiedScore / 2) / compared
}

/** Pairs within runs of equal keys. */
function pairsTied(order: readonly number[], keyOf: (row: number) => number | string): number {
  let pairs = 0
  let run = 0
  order.forEach((row, place) => {
    const before = order[place - 1]
    run = before !== undefined && keyOf(before) === keyOf(row) ? run + 1 : 0
    pairs += run
  })
  return pairs
}

/** Pairs that stand in falling order; sorts `values`. */
function inversions(values: Float64Array): number {
  if (values.length < 2) return 0
  const middle = values.length >> 1
  const [left, right] = [values.slice(0, middle), values.slice(middle)]
  let count = inversions(left) + inversions(right)
  let [a, b] = [0, 0]
  for (let place = 0; place < values.length; place += 1) {
    const fromLeft = b >= right.length || (a < left.length && (left[a] ?? 0) <= (right[b] ?? 0))
    if (!fromLeft) count += left.length - a
    values[place] = (fromLeft ? left[a++] : right[b++]) ?? 0
  }
  return count
}
