import type { Links } from './clusters.ts'

export type LinkChoice = 'one_to_one' | 'best' | 'all'

export type ChosenLinks = {
  /** Rows of the links that were chosen, ascending. */
  readonly rows: readonly number[]
  /** Chosen rows whose record has another link of equal weight: taking one of several is for a reviewer. */
  readonly tied: ReadonlySet<number>
}

/**
 * The links between a list and a register: all, the best of each left record, or the best of both sides, each taken
 * once. Weights are taken strongest first; equal ones in the order of `ranks`, and they are told.
 */
export function chooseLinks(links: Links, choice: LinkChoice, ranks: ArrayLike<number>): ChosenLinks {
  const rows = Array.from(links.a, (_, row) => row)
  if (choice === 'all') return { rows, tied: new Set() }
  const order = strongestFirst(rows, links, ranks)
  const takenLeft = new Map<number, number>()
  const takenRight = new Map<number, number>()
  const chosen: number[] = []
  const tied = new Set<number>()
  for (const row of order) {
    const [left, right] = [links.a[row] ?? 0, links.b[row] ?? 0]
    const rivals = [takenLeft.get(left), choice === 'best' ? undefined : takenRight.get(right)]
    const taken = rivals.filter((rival) => rival !== undefined)
    for (const rival of taken) if (links.weight[rival] === links.weight[row]) tied.add(rival)
    if (taken.length > 0) continue
    takenLeft.set(left, row)
    takenRight.set(right, row)
    chosen.push(row)
  }
  return { rows: chosen.toSorted((a, b) => a - b), tied }
}

function strongestFirst(rows: readonly number[], { a, b, weight }: Links, ranks: ArrayLike<number>) {
  const rankOf = (record = 0) => ranks[record] ?? record
  const keyed = rows.map((row) => ({
    row,
    weight: weight[row] ?? 0,
    left: rankOf(a[row]),
    right: rankOf(b[row]),
  }))
  keyed.sort((x, y) => y.weight - x.weight || x.left - y.left || x.right - y.right)
  return keyed.map(({ row }) => row)
}
