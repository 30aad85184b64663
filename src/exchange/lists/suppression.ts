/**
 * Which cells of a table of counts must be withheld so that no count from 1 to `minCell` - 1 can be read or worked out.
 * `table` is a rectangle whose last column holds the sums of the rows and whose last row the sums of the columns.
 *
 * A withheld cell can be worked out from the sums exactly when it is a bridge of the graph that joins the rows and columns
 * by their withheld cells (Gusfield 1988, "A graph theoretic approach to statistical data security"). While there is
 * a bridge, the circle through it that costs the fewest counts is withheld. Zeros are shown unless nothing else is left.
 */
export function withheldCells(
  table: readonly (readonly number[])[],
  minCell: number,
): readonly (readonly boolean[])[] {
  const withheld = table.map((row) => row.map((count) => count > 0 && count < minCell))
  const costs = () => table.map((row, r) => row.map((count, c) => (withheld[r]?.[c] ? 0 : count || zeroCost)))
  for (let bridge = findBridge(withheld); bridge; bridge = findBridge(withheld))
    for (const { row, column } of cheapestDetour(costs(), bridge)) withheld[row]?.splice(column, 1, true)
  return withheld
}

type Cell = { readonly row: number; readonly column: number }

/** More than all the counts of a table. */
const zeroCost = 1e12

/**
 * The cells of the cheapest way from a cell's row to its column that does not use the cell itself (Dijkstra 1959).
 * @throws Error when the table has a single row or a single column.
 */
function cheapestDetour(costs: readonly (readonly number[])[], cell: Cell): readonly Cell[] {
  const rows = costs.length
  const end = rows + cell.column
  const costBetween = (a: number, b: number): number => {
    const { row, column } = cellBetween(a, b, rows)
    if (row === cell.row && column === cell.column) return Number.POSITIVE_INFINITY
    return costs[row]?.[column] ?? Number.POSITIVE_INFINITY
  }
  const reached = new Map([[cell.row, { cost: 0, path: [cell.row] }]])
  const open = new Set(reached.keys())
  for (
    let node = cheapest(open, reached);
    node !== undefined && node !== end;
    node = cheapest(open, reached)
  ) {
    open.delete(node)
    const here = reached.get(node) ?? { cost: 0, path: [] }
    const others = node < rows ? { from: rows, to: rows + (costs[0]?.length ?? 0) } : { from: 0, to: rows }
    for (let next = others.from; next < others.to; next++) {
      const cost = here.cost + costBetween(node, next)
      if (cost >= (reached.get(next)?.cost ?? Number.POSITIVE_INFINITY)) continue
      reached.set(next, { cost, path: [...here.path, next] })
      open.add(next)
    }
  }
  const path = reached.get(end)?.path
  if (!path) throw new Error('a table of one row or one column can hide nothing')
  return path.slice(1).map((node, index) => cellBetween(path[index] ?? node, node, rows))
}

function cheapest(
  open: ReadonlySet<number>,
  reached: ReadonlyMap<number, { readonly cost: number }>,
): number | undefined {
  const costOf = (node: number) => reached.get(node)?.cost ?? Number.POSITIVE_INFINITY
  return [...open].sort((a, b) => costOf(a) - costOf(b) || a - b)[0]
}

/** Rows are the nodes from 0, columns follow them. */
function cellBetween(a: number, b: number, rows: number): Cell {
  return { row: Math.min(a, b), column: Math.max(a, b) - rows }
}

/** The first edge of the graph of withheld cells that lies on no circle (Tarjan 1974). */
function findBridge(withheld: readonly (readonly boolean[])[]): Cell | undefined {
  const rows = withheld.length
  const neighbours = neighboursOf(withheld)
  const found = new Map<number, number>()
  const visit = (node: number, parent: number): { readonly low: number; readonly bridge?: Cell } => {
    const time = found.size
    found.set(node, time)
    let low = time
    for (const next of neighbours[node] ?? []) {
      if (next === parent) continue
      const seen = found.get(next)
      const below = seen === undefined ? visit(next, node) : { low: seen }
      if (below.bridge) return below
      if (seen === undefined && below.low > time) return { low, bridge: cellBetween(node, next, rows) }
      low = Math.min(low, below.low)
    }
    return { low }
  }
  for (const node of neighbours.keys()) {
    const bridge = found.has(node) ? undefined : visit(node, -1).bridge
    if (bridge) return bridge
  }
  return undefined
}

function neighboursOf(withheld: readonly (readonly boolean[])[]): readonly (readonly number[])[] {
  const rows = withheld.length
  const columns = withheld[0]?.length ?? 0
  const neighbours: number[][] = Array.from({ length: rows + columns }, () => [])
  for (const [row, cells] of withheld.entries())
    for (const [column, isWithheld] of cells.entries()) {
      if (!isWithheld) continue
      neighbours[row]?.push(rows + column)
      neighbours[rows + column]?.push(row)
    }
  return neighbours
}
