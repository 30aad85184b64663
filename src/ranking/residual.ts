import type { OfficialModel } from './official.ts'
import { rowsOf } from './rows.ts'
import type { Training } from './training.ts'
import type { Binned } from './trees/bins.ts'
import { type BoostInput, type BoostSplit, boost, chooseTreeCount } from './trees/boost.ts'
import type { TreeSettings } from './trees/grow.ts'
import type { Tree } from './trees/tree.ts'

/** How many parts of the fitted folds are held out, one after the other, to choose the number of trees. */
const mostSplits = 5

/** Of depth 2, so that they come apart exactly into effects of one column and of pairs. */
const residualTrees = { depth: 2, rate: 0.1, prior: 100, households: 20, psus: 5 }
const freeTrees = { depth: 3, rate: 0.1, prior: 1, households: 20, psus: 5 }

/** The second stage: trees grown on what the official model leaves on households it did not see. May be none. */
export function fitResidual(
  training: Training,
  binned: Binned,
  official: OfficialModel,
  folds: readonly number[],
): readonly Tree[] {
  const residual = training.survey.outcome.map((y, row) => y - (official.leftOut[row] ?? 0))
  return boosted(training, binned, residual, { ...residualTrees, signs: training.signs }, folds)
}

/** The challenger: trees alone, without a linear model, on what the mean leaves. */
export function fitTrees(
  training: Training,
  binned: Binned,
  mean: number,
  folds: readonly number[],
): readonly Tree[] {
  const residual = training.survey.outcome.map((y) => y - mean)
  return boosted(training, binned, residual, { ...freeTrees, signs: training.signs }, folds)
}

/** Chooses the number of trees on held-out PSUs of the folds, then grows them on all of the folds. */
function boosted(
  { survey, weight, kernel }: Training,
  binned: Binned,
  residual: Float64Array,
  settings: TreeSettings,
  folds: readonly number[],
): readonly Tree[] {
  const histogramOf = kernel.histogramSpace(binned)
  const input: BoostInput = { binned, histogramOf, residual, weight, psu: survey.psu.codes, settings }
  const count = chooseTreeCount(input, splitsOf(survey.fold, folds))
  return boost(input, rowsOf(survey.fold, folds), count)
}

function splitsOf(fold: Training['survey']['fold'], folds: readonly number[]): readonly BoostSplit[] {
  const parts = Math.min(mostSplits, folds.length)
  return Array.from({ length: parts }, (_, part) => {
    const held = folds.filter((_, place) => place % parts === part)
    const rest = folds.filter((each) => !held.includes(each))
    return { rows: rowsOf(fold, rest), held: rowsOf(fold, held) }
  })
}
