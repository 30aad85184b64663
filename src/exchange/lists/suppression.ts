/**
 * Which cells of a table of counts must be withheld so that no count from 1 to `minCell` - 1 can be read or worked out.
 * `table` is a rectangle whose last column holds the sums of the rows and whose last row the sums of the columns.
 *
 * A withheld cell can be worked out from the sums exactly when it is a bridge of the graph that joins the rows and columns
 * by their withheld cells (Gusfield 1988, "A graph theoretic approach to statistical data security"). While there is
 * a bridge, the smallest shown cell of its row or column is withheld too. Zeros are shown unless nothing else is left.
 */
export function withheldCells(
  table: readonly (readonly number[])[],
  minCell: number,
): readonly (readonly boolean[])[] {
  const withheld = table.map((row) => row.map((count) => count > 0 && count < minCell))
  for (let bridge = findBridge(withheld); bridge; bridge = findBridge(withheld)) {
    const partner = smallestShown(table, withheld, bridge)
    const row = partner && withheld[partner.row]
    if (!row) throw new Error('a bridge has no shown cell beside it')
    row[partner.column] = true
  }
  return withheld
}

type Cell = { readonly row: number; readonly column: number }

function smallestShown(
  table: readonly (readonly number[])[],
  withheld: readonly (readonly boolean[])[],
  beside: Cell,
): Cell | undefined {
  let best: (Cell & { readonly cost: number }) | undefined
  for (const [row, counts] of table.entries())
    for (const [column, count] of counts.entries()) {
      if ((row !== beside.row && column !== beside.column) || withheld[row]?.[column] !== false) continue
      const cost = count === 0 ? Number.MAX_SAFE_INTEGER : count
      if (best === undefined || cost < best.cost) best = { row, column, cost }
    }
  return best
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
      if (below.low > time)
        return { low, bridge: { row: Math.min(node, next), column: Math.max(node, next) - rows } }
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

/** Rows are the nodes from 0, columns follow them. */
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
