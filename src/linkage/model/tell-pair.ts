import type { Comparison } from '../compare/comparison.ts'
import { levelsOfPattern } from '../compare/comparison.ts'
import { type Weights, evidenceOf } from './weights.ts'

/** A piece of a pair's evidence, in thousandths of a bit. `level` is the name of the likeness; none for prior and frequency. */
export type EvidencePiece = {
  readonly kind: 'prior' | 'comparison' | 'frequency'
  readonly column: string
  readonly level: string
  readonly weight: number
}

/**
 * How the weight of a pair adds up: what holds for any two records, then each comparison, then how rare the values are on
 * which they agree. The pieces sum to `weight`.
 */
export function tellPair(
  pair: { readonly pattern: number; readonly weight: number },
  comparisons: readonly Comparison[],
  weights: Weights,
): readonly EvidencePiece[] {
  const levels = levelsOfPattern(pair.pattern, comparisons)
  const compared = evidenceOf(pair.pattern, comparisons, weights).map(
    (weight, index): EvidencePiece => ({
      kind: 'comparison',
      column: comparisons[index]?.column ?? '',
      level: comparisons[index]?.levels[levels[index] ?? 0] ?? '',
      weight,
    }),
  )
  const known = compared.reduce((sum, { weight }) => sum + weight, weights.prior)
  return [
    { kind: 'prior', column: '', level: '', weight: weights.prior },
    ...compared,
    { kind: 'frequency', column: '', level: '', weight: pair.weight - known },
  ]
}
