/** The name that was probably meant, as ` (age?)`; nothing when none is spelt nearly like it. */
export function similarHint(word: string, names: Iterable<string>): string {
  const similar = findSimilar(word, names)
  return similar === undefined ? '' : ` (${similar}?)`
}

/** Hints for words that may be many: after the first hundred there are none, since they take time. */
export function similarHints(names: Iterable<string>): (word: string) => string {
  const known = [...names]
  let given = 0
  return (word) => {
    given += 1
    return given > mostHints ? '' : similarHint(word, known)
  }
}

/**
 * The first name that differs by capitals, or by two letters at most and not in the first one; short names allow one.
 * Only so many names are tried: a hint is not worth waiting for.
 */
export function findSimilar(word: string, names: Iterable<string>): string | undefined {
  const small = word.toLowerCase().slice(0, longest)
  const most = small.length < 5 ? 1 : 2
  return Iterator.from(names)
    .take(mostNames)
    .filter((name) => name !== word && Math.abs(name.length - small.length) <= most)
    .find((name) => {
      const other = name.toLowerCase()
      return other[0] === small[0] && editDistance(small, other) <= most
    })
}

const longest = 40
const mostNames = 1000
const mostHints = 100

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
