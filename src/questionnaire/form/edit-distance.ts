/** Letters to insert, delete or replace (Levenshtein 1965), by the rows of its matrix. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let at = 0; at < a.length; at += 1) {
    const next = [at + 1]
    for (let column = 0; column < b.length; column += 1) {
      const change = (row[column] ?? 0) + (a[at] === b[column] ? 0 : 1)
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
