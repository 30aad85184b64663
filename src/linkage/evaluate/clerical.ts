import { weightOfProbability } from '../model/weights.ts'
import { type SampledShare, type Stratum, stratifiedShare, wilsonInterval } from './interval.ts'

/** Bands of evidence from which a sample for clerical review is drawn, the surest first; the last has no lower end. */
export function clericalStrata(sure: number): readonly { readonly from: number }[] {
  const odds = [1 - (1 - sure) / 50, sure, 0.5, 0.1, 0.01]
  return [...odds.map((probability) => ({ from: weightOfProbability(probability) })), { from: -2_000_000 }]
}

/** A judged band: all its pairs, those that were judged, and those found to be of one person. */
export type JudgedStratum = Stratum & { readonly from: number }

export type ClericalEstimate = {
  readonly judged: number
  /** Share of true pairs among those of at least the threshold. */
  readonly precision: SampledShare
  /** Share of the true pairs that are at or above the threshold, among all pairs that were written. */
  readonly recall: SampledShare
}

/** A tier of evidence: its pairs, and the share of them that are of one person, where some were judged. */
export type TierEstimate = {
  readonly tier: 'sure' | 'review' | 'below'
  readonly pairs: number
  readonly judged: number
  readonly same: SampledShare | undefined
}

/** What judged bands say of each tier between the thresholds, which must be among the bands' own. */
export function tierEstimates(
  strata: readonly JudgedStratum[],
  thresholds: { readonly sure: number; readonly review: number },
): readonly TierEstimate[] {
  const tierOf = ({ from }: JudgedStratum) =>
    from >= thresholds.sure ? 'sure' : from >= thresholds.review ? 'review' : 'below'
  return (['sure', 'review', 'below'] as const).map((tier) => {
    const bands = strata.filter((stratum) => tierOf(stratum) === tier)
    const sum = (value: (stratum: JudgedStratum) => number) =>
      bands.reduce((total, stratum) => total + value(stratum), 0)
    const judged = sum(({ sampled }) => sampled)
    return {
      tier,
      pairs: sum(({ size }) => size),
      judged,
      same: judged === 0 ? undefined : stratifiedShare(bands),
    }
  })
}

/** Precision and recall from a stratified sample, with 95 per cent intervals; recall by the delta method. */
export function clericalEstimate(strata: readonly JudgedStratum[], threshold: number): ClericalEstimate {
  const above = strata.filter(({ from }) => from >= threshold)
  const below = strata.filter(({ from }) => from < threshold)
  const [found, missed] = [totalOf(above), totalOf(below)]
  const all = found.total + missed.total
  const share = all === 0 ? 0 : found.total / all
  const variance =
    all === 0 ? 0 : (missed.total ** 2 * found.variance + found.total ** 2 * missed.variance) / all ** 4
  const judged = strata.reduce((sum, { sampled }) => sum + sampled, 0)
  const effective = variance === 0 ? judged : (share * (1 - share)) / variance
  const { low, high } = wilsonInterval(share * effective, effective)
  return { judged, precision: stratifiedShare(above), recall: { share, low, high, n: judged } }
}

/** The true pairs of strata, estimated, and the variance of the estimate. */
function totalOf(strata: readonly Stratum[]): { readonly total: number; readonly variance: number } {
  let [total, variance] = [0, 0]
  for (const { size, sampled, successes } of strata) {
    if (sampled === 0) continue
    const share = successes / sampled
    // A band without a hit may still hold some: one half of a success keeps its variance above nothing.
    const spread = (successes + 0.5) / (sampled + 1)
    total += size * share
    variance += (size ** 2 * spread * (1 - spread) * (1 - Math.min(1, sampled / size))) / sampled
  }
  return { total, variance }
}
