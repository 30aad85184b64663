import type { HistogramSpace } from '../kernel.ts'
import type { Binned } from './bins.ts'
import { type TreeSettings, growTree } from './grow.ts'
import { quantisedWeights, withPulls } from './histogram.ts'
import { type Tree, addTree } from './tree.ts'

/** Trees and what they are grown on: the residuals of `outcome` about `start`, under weights. */
export type BoostInput = {
  readonly binned: Binned
  readonly histogramOf: HistogramSpace
  /** The outcome less what is known already, a value a row. */
  readonly residual: Float64Array
  readonly weight: Float64Array
  readonly psu: Int32Array
  readonly settings: TreeSettings
}

/** Most trees that are tried, and how many may follow the best without a better one before the trial ends. */
const mostTrees = 400
const patience = 25

/** Boosted trees for squared error (Friedman, 2001), one after the other, on `rows`. `score` is kept for `watched` too. */
function* growTrees(input: BoostInput, rows: Int32Array, watched: Int32Array, score: Float64Array) {
  const { binned, histogramOf, weight, psu, settings } = input
  const weights = quantisedWeights(weight, rows)
  for (;;) {
    const pulls = withPulls(weights, input, score, rows)
    const tree = growTree({ binned, histogramOf, pulls, psu, settings, score }, rows)
    addTree(tree, binned, watched, score)
    yield tree
  }
}

/** As many trees as told, grown on `rows`. */
export function boost(input: BoostInput, rows: Int32Array, count: number): readonly Tree[] {
  const score = new Float64Array(input.residual.length)
  return growTrees(input, rows, new Int32Array(), score).take(count).toArray()
}

/** Adds the trees' scores of some rows, in their order, to `start`. */
export function addTrees(
  trees: readonly Tree[],
  binned: Binned,
  rows: Int32Array,
  start: Float64Array,
): Float64Array {
  const added = new Float64Array(binned.codes[0]?.length ?? 0)
  for (const tree of trees) addTree(tree, binned, rows, added)
  return start.map((value, place) => value + (added[rows[place] ?? 0] ?? 0))
}

/** Rows to grow on, and rows to judge by. */
export type BoostSplit = { readonly rows: Int32Array; readonly held: Int32Array }

/**
 * How many trees have the least squared error on held-out PSUs: all splits are grown side by side, and the trial ends
 * when `patience` trees brought nothing. 0 where not even the first tree helps.
 */
export function chooseTreeCount(input: BoostInput, splits: readonly BoostSplit[]): number {
  const trials = splits.map(({ rows, held }) => {
    const score = new Float64Array(input.residual.length)
    return { held, score, trees: growTrees(input, rows, held, score) }
  })
  const errorNow = () => trials.reduce((sum, { held, score }) => sum + squaredErrorOf(input, held, score), 0)
  let best = { count: 0, error: errorNow() }
  for (let count = 1; count <= mostTrees && count <= best.count + patience; count++) {
    for (const { trees } of trials) trees.next()
    const error = errorNow()
    if (error < best.error) best = { count, error }
  }
  return best.count
}

function squaredErrorOf({ residual, weight }: BoostInput, rows: Int32Array, score: Float64Array): number {
  let sum = 0
  for (const row of rows) sum += (weight[row] ?? 0) * ((residual[row] ?? 0) - (score[row] ?? 0)) ** 2
  return sum
}
