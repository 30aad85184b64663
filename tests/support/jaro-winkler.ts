/**
 * Jaro (1989) similarity with Winkler's (1990) bonus of a tenth for each of up to four equal first letters, written from
 * the definition: the reference for what engines compute.
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b)
  let prefix = 0
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const matched = Array.from(a).filter((letter, i) => {
    const j = Array.from(b).findIndex(
      (other, at) => other === letter && Math.abs(at - i) <= reach && !taken.has(at),
    )
    if (j >= 0) taken.add(j)
    return j >= 0
  })
  if (matched.length === 0) return 0
  const others = Array.from(b).filter((_, j) => taken.has(j))
  const transpositions = matched.filter((letter, i) => letter !== others[i]).length / 2
  const m = matched.length
  return (m / a.length + m / b.length + (m - transpositions) / m) / 3
}
