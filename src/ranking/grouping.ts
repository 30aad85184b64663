/** Rows put into named groups: `codes[row]` is an index of `names`, which are sorted. */
export type Grouping = { readonly names: readonly string[]; readonly codes: Int32Array }

export function groupingOf(texts: readonly (string | null)[]): Grouping {
  const names = [...new Set(texts.map((text) => text ?? ''))].sort()
  const codeOf = new Map(names.map((name, code) => [name, code]))
  return { names, codes: Int32Array.from(texts, (text) => codeOf.get(text ?? '') ?? 0) }
}

/** Each pair of groups that occurs as one group: PSU 7 of stratum A is not PSU 7 of stratum B. */
export function crossed(a: Grouping, b: Grouping): Grouping {
  const names = Array.from(
    a.codes,
    (code, row) => `${a.names[code] ?? ''}\u0000${b.names[b.codes[row] ?? 0] ?? ''}`,
  )
  return groupingOf(names)
}

/** For each group of `inner` the group of `outer` of its rows, or -1 where its rows lie in several. */
export function outerGroups(inner: Grouping, outer: Grouping): Int32Array {
  const found = new Int32Array(inner.names.length).fill(-2)
  inner.codes.forEach((code, row) => {
    const group = outer.codes[row] ?? 0
    if (found[code] === -2) found[code] = group
    else if (found[code] !== group) found[code] = -1
  })
  return found
}

/** Row numbers of each cell, in ascending order. */
export function rowsByCell(cell: Int32Array, cellCount: number): readonly Int32Array[] {
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
