import { type Comparison, coverOf, levelsOfPattern } from '../compare/comparison.ts'

export type Shares = readonly (readonly number[])[]

/** Distinct patterns of pairs with their numbers, as arrays of levels by comparison. */
export type PatternTable = {
  readonly levels: readonly Uint8Array[]
  readonly counts: Float64Array
}

export function patternTable(
  rows: readonly { readonly pattern: number; readonly count: number }[],
  comparisons: readonly Pick<Comparison, 'levels'>[],
): PatternTable {
  const levels = comparisons.map(() => new Uint8Array(rows.length))
  rows.forEach(({ pattern }, row) => {
    levelsOfPattern(pattern, comparisons).forEach((level, index) => {
      const column = levels[index]
      if (column) column[row] = level
    })
  })
  return { levels, counts: Float64Array.from(rows, ({ count }) => count) }
}

export type Session = {
  readonly table: PatternTable
  readonly comparisons: readonly Comparison[]
  /** Comparisons that the session's rule does not fix. */
  readonly free: readonly number[]
  readonly u: Shares
  readonly startM: Shares
  readonly startShare?: number | undefined
}

export type Learnt = {
  /** Share of true pairs among the session's pairs. */
  readonly matchShare: number
  /** True pairs expected at each level, by comparison; empty for fixed ones. */
  readonly matched: readonly (readonly number[])[]
}

const mostRounds = 300

/**
 * m and the share of true pairs by expectation maximisation on counts of patterns, with u held fixed (Winkler 1988;
 * Enamorado, Fifield and Imai 2019 for the counts). Half a pair is added to each level, so that no m is 0 or 1.
 */
export function learnSession(session: Session): Learnt {
  const { table, free, comparisons, startM } = session
  let m = startM
  let share = session.startShare ?? 0.1
  let matched = free.map((): readonly number[] => [])
  for (let round = 0; round < mostRounds; round++) {
    const posterior = posteriors(session, m, share)
    const total = table.counts.reduce((sum, count) => sum + count, 0)
    const expected = posterior.reduce((sum, p, row) => sum + p * (table.counts[row] ?? 0), 0)
    matched = free.map((index) => levelSums(table, posterior, index, comparisons[index]?.levels.length ?? 0))
    const next = startM.map((shares, index) =>
      free.includes(index) ? sharesOf(matched[free.indexOf(index)] ?? []) : shares,
    )
    const nextShare = Math.min(1 - 1e-9, Math.max(1e-12, expected / total))
    const moved = Math.max(
      Math.abs(Math.log(nextShare / share)),
      ...free.map((index) => difference(m[index], next[index])),
    )
    m = next
    share = nextShare
    if (moved < 1e-4) break
  }
  return {
    matchShare: share,
    matched: comparisons.map((_, index) =>
      free.includes(index) ? (matched[free.indexOf(index)] ?? []) : [],
    ),
  }
}

/** The probability of a match of each pattern; a covered agreement speaks against a pair but not for it. */
export function posteriors(
  { table, comparisons, free, u }: Pick<Session, 'table' | 'comparisons' | 'free' | 'u'>,
  m: Shares,
  share: number,
): Float64Array {
  const weights = new Float64Array(table.counts.length).fill(Math.log(share / (1 - share)))
  for (const index of free) {
    const evidence = Float64Array.from(m[index] ?? [], (value, level) =>
      level === 0 ? 0 : Math.log(value / (u[index]?.[level] ?? 1)),
    )
    const cover = coverOf(comparisons, index)
    addEvidence(weights, evidence, table.levels[index], cover === undefined ? undefined : table.levels[cover])
  }
  return weights.map((weight) => 1 / (1 + Math.exp(-weight)))
}

function addEvidence(
  weights: Float64Array,
  evidence: Float64Array,
  levels: Uint8Array = new Uint8Array(weights.length),
  cover?: Uint8Array,
): void {
  for (let row = 0; row < weights.length; row++) {
    const value = evidence[levels[row] ?? 0] ?? 0
    weights[row] = (weights[row] ?? 0) + ((cover?.[row] ?? 0) >= 2 ? Math.min(0, value) : value)
  }
}

function levelSums(
  table: PatternTable,
  posterior: Float64Array,
  index: number,
  levels: number,
): readonly number[] {
  const sums = new Float64Array(levels)
  const column = table.levels[index] ?? new Uint8Array(posterior.length)
  for (let row = 0; row < posterior.length; row++) {
    const level = column[row] ?? 0
    sums[level] = (sums[level] ?? 0) + (posterior[row] ?? 0) * (table.counts[row] ?? 0)
  }
  return [...sums]
}

/** Shares of the levels where a value is there. */
export function sharesOf(sums: readonly number[]): readonly number[] {
  const filled = sums.map((sum, level) => (level === 0 ? 0 : sum + 0.5))
  const total = filled.reduce((sum, value) => sum + value, 0)
  return filled.map((value) => value / total)
}

function difference(a: readonly number[] = [], b: readonly number[] = []): number {
  return Math.max(0, ...a.map((value, index) => Math.abs(value - (b[index] ?? 0))))
}
