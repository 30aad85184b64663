import { rowsByCell } from './grouping.ts'
import { type GramSpace, type Kernel, panelRows } from './kernel.ts'
import { plainKernel } from './plain-kernel.ts'
import { triangleLength } from './triangle.ts'

/** What the Gram matrices are taken over: standardised columns, the outcome, and where each row belongs. */
export type GramInput = {
  /** Without the constant, which is put first, and the outcome, which is put last. */
  readonly columns: readonly Float64Array[]
  readonly outcome: Float64Array
  readonly weight: Float64Array
  /** Each row's cell, 0 … cellCount - 1. */
  readonly cell: Int32Array
  readonly cellCount: number
}

/**
 * Weighted Gram matrices, one a cell, of [1, columns, outcome]: X'WX, X'Wy and y'Wy as one packed lower triangle of
 * `size` rows (see triangle.ts). Everything linear is computed from these; the rows are passed over once.
 */
export type Grams = { readonly size: number; readonly cells: readonly Float64Array[] }

/** One pass, cell by cell, in panels of rows scaled by the square root of their weight, which stay in the cache. */
export function gramsOf(input: GramInput, kernel: Kernel = plainKernel): Grams {
  const size = input.columns.length + 2
  const space = kernel.gramSpace(size)
  const cells = rowsByCell(input.cell, input.cellCount).map((rows) => {
    addRows(space, input, rows)
    return space.triangle.slice()
  })
  return { size, cells }
}

/** Leaves in the triangle of `space` the Gram matrix of some rows. */
export function addRows({ panel, triangle, add }: GramSpace, input: GramInput, rows: Int32Array): void {
  triangle.fill(0)
  for (let start = 0; start < rows.length; start += panelRows) {
    add(fillPanel(panel, input, rows.subarray(start, start + panelRows)))
  }
}

/** Lays rows side by side, and a row of zeros after an odd number; how many there are then. */
function fillPanel(panel: Float64Array, { columns, outcome, weight }: GramInput, rows: Int32Array): number {
  const even = rows.length + (rows.length % 2)
  const root = Float64Array.from(rows, (row) => Math.sqrt(weight[row] ?? 0))
  panel.set(root)
  if (even > rows.length) panel[rows.length] = 0
  const lay = (column: Float64Array, start: number) => {
    for (let place = 0; place < rows.length; place++) {
      panel[start + place] = (root[place] ?? 0) * (column[rows[place] ?? 0] ?? 0)
    }
    if (even > rows.length) panel[start + rows.length] = 0
  }
  columns.forEach((column, j) => lay(column, (j + 1) * panelRows))
  lay(outcome, (columns.length + 1) * panelRows)
  return even
}

/** Sum of cells. */
export function sumOf(size: number, cells: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(triangleLength(size))
  for (const cell of cells)
    for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (cell[at] ?? 0)
  return total
}
