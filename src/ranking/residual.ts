import type { OfficialModel } from './official.ts'
import { rowsOf } from './rows.ts'
import { signsOf } from './spec.ts'
import type { Training } from './training.ts'
import type { Binned } from './trees/bins.ts'
import { type BoostInput, type BoostSplit, boost, chooseTreeCount } from './trees/boost.ts'
import type { TreeSettings } from './trees/grow.ts'
import type { Tree } from './trees/tree.ts'

/** How many parts of the fitted folds are held out, one after the other, to choose the number of trees. */
const mostSplits = 3

/** Of depth 2, so that they come apart exactly into effects of one column and of pairs. */
const residualTrees = { depth: 2, rate: 0.1, households: 20, psus: 5 }
const freeTrees = { depth: 3, rate: 0.1, households: 20, psus: 5 }

/** Households of prior for leaves, of which the better is taken on held-out PSUs. */
const residualPriors: readonly number[] = [30, 300]
const freePriors: readonly number[] = [1]

/** The second stage: trees grown on what the official model leaves on households it did not see. May be none. */
export function fitResidual(
  training: Training,
  binned: Binned,
  official: OfficialModel,
  folds: readonly number[],
): readonly Tree[] {
  const residual = training.survey.outcome.map((y, row) => y - (official.leftOut[row] ?? 0))
  const signs = signsOf(training.survey.features)
  const candidates = residualPriors.map((prior) => ({ ...residualTrees, prior, signs }))
  return boosted(training, binned, residual, candidates, folds)
}

/** The challenger: trees alone, without a linear model, on what the mean leaves. */
export function fitTrees(
  training: Training,
  binned: Binned,
  mean: number,
  folds: readonly number[],
): readonly Tree[] {
  const residual = training.survey.outcome.map((y) => y - mean)
  const signs = signsOf(training.survey.features)
  const candidates = freePriors.map((prior) => ({ ...freeTrees, prior, signs }))
  return boosted(training, binned, residual, candidates, folds)
}

/** Chooses settings and the number of trees on held-out PSUs of the folds, then grows them on all of the folds. */
function boosted(
  { survey, weight }: Training,
  binned: Binned,
  residual: Float64Array,
  candidates: readonly TreeSettings[],
  folds: readonly number[],
): readonly Tree[] {
  const splits = splitsOf(survey.fold, folds)
  const trials = candidates.map((settings) => {
    const input: BoostInput = { binned, residual, weight, psu: survey.psu.codes, settings }
    return { input, ...chooseTreeCount(input, splits) }
  })
  const least = Math.min(...trials.map(({ error }) => error))
  const best = trials.find(({ error }) => error === least)
  return best ? boost(best.input, rowsOf(survey.fold, folds), best.count) : []
}

function splitsOf(fold: Training['survey']['fold'], folds: readonly number[]): readonly BoostSplit[] {
  const parts = Math.min(mostSplits, folds.length)
  return Array.from({ length: parts }, (_, part) => {
    const held = folds.filter((_, place) => place % parts === part)
    const rest = folds.filter((each) => !held.includes(each))
    return { rows: rowsOf(fold, rest), held: rowsOf(fold, held) }
  })
}
