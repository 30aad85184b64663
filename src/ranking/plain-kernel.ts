import { type GramSpace, type HistogramSpace, type Kernel, panelRows } from './kernel.ts'
import { triangleLength } from './triangle.ts'
import type { Binned } from './trees/bins.ts'

/** The kernel in TypeScript, for where WebAssembly has no vectors. */
export const plainKernel: Kernel = { gramSpace, histogramSpace }

function gramSpace(size: number): GramSpace {
  const panel = new Float64Array((size + 3) * panelRows)
  const triangle = new Float64Array(triangleLength(size))
  return { panel, triangle, add: (rows) => addProducts(panel, triangle, size, rows) }
}

/** Even and odd rows are summed apart, as a vector of two does; two columns at a time, to use a loaded value twice. */
function addProducts(panel: Float64Array, triangle: Float64Array, size: number, rows: number): void {
  for (let i = 0, start = 0; i < size; start += ++i) {
    const a = i * panelRows
    for (let j = 0; j <= i; j += 2) {
      const b = j * panelRows
      let even = 0
      let odd = 0
      let nextEven = 0
      let nextOdd = 0
      for (let k = 0; k < rows; k += 2) {
        const first = panel[a + k] ?? 0
        const second = panel[a + k + 1] ?? 0
        even += first * (panel[b + k] ?? 0)
        odd += second * (panel[b + k + 1] ?? 0)
        nextEven += first * (panel[b + panelRows + k] ?? 0)
        nextOdd += second * (panel[b + panelRows + k + 1] ?? 0)
      }
      const at = start + j
      triangle[at] = (triangle[at] ?? 0) + (even + odd)
      if (j < i) triangle[at + 1] = (triangle[at + 1] ?? 0) + (nextEven + nextOdd)
    }
  }
}

function histogramSpace({ codes, offsets }: Binned): HistogramSpace {
  return ({ pull, mass }, rows) => {
    const histogram = new Float64Array(2 * (offsets.at(-1) ?? 0))
    codes.forEach((column, j) => {
      const start = offsets[j] ?? 0
      for (const row of rows) {
        const at = 2 * (start + (column[row] ?? 0))
        histogram[at] = (histogram[at] ?? 0) + (pull[row] ?? 0)
        histogram[at + 1] = (histogram[at + 1] ?? 0) + (mass[row] ?? 0)
      }
    })
    return histogram
  }
}
