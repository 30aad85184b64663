import type { Binned } from './bins.ts'

/** A tree on binned columns: a row goes down to `below` when its bin is at most `bin`, else to `above`. */
export type Tree = Leaf | Fork
export type Leaf = { readonly kind: 'leaf'; readonly value: number }
export type Fork = {
  readonly kind: 'fork'
  readonly column: number
  readonly bin: number
  readonly below: Tree
  readonly above: Tree
}

/** Adds what the tree says of each row to `score`, at the row. */
export function addTree(tree: Tree, binned: Binned, rows: Int32Array, score: Float64Array): void {
  if (tree.kind === 'leaf') return addLeaf(tree, rows, score)
  const [below, above] = parted(rows, binned.codes[tree.column] ?? new Uint8Array(), tree.bin)
  addTree(tree.below, binned, below, score)
  addTree(tree.above, binned, above, score)
}

export function addLeaf({ value }: Leaf, rows: Int32Array, score: Float64Array): void {
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    score[row] = (score[row] ?? 0) + value
  }
}

/** Rows in bins up to `bin`, and the others; both keep their order. */
export function parted(rows: Int32Array, codes: Uint8Array, bin: number): readonly [Int32Array, Int32Array] {
  const [below, above] = [new Int32Array(rows.length), new Int32Array(rows.length)]
  let [belowCount, aboveCount] = [0, 0]
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    if ((codes[row] ?? 0) <= bin) below[belowCount++] = row
    else above[aboveCount++] = row
  }
  return [below.subarray(0, belowCount), above.subarray(0, aboveCount)]
}
