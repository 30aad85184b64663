import type { Grouping } from './grouping.ts'

/** The rows of some groups, in ascending order. */
export function rowsOf({ codes }: Grouping, groups: readonly number[]): Int32Array {
  return Int32Array.from(codes.keys()).filter((row) => groups.includes(codes[row] ?? -1))
}

/** The values of some rows, in the order of the rows. */
export function taken(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? 0)
}
