/** Sets of records that are joined one pair after the other; the smallest number of a set stands for it. */
export type UnionFind = {
  readonly find: (record: number) => number
  /** True when two sets became one. */
  readonly union: (a: number, b: number) => boolean
  /** What `find` says of every record. */
  readonly roots: () => Int32Array
}

/** Union by smallest number with path halving (Tarjan and van Leeuwen 1984): 4 bytes a record. */
export function unionFind(records: number): UnionFind {
  const parent = new Int32Array(records)
  for (let record = 0; record < records; record++) parent[record] = record
  const find = (record: number): number => {
    let at = record
    for (;;) {
      const above = parent[at] ?? at
      if (above === at) return at
      const higher = parent[above] ?? above
      parent[at] = higher
      at = higher
    }
  }
  return {
    find,
    union: (a, b) => {
      const [one, other] = [find(a), find(b)]
      if (one === other) return false
      parent[Math.max(one, other)] = Math.min(one, other)
      return true
    },
    roots: () => {
      const roots = new Int32Array(records)
      // Whoever stands above a record has a smaller number, so its root is known already.
      for (let record = 0; record < records; record++) {
        const above = parent[record] ?? record
        roots[record] = above === record ? record : (roots[above] ?? above)
      }
      return roots
    },
  }
}
