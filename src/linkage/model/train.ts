import { type Comparison, coverOf } from '../compare/comparison.ts'
import { type Shares, learnSession, patternTable, posteriors, sharesOf } from './em.ts'
import type { Evidence } from './evidence.ts'
import { millibits } from './weights.ts'
import { type Model, type ModelComparison, normaliserVersion } from './model.ts'
import { randomShares, withoutMatches } from './u.ts'

const rounds = 3

/**
 * A Fellegi-Sunter model from counts: u of random pairs, m by a session of EM for each training rule (which skips what
 * the rule fixes), the sessions weighed by the true pairs they saw; the prior from the pairs that all rules found.
 */
export function trainLinkage(evidence: Evidence, settingsName: string): Model {
  const { comparisons } = evidence
  const random = randomShares(evidence)
  let u: Shares = random
  let learnt = learnAll(evidence, u)
  let prior = priorOf(evidence, learnt.m, u, learnt.shares)
  for (let round = 1; round < rounds; round++) {
    u = withoutMatches(random, learnt.m, prior)
    learnt = learnAll(evidence, u, learnt)
    prior = priorOf(evidence, learnt.m, u, learnt.shares)
  }
  const found = prior * evidence.totalPairs
  return {
    kind: 'fellegi_sunter',
    normaliser: normaliserVersion,
    settings: settingsName,
    records: evidence.records,
    prior,
    comparisons: comparisons.map((comparison, index) =>
      comparisonModel(
        comparison,
        learnt.m[index] ?? [],
        u[index] ?? [],
        learnt.trainedBy[index] ?? [],
        evidence.counted[index]?.records ?? 0,
      ),
    ),
    rules: evidence.rules.map(({ text, pairs }, index) => ({
      rule: text,
      pairs,
      matches: learnt.shares[index] ?? 0,
    })),
    matches: {
      candidates: found,
      all: Math.max(found, allMatches(evidence, learnt.m, u, learnt.shares) ?? found),
    },
  }
}

function comparisonModel(
  { column, as, levels, frequency }: Comparison,
  m: readonly number[],
  u: readonly number[],
  trainedBy: readonly number[],
  records: number,
): ModelComparison {
  const model = { column, as, levels: [...levels], m: [...m], u: [...u], trainedBy: [...trainedBy] }
  if (frequency === undefined || records === 0) return model
  const weighed = frequency.levels.reduce((sum, level) => sum + (u[level] ?? 0), 0)
  const rarest = millibits(weighed * records)
  return { ...model, frequency: { records, u: weighed, most: rarest, unseen: rarest } }
}

/** Thousandths of a bit that a value found in `count` of the model's records adds to equality: rare ones say more. */
export function frequencyBits(frequency: NonNullable<ModelComparison['frequency']>, count: number): number {
  return millibits((frequency.u * frequency.records) / count)
}

/** Pairs that what is believed before counts for: with few duplicates, what they teach is not taken for all there is. */
const startWeight = 10

/** Levels of m before anything is learnt: equality in nine of ten, the rest shared out. */
function startShares({ levels }: Comparison): readonly number[] {
  const between = levels.length - 3
  return levels.map((_, level) => {
    if (level === 0) return 0
    if (between <= 0) return level === levels.length - 1 ? 0.9 : 0.1
    return level === levels.length - 1 ? 0.85 : level === 1 ? 0.05 : 0.1 / between
  })
}

type LearntAll = {
  readonly m: Shares
  readonly trainedBy: readonly (readonly number[])[]
  /** Share of true pairs by rule. */
  readonly shares: readonly number[]
}

/** A later round starts where the one before ended. */
function learnAll(evidence: Evidence, u: Shares, before?: LearntAll): LearntAll {
  const { comparisons, rules, training } = evidence
  const startM = comparisons.map(startShares)
  const sessions = rules.map(({ columns }, rule) => {
    const rows = merged(training.filter(({ holds }) => hasBit(holds, rule)))
    const free = comparisons.flatMap((_, index) => (isFree(comparisons, index, columns) ? [index] : []))
    if (rows.length === 0 || free.length === 0) return undefined
    return learnSession({
      table: patternTable(rows, comparisons),
      comparisons,
      free,
      u,
      startM: before?.m ?? startM,
      startShare: before?.shares[rule],
    })
  })
  const teachers = comparisons.map((_, index) =>
    sessions.flatMap((session, rule) => ((session?.matched[index]?.length ?? 0) > 0 ? [rule] : [])),
  )
  const m = comparisons.map(({ levels }, index) => {
    const sums = levels.map((_, level) =>
      sessions.reduce((sum, session) => sum + (session?.matched[index]?.[level] ?? 0), 0),
    )
    return sharesOf(sums.map((sum, level) => sum + startWeight * (startM[index]?.[level] ?? 0)))
  })
  return { m, trainedBy: teachers, shares: sessions.map((session) => session?.matchShare ?? 0) }
}

/** A rule teaches nothing of what it fixes, nor of what is contained in it. */
function isFree(comparisons: readonly Comparison[], index: number, columns: readonly string[]): boolean {
  const own = comparisons[index]?.column ?? ''
  const cover = coverOf(comparisons, index)
  return (
    !columns.includes(own) && (cover === undefined || !columns.includes(comparisons[cover]?.column ?? ''))
  )
}

/** The prior that the pairs of all rules bear out, by fixed-point iteration. */
function priorOf(evidence: Evidence, m: Shares, u: Shares, shares: readonly number[]): number {
  const { comparisons, training, rules, rate, totalPairs } = evidence
  const most = Math.max(1, ...rules.map(({ pairs }, rule) => pairs * (shares[rule] ?? 0)))
  let prior = within(most / totalPairs, totalPairs)
  if (training.length === 0) return prior
  const table = patternTable(
    merged(training).map(({ pattern, count }) => ({ pattern, count: count * rate })),
    comparisons,
  )
  const free = comparisons.map((_, index) => index)
  for (let round = 0; round < 50; round++) {
    const posterior = posteriors({ table, comparisons, free, u }, m, prior)
    const expected = posterior.reduce((sum, p, row) => sum + p * (table.counts[row] ?? 0), 0)
    const next = within(expected / totalPairs, totalPairs)
    if (Math.abs(Math.log(next / prior)) < 1e-6) break
    prior = next
  }
  return prior
}

/** At least one pair is expected, or no evidence could ever outweigh the prior of a small file. */
function within(prior: number, totalPairs: number): number {
  return Math.min(0.5, Math.max(1 / totalPairs, prior))
}

/**
 * True pairs of the whole file, those that no rule finds among them: two rules over different columns are two
 * recaptures (Lincoln 1930, Petersen 1896); the median over all such rules.
 */
function allMatches(evidence: Evidence, m: Shares, u: Shares, shares: readonly number[]): number | undefined {
  const { rules, training, comparisons } = evidence
  const estimates = rules.flatMap((one, first) =>
    rules.flatMap((other, second) => {
      if (first >= second || one.columns.some((column) => other.columns.includes(column))) return []
      const rows = training.filter(({ holds }) => hasBit(holds, first))
      if (rows.length === 0) return []
      const free = comparisons.flatMap((_, index) => (isFree(comparisons, index, one.columns) ? [index] : []))
      const posterior = posteriors(
        { table: patternTable(rows, comparisons), comparisons, free, u },
        m,
        shares[first] ?? 0.5,
      )
      const found = rows.reduce((sum, { count }, row) => sum + count * (posterior[row] ?? 0), 0)
      const both = rows.reduce(
        (sum, { count, holds }, row) => (hasBit(holds, second) ? sum + count * (posterior[row] ?? 0) : sum),
        0,
      )
      const recaptured = both / Math.max(found, 1e-9)
      return recaptured > 0.05 ? [(other.pairs * (shares[second] ?? 0)) / recaptured] : []
    }),
  )
  const ordered = estimates.toSorted((a, b) => a - b)
  return ordered[Math.floor(ordered.length / 2)]
}

/** Rows of the same pattern in one. */
function merged(rows: readonly { readonly pattern: number; readonly count: number }[]) {
  const counts = new Map<number, number>()
  for (const { pattern, count } of rows) counts.set(pattern, (counts.get(pattern) ?? 0) + count)
  return [...counts].map(([pattern, count]) => ({ pattern, count })).sort((a, b) => a.pattern - b.pattern)
}

export function hasBit(mask: number, bit: number): boolean {
  return Math.floor(mask / 2 ** bit) % 2 === 1
}
