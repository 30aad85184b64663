import { rowsByCell } from './grouping.ts'
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

const panelRows = 128

/** One pass, cell by cell, in panels of rows scaled by the square root of their weight, which stay in the cache. */
export function gramsOf(input: GramInput): Grams {
  const size = input.columns.length + 2
  const cells = Array.from({ length: input.cellCount }, () => new Float64Array(triangleLength(size)))
  const panel = new Float64Array((size + 3) * panelRows)
  rowsByCell(input.cell, input.cellCount).forEach((rows, cell) => {
    for (let start = 0; start < rows.length; start += panelRows) {
      const count = fillPanel(panel, input, rows.subarray(start, start + panelRows))
      addPanel(panel, size, count, cells[cell] ?? new Float64Array())
    }
  })
  return { size, cells }
}

/** Lays rows side by side: variable i of row r at i * panelRows + r. */
function fillPanel(panel: Float64Array, { columns, outcome, weight }: GramInput, rows: Int32Array): number {
  rows.forEach((row, place) => {
    const root = Math.sqrt(weight[row] ?? 0)
    panel[place] = root
    let at = panelRows + place
    for (const column of columns) {
      panel[at] = root * (column[row] ?? 0)
      at += panelRows
    }
    panel[at] = root * (outcome[row] ?? 0)
  })
  return rows.length
}

/** Adds the products of a panel's rows, four columns at a time, so that a loaded value is used four times. */
function addPanel(panel: Float64Array, size: number, count: number, triangle: Float64Array): void {
  for (let i = 0, start = 0; i < size; start += ++i) {
    const a = i * panelRows
    for (let j = 0; j <= i; j += 4) {
      const b = j * panelRows
      let [first, second, third, fourth] = [0, 0, 0, 0]
      for (let k = 0; k < count; k++) {
        const value = panel[a + k] ?? 0
        first += value * (panel[b + k] ?? 0)
        second += value * (panel[b + panelRows + k] ?? 0)
        third += value * (panel[b + 2 * panelRows + k] ?? 0)
        fourth += value * (panel[b + 3 * panelRows + k] ?? 0)
      }
      const at = start + j
      triangle[at] = (triangle[at] ?? 0) + first
      if (j + 1 <= i) triangle[at + 1] = (triangle[at + 1] ?? 0) + second
      if (j + 2 <= i) triangle[at + 2] = (triangle[at + 2] ?? 0) + third
      if (j + 3 <= i) triangle[at + 3] = (triangle[at + 3] ?? 0) + fourth
    }
  }
}

/** Sum of cells. */
export function sumOf(size: number, cells: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(triangleLength(size))
  for (const cell of cells)
    for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (cell[at] ?? 0)
  return total
}
