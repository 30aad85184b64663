import { weightedMean } from './standardise.ts'
import type { Ordering } from './weighted-rank.ts'

/** Share of the variance of the outcome that the prediction explains: 1 - Σw(y-ŷ)² / Σw(y-ȳ)². */
export function rSquared(outcome: Float64Array, predicted: Float64Array, weight: Float64Array): number {
  const mean = weightedMean(outcome, weight)
  let error = 0
  let total = 0
  outcome.forEach((y, row) => {
    const w = weight[row] ?? 0
    error += w * (y - (predicted[row] ?? 0)) ** 2
    total += w * (y - mean) ** 2
  })
  return 1 - error / total
}

/** Pearson's correlation with weights; of mid-ranks it is Spearman's. */
export function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  const [meanA, meanB] = [weightedMean(a, weight), weightedMean(b, weight)]
  let [ab, aa, bb] = [0, 0, 0]
  a.forEach((value, row) => {
    const [w, da, db] = [weight[row] ?? 0, value - meanA, (b[row] ?? 0) - meanB]
    ab += w * da * db
    aa += w * da * da
    bb += w * db * db
  })
  return ab / Math.sqrt(aa * bb)
}

/**
 * Quota error: of the truly poorest `share` of persons, the part not among the `share` of persons with the lowest score.
 * As both lists are of one size, exclusion and inclusion error are the same. Ranks are mid-ranks of outcome and score.
 */
export function quotaError(
  truth: Float64Array,
  score: Float64Array,
  weight: Float64Array,
  share: number,
): number {
  let poor = 0
  let missed = 0
  truth.forEach((rank, row) => {
    if (rank > share) return
    poor += weight[row] ?? 0
    if ((score[row] ?? 0) > share) missed += weight[row] ?? 0
  })
  return missed / poor
}

/**
 * Area under the ROC curve for telling the poorest `share` from the rest: the chance that a poor person has a lower
 * score than another (Mann and Whitney, 1947), equal scores counting one half.
 */
export function areaUnderCurve(
  truth: Float64Array,
  { rows, tied }: Ordering,
  weight: Float64Array,
  share: number,
): number {
  let wins = 0
  let poorBelow = 0
  let othersBelow = 0
  for (let place = 0; place < rows.length; ) {
    const members = rows.subarray(place, place + (tied[place] ?? 1))
    let poor = 0
    let others = 0
    for (const row of members) {
      if ((truth[row] ?? 0) <= share) poor += weight[row] ?? 0
      else others += weight[row] ?? 0
    }
    wins += others * (poorBelow + poor / 2)
    poorBelow += poor
    othersBelow += others
    place += members.length
  }
  return wins / (poorBelow * othersBelow)
}

/** Brier score (1950): mean squared distance of the probability of being poor from being poor. */
export function brierScore(
  truth: Float64Array,
  probability: Float64Array,
  weight: Float64Array,
  share: number,
): number {
  return weightedMean(
    probability.map((value, row) => (value - ((truth[row] ?? 0) <= share ? 1 : 0)) ** 2),
    weight,
  )
}
