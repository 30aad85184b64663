/** A rising step function: `levels[i]` holds from `starts[i]` up to the next start, and the first also below. */
export type Steps = { readonly starts: readonly number[]; readonly levels: readonly number[] }

/**
 * Weighted isotonic regression by pooling adjacent violators (Ayer and others, 1955): the rising step function with the
 * least squared distance from `y`.
 */
export function isotonic(x: Float64Array, y: Float64Array, weight: Float64Array): Steps {
  const order = Int32Array.from(x.keys()).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b)
  const pools: { start: number; weight: number; sum: number }[] = []
  for (const row of order) {
    const w = weight[row] ?? 0
    const start = x[row] ?? 0
    const same = pools.at(-1)
    if (same && same.start === start) addTo(same, w, y[row] ?? 0)
    else pools.push({ start, weight: w, sum: w * (y[row] ?? 0) })
    merge(pools)
  }
  return {
    starts: pools.map(({ start }) => start),
    levels: pools.map(({ sum, weight: total }) => sum / total),
  }
}

type Pool = { start: number; weight: number; sum: number }

function addTo(pool: Pool, weight: number, value: number): void {
  pool.weight += weight
  pool.sum += weight * value
}

/** The last pool joins the one before it as long as it lies lower. */
function merge(pools: Pool[]): void {
  for (;;) {
    const [before, last] = [pools.at(-2), pools.at(-1)]
    if (!before || !last || before.sum / before.weight < last.sum / last.weight) return
    before.weight += last.weight
    before.sum += last.sum
    pools.pop()
  }
}

/** The level at `value`. */
export function levelAt({ starts, levels }: Steps, value: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return levels[Math.max(0, low - 1)] ?? Number.NaN
}
