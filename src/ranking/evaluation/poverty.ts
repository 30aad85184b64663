import { weightedMean } from '../standardise.ts'
import { midRanks, orderingOf } from '../weighted-rank.ts'

/** Foster, Greer and Thorbecke (1984): P_alpha = Σw 1(c < z)(1 - c/z)^alpha / Σw. 0 counts, 1 is the gap, 2 severity. */
export function fosterGreerThorbecke(
  welfare: Float64Array,
  weight: Float64Array,
  line: number,
  alpha: number,
): number {
  return weightedMean(
    welfare.map((c) => (c < line ? (1 - c / line) ** alpha : 0)),
    weight,
  )
}

/** Gini coefficient 2 cov_w(c, F)/mean, F the mid-rank share of the weight (Lerman and Yitzhaki, 1989). */
export function gini(welfare: Float64Array, weight: Float64Array): number {
  return concentration(welfare, welfare, weight)
}

/**
 * Concentration coefficient of a benefit over welfare: 2 cov_w(b, F)/mean(b), -1 … 1; negative when the poor receive
 * more (Kakwani, 1977).
 */
export function concentration(benefit: Float64Array, welfare: Float64Array, weight: Float64Array): number {
  const ranks = midRanks(orderingOf(welfare), weight)
  const [meanBenefit, meanRank] = [weightedMean(benefit, weight), weightedMean(ranks, weight)]
  const products = benefit.map((value, row) => (value - meanBenefit) * ((ranks[row] ?? 0) - meanRank))
  return (2 * weightedMean(products, weight)) / meanBenefit
}
