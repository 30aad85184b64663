import type { Binned } from './bins.ts'
import type { HistogramSpace } from '../kernel.ts'
import { type Histogram, type Quantised, remainder } from './histogram.ts'
import { type Tree, addLeaf, parted } from './tree.ts'

/** What may be grown. */
export type TreeSettings = {
  readonly depth: number
  /** Part of a leaf's best value that is taken. */
  readonly rate: number
  /** Households of prior that draw a leaf's value to 0. */
  readonly prior: number
  /** A leaf speaks for at least the weight of so many mean households, of at least so many PSUs. */
  readonly households: number
  readonly psus: number
  /** 1 where the score must not fall as the column rises, -1 where it must not rise; by column. */
  readonly signs: readonly number[]
}

type Bounds = { readonly low: number; readonly high: number }

/** All that a tree is grown from. */
export type Ground = {
  readonly binned: Binned
  readonly histogramOf: HistogramSpace
  readonly pulls: Quantised
  readonly psu: Int32Array
  readonly settings: TreeSettings
  /** To which the tree's values are added, at the rows that it grows on. */
  readonly score: Float64Array
}

/**
 * One tree by exact greedy splits on histograms (Chen and Guestrin, 2016, for the gain): a split must add to
 * (Σ pull)² / (Σ mass + prior). Monotone constraints as there: a fork on a signed column bounds its branches by the middle
 * of their values.
 */
export function growTree(ground: Ground, rows: Int32Array): Tree {
  const histogram = ground.histogramOf(ground.pulls, rows)
  return growNode(ground, { rows, histogram, depth: 0 }, { low: -Infinity, high: Infinity })
}

type Node = { readonly rows: Int32Array; readonly histogram: Histogram; readonly depth: number }

function growNode(ground: Ground, node: Node, bounds: Bounds): Tree {
  const { binned, pulls, settings } = ground
  const leaf = (): Tree => {
    const value = settings.rate * within(bounds, valueOf(ground, totalOf(binned, node.histogram)))
    addLeaf({ kind: 'leaf', value }, node.rows, ground.score)
    return { kind: 'leaf', value }
  }
  if (node.depth === settings.depth) return leaf()
  const split = bestSplit(ground, node.histogram, bounds)
  if (!split) return leaf()
  const [below, above] = parted(node.rows, binned.codes[split.column] ?? new Uint8Array(), split.bin)
  if (!speaksFor(ground, below) || !speaksFor(ground, above)) return leaf()
  const small = ground.histogramOf(pulls, below.length < above.length ? below : above)
  const large = remainder(node.histogram, small)
  const [ofBelow, ofAbove] = below.length < above.length ? [small, large] : [large, small]
  const child = (rows: Int32Array, histogram: Histogram) => ({ rows, histogram, depth: node.depth + 1 })
  const [boundsBelow, boundsAbove] = branchBounds(bounds, split)
  return {
    kind: 'fork',
    column: split.column,
    bin: split.bin,
    below: growNode(ground, child(below, ofBelow), boundsBelow),
    above: growNode(ground, child(above, ofAbove), boundsAbove),
  }
}

type Sums = { readonly pull: number; readonly mass: number }

function totalOf({ offsets }: Binned, histogram: Histogram): Sums {
  let [pull, mass] = [0, 0]
  for (let at = 0; at < 2 * (offsets[1] ?? 0); at += 2) {
    pull += histogram[at] ?? 0
    mass += histogram[at + 1] ?? 0
  }
  return { pull, mass }
}

function valueOf({ pulls, settings }: Ground, { pull, mass }: Sums): number {
  return (pull * pulls.pullUnit) / (mass * pulls.massUnit + settings.prior)
}

/** What sums are worth at a value: twice the fall of the penalised squared error. */
function worthAt({ pulls, settings }: Ground, { pull, mass }: Sums, value: number): number {
  return 2 * pull * pulls.pullUnit * value - (mass * pulls.massUnit + settings.prior) * value * value
}

type Split = {
  readonly column: number
  readonly bin: number
  readonly gain: number
  readonly sign: number
  /** Values of the two branches. */
  readonly below: number
  readonly above: number
}

function bestSplit(ground: Ground, histogram: Histogram, bounds: Bounds): Split | undefined {
  const { binned } = ground
  const total = totalOf(binned, histogram)
  const base = worthAt(ground, total, within(bounds, valueOf(ground, total)))
  let best: Split | undefined
  for (let column = 0; column < binned.codes.length; column++) {
    const found = bestOfColumn(ground, histogram, column, { total, base, bounds })
    if (found && found.gain > (best?.gain ?? 1e-9)) best = found
  }
  return best
}

function bestOfColumn(
  ground: Ground,
  histogram: Histogram,
  column: number,
  { total, base, bounds }: { readonly total: Sums; readonly base: number; readonly bounds: Bounds },
): Split | undefined {
  const { binned, settings } = ground
  const sign = settings.signs[column] ?? 0
  const [start, end] = [binned.offsets[column] ?? 0, (binned.offsets[column + 1] ?? 0) - 1]
  const least = settings.households / ground.pulls.massUnit
  let best: Split | undefined
  let pull = 0
  let mass = 0
  for (let bin = start; bin < end; bin++) {
    pull += histogram[2 * bin] ?? 0
    mass += histogram[2 * bin + 1] ?? 0
    if (mass < least || total.mass - mass < least) continue
    const here = { pull, mass }
    const there = { pull: total.pull - pull, mass: total.mass - mass }
    const below = within(bounds, valueOf(ground, here))
    const above = within(bounds, valueOf(ground, there))
    if (sign * (above - below) < 0) continue
    const gain = worthAt(ground, here, below) + worthAt(ground, there, above) - base
    if (gain > (best?.gain ?? 0)) best = { column, bin: bin - start, gain, sign, below, above }
  }
  return best
}

function branchBounds(bounds: Bounds, { sign, below, above }: Split): readonly [Bounds, Bounds] {
  if (sign === 0) return [bounds, bounds]
  const middle = (below + above) / 2
  const [lower, upper] = [
    { low: bounds.low, high: middle },
    { low: middle, high: bounds.high },
  ]
  return sign > 0 ? [lower, upper] : [upper, lower]
}

function within({ low, high }: Bounds, value: number): number {
  return Math.min(high, Math.max(low, value))
}

function speaksFor({ psu, settings }: Ground, rows: Int32Array): boolean {
  const found = new Set<number>()
  for (const row of rows) {
    found.add(psu[row] ?? 0)
    if (found.size >= settings.psus) return true
  }
  return false
}
