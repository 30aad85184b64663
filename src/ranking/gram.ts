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
  const panel = new Float64Array(size * panelRows)
  rowsByCell(input.cell, input.cellCount).forEach((rows, cell) => {
    for (let start = 0; start < rows.length; start += panelRows) {
      const count = fillPanel(panel, input, rows.subarray(start, start + panelRows))
      addPanel(panel, size, count, cells[cell] ?? new Float64Array())
    }
  })
  return { size, cells }
}

/** Row numbers of each cell, in ascending order. */
function rowsByCell(cell: Int32Array, cellCount: number): readonly Int32Array[] {
  const counts = new Int32Array(cellCount)
  for (const code of cell) counts[code] = (counts[code] ?? 0) + 1
  const rows = Array.from(counts, (count) => new Int32Array(count))
  counts.fill(0)
  cell.forEach((code, row) => {
    const place = counts[code] ?? 0
    counts[code] = place + 1
    const list = rows[code]
    if (list) list[place] = row
  })
  return rows
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

function addPanel(panel: Float64Array, size: number, count: number, triangle: Float64Array): void {
  let at = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++, at++) {
      triangle[at] = (triangle[at] ?? 0) + panelDot(panel, i * panelRows, j * panelRows, count)
    }
  }
}

function panelDot(panel: Float64Array, a: number, b: number, count: number): number {
  let even = 0
  let odd = 0
  let k = 0
  for (; k + 1 < count; k += 2) {
    even += (panel[a + k] ?? 0) * (panel[b + k] ?? 0)
    odd += (panel[a + k + 1] ?? 0) * (panel[b + k + 1] ?? 0)
  }
  return k < count ? even + odd + (panel[a + k] ?? 0) * (panel[b + k] ?? 0) : even + odd
}

/** Sum of cells. */
export function sumOf(size: number, cells: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(triangleLength(size))
  for (const cell of cells)
    for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (cell[at] ?? 0)
  return total
}
