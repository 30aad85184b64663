import { concentration } from './poverty.ts'

/** Who is selected when a share of persons is, told by true rank: all shares are of persons. */
export type Targeting = {
  /** Of each tenth of true welfare, the poorest first: the share that is selected. */
  readonly coverage: readonly number[]
  /** Of those selected: the share that belongs to each tenth. */
  readonly incidence: readonly number[]
  /** Of the poorest tenth: the share that is not selected. */
  readonly poorestTenthExcluded: number
  /** Of those selected: the share that belongs to the richest fifth. */
  readonly richestFifthSelected: number
  /** Share of the selected who are truly within the quota, over the quota (Coady, Grosh and Hoddinott, 2004). */
  readonly cgh: number
  /** Of being selected, over welfare. */
  readonly concentration: number
}

/** `truth` and `ranks` are mid-rank shares of outcome and score; those with a rank of at most `share` are selected. */
export function targeting(
  truth: Float64Array,
  ranks: Float64Array,
  weight: Float64Array,
  share: number,
): Targeting {
  const selected = ranks.map((rank) => (rank <= share ? 1 : 0))
  const [all, chosen] = [new Float64Array(10), new Float64Array(10)]
  let poorChosen = 0
  truth.forEach((rank, row) => {
    const tenth = Math.min(9, Math.max(0, Math.ceil(10 * rank) - 1))
    const [w, here] = [weight[row] ?? 0, selected[row] ?? 0]
    all[tenth] = (all[tenth] ?? 0) + w
    chosen[tenth] = (chosen[tenth] ?? 0) + w * here
    if (rank <= share) poorChosen += w * here
  })
  const total = sumOfValues(chosen)
  const incidence = Array.from(chosen, (value) => value / total)
  return {
    coverage: Array.from(chosen, (value, tenth) => value / (all[tenth] ?? 1)),
    incidence,
    poorestTenthExcluded: 1 - (chosen[0] ?? 0) / (all[0] ?? 1),
    richestFifthSelected: (incidence[8] ?? 0) + (incidence[9] ?? 0),
    cgh: poorChosen / total / share,
    concentration: concentration(selected, truth, weight),
  }
}

export function sumOfValues(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
