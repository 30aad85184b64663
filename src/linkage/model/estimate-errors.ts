import { probabilityOf } from './weights.ts'

export type WeightCount = { readonly weight: number; readonly count: number }

export type EstimatedErrors = {
  /** Expected share of false links among pairs of at least the threshold. */
  readonly falseDiscovery: number
  /** Expected share of the true candidate pairs that are below it. */
  readonly missed: number
}

/**
 * Errors that the probabilities themselves imply, without a label (Enamorado, Fifield and Imai 2019): the mean of 1 - p
 * above the threshold, and the share of all p below it.
 */
export function estimateErrors(weights: readonly WeightCount[], threshold: number): EstimatedErrors {
  let [links, falseLinks, found, missed] = [0, 0, 0, 0]
  for (const { weight, count } of weights) {
    const p = probabilityOf(weight)
    if (weight < threshold) missed += p * count
    else {
      links += count
      falseLinks += (1 - p) * count
      found += p * count
    }
  }
  return {
    falseDiscovery: links === 0 ? 0 : falseLinks / links,
    missed: found + missed === 0 ? 0 : missed / (found + missed),
  }
}

/**
 * False pairs of a record with `times` as many records: those of a rule that holds an area stay as they are, for the
 * country grows by areas; those of any other grow with it.
 */
export function falsePairsOf(
  rule: { readonly pairs: number; readonly matches: number; readonly isLocal: boolean },
  records: number,
  times: number,
): number {
  const now = (rule.pairs * (1 - rule.matches)) / Math.max(1, records)
  return rule.isLocal ? now : now * times
}
