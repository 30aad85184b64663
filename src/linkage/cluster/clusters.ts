import { type UnionFind, unionFind } from './union-find.ts'

/** Links between records, as columns of equal length; the order of rows does not matter. */
export type Links = {
  readonly a: Int32Array
  readonly b: Int32Array
  /** Thousandths of a bit. */
  readonly weight: Int32Array
}

export type ClusterRules = {
  readonly maxCluster: number
  /** Value of a record of which a cluster holds at most one; 0 where it has none. */
  readonly onlyOne?: Int32Array | undefined
  /** The place of each record in an order that no order of rows changes: ties are broken by it. Asked for when needed. */
  readonly ranks?: () => Promise<ArrayLike<number>>
}

export type Clusters = {
  /** The record that stands for each record's cluster: its smallest number. */
  readonly root: Int32Array
  /** Links that were cut because their cluster would hold two values of the only one, or too many records. */
  readonly cut: number
}

/**
 * Clusters of linked records. Where a cluster breaks a rule, its links are taken strongest first and those that would
 * break it are left out: the weakest are cut (Kruskal 1956, with a constraint).
 */
export async function clusterLinks(records: number, links: Links, rules: ClusterRules): Promise<Clusters> {
  const all = unionFind(records)
  for (let link = 0; link < links.a.length; link++) all.union(links.a[link] ?? 0, links.b[link] ?? 0)
  const root = all.roots()
  const broken = brokenSets(root, rules)
  if (broken.size === 0) return { root, cut: 0 }
  const kept = unionFind(records)
  const doubtful: number[] = []
  for (let link = 0; link < links.a.length; link++) {
    if (broken.has(root[links.a[link] ?? 0] ?? 0)) doubtful.push(link)
    else kept.union(links.a[link] ?? 0, links.b[link] ?? 0)
  }
  const cut = joinWithin(kept, links, strongestFirst(doubtful, links, await rules.ranks?.()), rules)
  return { root: kept.roots(), cut }
}

function brokenSets(roots: Int32Array, { maxCluster, onlyOne }: ClusterRules): ReadonlySet<number> {
  const sizes = new Int32Array(roots.length)
  const values = onlyOne && new Int32Array(roots.length)
  const broken = new Set<number>()
  for (let record = 0; record < roots.length; record++) {
    const root = roots[record] ?? record
    const size = (sizes[root] ?? 0) + 1
    sizes[root] = size
    if (size > maxCluster) broken.add(root)
    const value = onlyOne?.[record] ?? 0
    if (values === undefined || value === 0) continue
    if ((values[root] ?? 0) !== 0 && values[root] !== value) broken.add(root)
    values[root] = value
  }
  return broken
}

/** By weight, then by the records in their own order, so that the order of rows decides nothing. */
function strongestFirst(rows: readonly number[], links: Links, ranks?: ArrayLike<number>): readonly number[] {
  const rankOf = (record = 0) => ranks?.[record] ?? record
  const keyed = rows.map((row) => {
    const [one, other] = [rankOf(links.a[row]), rankOf(links.b[row])]
    return { row, weight: links.weight[row] ?? 0, low: Math.min(one, other), high: Math.max(one, other) }
  })
  keyed.sort((x, y) => y.weight - x.weight || x.low - y.low || x.high - y.high)
  return keyed.map(({ row }) => row)
}

/** Joins where the rules allow it; returns how many links they forbade. */
function joinWithin(sets: UnionFind, links: Links, order: readonly number[], rules: ClusterRules): number {
  const size = new Map<number, number>()
  const value = new Map<number, number>()
  const sizeOf = (root: number) => size.get(root) ?? 1
  const valueOf = (root: number) => value.get(root) ?? rules.onlyOne?.[root] ?? 0
  let cut = 0
  for (const link of order) {
    const [one, other] = [sets.find(links.a[link] ?? 0), sets.find(links.b[link] ?? 0)]
    if (one === other) continue
    const joint = sizeOf(one) + sizeOf(other)
    const clash = valueOf(one) !== 0 && valueOf(other) !== 0 && valueOf(one) !== valueOf(other)
    if (joint > rules.maxCluster || clash) {
      cut++
      continue
    }
    const onlyValue = valueOf(one) === 0 ? valueOf(other) : valueOf(one)
    sets.union(one, other)
    const root = sets.find(one)
    size.set(root, joint)
    value.set(root, onlyValue)
  }
  return cut
}
