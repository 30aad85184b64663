import { weightedQuantile } from './weighted-rank.ts'

/**
 * Estimation weights that attend to the poor: w · min(1, exp(-a (y - q) / sd)), q the 40th percentile of the outcome
 * and sd its spread, both taken as fixed. With `attention` a = 0 the weights are as they were.
 */
export function povertyWeights(outcome: Float64Array, weight: Float64Array, attention: number): Float64Array {
  if (attention === 0) return weight
  const line = weightedQuantile(outcome, weight, 0.4)
  const mean = outcome.reduce((sum, y) => sum + y, 0) / outcome.length
  const spread = Math.sqrt(outcome.reduce((sum, y) => sum + (y - mean) ** 2, 0) / outcome.length)
  return weight.map(
    (w, row) => w * Math.min(1, Math.exp((-attention * ((outcome[row] ?? 0) - line)) / spread)),
  )
}
