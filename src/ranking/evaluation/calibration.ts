import { brierScore } from '../accuracy.ts'
import { weightedMean } from '../standardise.ts'
import { midRanks, orderingOf } from '../weighted-rank.ts'

/** How well a probability of being poor says what it says. */
export type Calibration = {
  /** Of the regression of being poor on the log odds of the probability; 1 when calibrated (Cox, 1958). */
  readonly slope: number
  readonly intercept: number
  readonly brier: number
  /** Tenths of persons by probability, the lowest first: mean probability, and the share that is poor. */
  readonly tenths: readonly { readonly predicted: number; readonly actual: number }[]
}

/** Calibration of `probability` of being among the poorest `share`, by true mid-ranks. */
export function calibrationOf(
  truth: Float64Array,
  probability: Float64Array,
  weight: Float64Array,
  share: number,
): Calibration {
  const poor = truth.map((rank) => (rank <= share ? 1 : 0))
  return {
    ...logisticLine(probability.map(logOdds), poor, weight),
    brier: brierScore(truth, probability, weight, share),
    tenths: tenthsOf(probability, poor, weight),
  }
}

/** Probabilities of 0 and 1 are drawn in by a thousandth, as their odds have no logarithm. */
function logOdds(probability: number): number {
  const inside = Math.min(0.999, Math.max(0.001, probability))
  return Math.log(inside / (1 - inside))
}

/** Logistic regression of `y` on one `x` by Newton's method. */
function logisticLine(
  x: Float64Array,
  y: Float64Array,
  weight: Float64Array,
): { readonly slope: number; readonly intercept: number } {
  let [intercept, slope] = [0, 1]
  for (let round = 0; round < 50; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0]
    x.forEach((value, row) => {
      const p = 1 / (1 + Math.exp(-intercept - slope * value))
      const [w, rest] = [weight[row] ?? 0, (y[row] ?? 0) - p]
      const curve = w * p * (1 - p)
      g0 += w * rest
      g1 += w * rest * value
      h00 += curve
      h01 += curve * value
      h11 += curve * value * value
    })
    const determinant = h00 * h11 - h01 * h01
    const [step0, step1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
    intercept += step0
    slope += step1
    if (!(Math.abs(step0) + Math.abs(step1) > 1e-10)) break
  }
  return { slope, intercept }
}

function tenthsOf(
  probability: Float64Array,
  poor: Float64Array,
  weight: Float64Array,
): Calibration['tenths'] {
  const ranks = midRanks(orderingOf(probability), weight)
  return Array.from({ length: 10 }, (_, tenth) => {
    const there = weight.map((w, row) => (Math.min(9, Math.floor(10 * (ranks[row] ?? 0))) === tenth ? w : 0))
    if (!there.some((w) => w > 0)) return undefined
    return { predicted: weightedMean(probability, there), actual: weightedMean(poor, there) }
  }).filter((bin) => bin !== undefined)
}
