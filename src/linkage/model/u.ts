import { levelsOfPattern } from '../compare/comparison.ts'
import type { Evidence } from './evidence.ts'

/**
 * Shares of the levels among pairs drawn at random, by comparison; index 0 (missing) is 0. Levels of equality are
 * counted exactly from how often each value stands in the data (the sum of f^2); the rest are shared out as in the
 * random pairs, with half a pair added to each so that none is impossible.
 */
export function randomShares(evidence: Evidence): readonly (readonly number[])[] {
  const sampled = levelCounts(evidence)
  return evidence.comparisons.map(({ levels }, index) => {
    const counted = countedShares(evidence, index, levels.length)
    const open = levels
      .map((_, level) => (level > 0 && counted[level] === undefined ? level : -1))
      .filter((level) => level > 0)
    const counts = open.map((level) => (sampled[index]?.[level] ?? 0) + 0.5)
    const all = counts.reduce((sum, count) => sum + count, 0)
    const left = Math.max(1e-9, 1 - counted.reduce<number>((sum, share) => sum + (share ?? 0), 0))
    return levels.map((_, level) => {
      if (level === 0) return 0
      return counted[level] ?? (left * (counts[open.indexOf(level)] ?? 0)) / all
    })
  })
}

/** `undefined` for levels that are not counted. */
function countedShares({ counted, totalPairs }: Evidence, index: number, levels: number) {
  const shares = Array.from({ length: levels }, (): number | undefined => undefined)
  const { filledPairs, agreeing } = counted[index] ?? { filledPairs: 0, agreeing: [] }
  let before = 0
  for (const { level, pairs } of agreeing) {
    shares[level] = Math.max(pairs - before, 0.5) / Math.max(filledPairs, totalPairs > 0 ? 1 : 2)
    before = pairs
  }
  return shares
}

function levelCounts({ comparisons, random }: Evidence): readonly (readonly number[])[] {
  const counts = comparisons.map(({ levels }) => levels.map(() => 0))
  for (const { pattern, count } of random) {
    levelsOfPattern(pattern, comparisons).forEach((level, index) => {
      const row = counts[index]
      if (row) row[level] = (row[level] ?? 0) + count
    })
  }
  return counts
}

/**
 * u among strangers: random pairs hold a few true ones, which matters where agreement is rarer than duplicates are
 * (identity numbers). What m and the prior explain is taken away, but at most 98 per cent of it.
 */
export function withoutMatches(
  random: readonly (readonly number[])[],
  m: readonly (readonly number[])[],
  prior: number,
): readonly (readonly number[])[] {
  return random.map((shares, index) => {
    const left = shares.map((share, level) =>
      level === 0 ? 0 : Math.max(share * 0.02, 1e-9, share - prior * (m[index]?.[level] ?? 0)),
    )
    const total = left.reduce((sum, share) => sum + share, 0)
    return left.map((share) => share / total)
  })
}
