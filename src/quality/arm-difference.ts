import { tQuantile, tTwoSided } from './distributions.ts'
import { meanOf, sumOf } from './moments.ts'

/** One administration of a question in one of two wordings. */
export type ArmOutcome = {
  readonly arm: 'a' | 'b'
  /** Who administered it: errors are robust to whatever an enumerator's interviews share. */
  readonly cluster: string
  /** 1 or 0 for a proportion, or an amount. */
  readonly outcome: number
}

/** Wording B against wording A. */
export type ArmDifference = {
  readonly counts: { readonly a: number; readonly b: number }
  readonly means: { readonly a: number; readonly b: number }
  /** Mean of B minus mean of A. */
  readonly difference: number
  readonly se: number
  readonly clusters: number
  readonly low: number
  readonly high: number
  readonly p: number
  /** The smallest true difference that this pilot would find with 80 per cent power. */
  readonly mde: number
}

/**
 * Difference of two means with cluster-robust errors: the sandwich of Liang and Zeger (1986) with the small-sample factor
 * G/(G-1)·(N-1)/(N-2) (CR1), and t with G - 1 degrees of freedom. `undefined` with fewer than two clusters or an empty
 * arm.
 */
export function compareArms(outcomes: readonly ArmOutcome[], power = 0.8): ArmDifference | undefined {
  const a = outcomes.flatMap(({ arm, outcome }) => (arm === 'a' ? [outcome] : []))
  const b = outcomes.flatMap(({ arm, outcome }) => (arm === 'b' ? [outcome] : []))
  const clusters = [...Map.groupBy(outcomes, ({ cluster }) => cluster).values()]
  if (a.length === 0 || b.length === 0 || clusters.length < 2) return undefined
  const means = { a: meanOf(a), b: meanOf(b) }
  const scores = clusters.map((own) => scoreOf(own, means, { a: a.length, b: b.length }))
  const [g, n] = [clusters.length, outcomes.length]
  const se = Math.sqrt((g / (g - 1)) * ((n - 1) / (n - 2)) * sumOf(scores.map((score) => score ** 2)))
  const difference = means.b - means.a
  const margin = tQuantile(0.975, g - 1)
  return {
    counts: { a: a.length, b: b.length },
    means,
    difference,
    se,
    clusters: g,
    low: difference - margin * se,
    high: difference + margin * se,
    p: se === 0 ? Number(difference === 0) : tTwoSided(difference / se, g - 1),
    mde: (margin + tQuantile(power, g - 1)) * se,
  }
}

/** What a cluster adds to the error of the difference: its residuals, each over the size of its arm. */
function scoreOf(
  own: readonly ArmOutcome[],
  means: ArmDifference['means'],
  counts: ArmDifference['counts'],
): number {
  return sumOf(own.map(({ arm, outcome }) => ((arm === 'b' ? 1 : -1) * (outcome - means[arm])) / counts[arm]))
}
