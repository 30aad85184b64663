import { describe, expect, test } from 'vitest'
import { greatestDistance, malawi, malawiAbsent } from '../../tests/support/malawi.ts'
import { areaUnderCurve, correlation, quotaError, rSquared } from './accuracy.ts'
import { povertyOf, simulateBudget } from './evaluation/budget.ts'
import { gini } from './evaluation/poverty.ts'
import { targeting } from './evaluation/targeting.ts'
import { leastSquares } from './least-squares.ts'
import { predict } from './predict.ts'
import { weightedMean } from './standardise.ts'
import type { Training } from './training.ts'
import { midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

describe.skipIf(malawiAbsent !== '')(
  `poverty and targeting on Malawi IHS2 agree with R${malawiAbsent}`,
  () => {
    test('R2 and quota errors to 1e-10', async () => {
      const { training, golden } = await malawi()
      const score = fitted(training)
      const { outcome, personWeight, householdWeight } = training.survey
      const [truth, ranks] = [
        midRanks(orderingOf(outcome), personWeight),
        midRanks(orderingOf(score), personWeight),
      ]
      expect(Math.abs(rSquared(outcome, score, householdWeight) - golden.r2)).toBeLessThan(1e-10)
      for (const [share, expected] of [
        [0.2, 'err20'],
        [0.4, 'err40'],
      ] as const) {
        const error = quotaError(truth, ranks, personWeight, share)
        expect(Math.abs(error - golden.targeting_insample_ols[expected])).toBeLessThan(1e-10)
      }
    })

    test('FGT, Gini and mean to 1e-10 relative; the median lies in the gap between two households', async () => {
      const { training, golden } = await malawi()
      const { outcome, personWeight } = training.survey
      const welfare = outcome.map(Math.exp)
      const { z, fgt0, fgt1, fgt2, gini: expected, mean, median } = golden.poverty
      const poverty = povertyOf(welfare, personWeight, z)
      const pairs = [
        [poverty.fgt0, fgt0],
        [poverty.fgt1, fgt1],
        [poverty.fgt2, fgt2],
        [gini(welfare, personWeight), expected],
        [weightedMean(welfare, personWeight), mean],
      ] as const
      for (const [actual, value] of pairs) expect(Math.abs(actual / value - 1)).toBeLessThan(1e-10)
      expect(Math.abs(weightedQuantile(welfare, personWeight, 0.5) / median - 1)).toBeLessThan(1e-10)
    })

    test('coverage, incidence, CGH, leakage and the budget to 1e-10', async () => {
      const { training, golden } = await malawi()
      const { outcome, personWeight } = training.survey
      const truth = midRanks(orderingOf(outcome), personWeight)
      const ranks = midRanks(orderingOf(fitted(training)), personWeight)
      const result = targeting(truth, ranks, personWeight, 0.2)
      const expected = golden.targeting_insample_ols
      expect(greatestDistance(result.coverage, expected.coverage_by_decile)).toBeLessThan(1e-10)
      expect(greatestDistance(result.incidence, expected.incidence_by_decile)).toBeLessThan(1e-10)
      const bottom40 = result.incidence.slice(0, 4).reduce((sum, value) => sum + value, 0) / 0.4
      expect(Math.abs(bottom40 - expected.cgh_bottom40)).toBeLessThan(1e-10)
      expect(Math.abs(1 - 0.2 * result.cgh - expected.leakage20)).toBeLessThan(1e-10)
      expect(Math.abs(quotaError(truth, ranks, personWeight, 0.2) - expected.undercoverage20)).toBeLessThan(
        1e-10,
      )
      const { z20, gap, base, uniform, pmt20, perfect20 } = golden.budget
      const selected = ranks.map((rank) => (rank <= 0.2 ? 1 : 0))
      const budget = simulateBudget(outcome.map(Math.exp), personWeight, selected, z20)
      expect(Math.abs(budget.gap / gap - 1)).toBeLessThan(1e-10)
      for (const [actual, value] of [
        [budget.before, base],
        [budget.universal, uniform],
        [budget.byScore, pmt20],
        [budget.perfect, perfect20],
      ] as const) {
        const { fgt0, fgt1, fgt2 } = actual
        expect(greatestDistance([fgt0, fgt1, fgt2], [value.FGT0, value.FGT1, value.FGT2])).toBeLessThan(1e-10)
        if ('transfer' in actual) expect(Math.abs(actual.transfer / value.transfer! - 1)).toBeLessThan(1e-10)
      }
    })

    test('AUC, Spearman and concentration: the file puts 102 pairs of equal households in some order, ours share a rank', async () => {
      const { training, golden } = await malawi()
      const { outcome, personWeight } = training.survey
      const score = fitted(training)
      const ordering = orderingOf(score)
      const truth = midRanks(orderingOf(outcome), personWeight)
      const { auc20, auc40, spearman, concentration_coef } = golden.targeting_insample_ols
      for (const [share, expected] of [
        [0.2, auc20],
        [0.4, auc40],
      ] as const) {
        const [worst, best] = extremes(truth, score, personWeight, share)
        expect(worst).toBeLessThanOrEqual(expected)
        expect(best).toBeGreaterThanOrEqual(expected)
        const own = areaUnderCurve(truth, ordering, personWeight, share)
        expect(Math.abs(own - expected)).toBeLessThan((best - worst) / 2)
        expect(best - worst).toBeLessThan(1e-5)
      }
      const ranks = midRanks(ordering, personWeight)
      expect(Math.abs(correlation(truth, ranks, personWeight) - spearman)).toBeLessThan(1e-7)
      const { concentration } = targeting(truth, ranks, personWeight, 0.2)
      expect(Math.abs(concentration - concentration_coef)).toBeLessThan(1e-7)
    })
  },
)

/** The area when, among equal scores, the poor come last, and when they come first: any order lies between. */
function extremes(
  truth: Float64Array,
  score: Float64Array,
  weight: Float64Array,
  share: number,
): readonly [number, number] {
  const poor = (row: number) => (truth[row]! <= share ? 1 : 0)
  const tied = new Int32Array(score.length).fill(1)
  const areaWhen = (turn: number) => {
    const rows = Int32Array.from(score.keys()).sort(
      (a, b) => score[a]! - score[b]! || turn * (poor(a) - poor(b)),
    )
    return areaUnderCurve(truth, { rows, tied }, weight, share)
  }
  return [areaWhen(1), areaWhen(-1)]
}

/** Scores of weighted least squares. */
function fitted(training: Training): Float64Array {
  const { size, nation } = training.grams(0)
  const { coefficients } = leastSquares(nation(training.folds), size)
  return predict(training.columns, training.survey.district.codes, () => coefficients)
}
