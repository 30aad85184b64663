export type Segment = { readonly from: number; readonly path: string }

/** The cycle runs to the right along the first row, back along the second, and from the last step to the first again. */
export const flow = { width: 1000, height: 344, columns: 5, rowHeight: 172, centreY: 48 } as const

/** Where step `index` (0 to 9) stands, in the units of the drawing. */
export function placeOf(index: number): {
  readonly column: number
  readonly row: number
  readonly x: number
  readonly y: number
} {
  const row = index < flow.columns ? 0 : 1
  const column = row === 0 ? index : 2 * flow.columns - 1 - index
  const columnWidth = flow.width / flow.columns
  return { column, row, x: (column + 0.5) * columnWidth, y: row * flow.rowHeight + flow.centreY }
}

/** One path from each step to the next; the last leads back to the first. */
export function segments(count: number): readonly Segment[] {
  return Array.from({ length: count }, (_, from) => ({ from, path: pathBetween(from, (from + 1) % count) }))
}

function pathBetween(from: number, to: number): string {
  const a = placeOf(from)
  const b = placeOf(to)
  if (a.row === b.row) return `M${a.x} ${a.y}H${b.x}`
  const edge = a.x > flow.width / 2 ? flow.width : 0
  return `M${a.x} ${a.y}C${edge} ${a.y} ${edge} ${b.y} ${b.x} ${b.y}`
}
