import { z } from 'zod'
import { weightedMean } from '../standardise.ts'
import type { Training } from '../training.ts'
import type { Binned } from './bins.ts'
import { type Tree, parted } from './tree.ts'

/** A tree as a model keeps it: what it adds to log welfare, or a fork on a feature as it is. */
export type KeptTree = number | KeptFork
export type KeptFork = {
  /** Place of the feature in the model. */
  readonly feature: number
  /** On to `below` when the feature is at most this, else to `above`. */
  readonly cut: number
  /** What the tree adds from here on for the mean household of the survey. */
  readonly mean: number
  readonly below: KeptTree
  readonly above: KeptTree
}

export const keptTreeSchema: z.ZodType<KeptTree> = z.lazy(() =>
  z.union([
    z.number(),
    z.strictObject({
      feature: z.int().min(0),
      cut: z.number(),
      mean: z.number(),
      below: keptTreeSchema,
      above: keptTreeSchema,
    }),
  ]),
)

/** Trees in the features' own units. Those that fork alike become one, so that a hundred small steps are a few forks. */
export function keptTrees(
  trees: readonly Tree[],
  binned: Binned,
  { survey, scalings, weight }: Training,
): readonly KeptTree[] {
  const everyRow = Int32Array.from(survey.outcome.keys())
  const cutOf = (column: number, bin: number) => {
    const { mean, scale } = scalings[column] ?? { mean: 0, scale: 1 }
    return (binned.cuts[column]?.[bin] ?? 0) * scale + mean
  }
  const kept = (tree: Tree, rows: Int32Array): KeptTree => {
    if (tree.kind === 'leaf') return tree.value
    const codes = binned.codes[tree.column] ?? new Uint8Array()
    const [low, high] = parted(rows, codes, tree.bin)
    const [below, above] = [kept(tree.below, low), kept(tree.above, high)]
    const weightOf = (of: Int32Array) => of.reduce((sum, row) => sum + (weight[row] ?? 0), 0)
    const mean = weightedMean(
      Float64Array.of(meanOfTree(below), meanOfTree(above)),
      Float64Array.of(weightOf(low), weightOf(high)),
    )
    return { feature: tree.column, cut: cutOf(tree.column, tree.bin), mean, below, above }
  }
  return merged(trees).map((tree) => kept(tree, everyRow))
}

function merged(trees: readonly Tree[]): readonly Tree[] {
  const known = new Map<string, Tree>()
  for (const tree of trees) {
    const shape = shapeOf(tree)
    const alike = known.get(shape)
    known.set(shape, alike ? together(alike, tree) : tree)
  }
  return [...known.values()]
}

function shapeOf(tree: Tree): string {
  if (tree.kind === 'leaf') return '.'
  return `(${tree.column} ${tree.bin} ${shapeOf(tree.below)} ${shapeOf(tree.above)})`
}

/** The sum of two trees of one shape. */
function together(a: Tree, b: Tree): Tree {
  if (a.kind === 'leaf') return { kind: 'leaf', value: a.value + (b.kind === 'leaf' ? b.value : 0) }
  if (b.kind === 'leaf') return a
  return { ...a, below: together(a.below, b.below), above: together(a.above, b.above) }
}

export function meanOfTree(tree: KeptTree): number {
  return typeof tree === 'number' ? tree : tree.mean
}

/** What the trees add for a family together. */
export function treesAt(trees: readonly KeptTree[], valueOf: (feature: number) => number): number {
  return trees.reduce<number>((sum, tree) => {
    let here = tree
    while (typeof here !== 'number') here = valueOf(here.feature) <= here.cut ? here.below : here.above
    return sum + here
  }, 0)
}

/**
 * What the forks on a family's way add, fork by fork, each told of its feature: together with the tree's mean they are the
 * value at its leaf, exactly (Saabas, 2014). A feature that a family has no value of counts as its mean.
 */
export function* forksOnTheWay(
  tree: KeptTree,
  valueOf: (feature: number) => number,
): Generator<{ readonly feature: number; readonly adds: number }> {
  let here = tree
  while (typeof here !== 'number') {
    const next: KeptTree = valueOf(here.feature) <= here.cut ? here.below : here.above
    yield { feature: here.feature, adds: meanOfTree(next) - here.mean }
    here = next
  }
}
