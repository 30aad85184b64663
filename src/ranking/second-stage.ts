import { type PairedDifferences, comparison } from './evaluation/measures.ts'
import { methodsOf } from './methods.ts'
import type { OfficialModel } from './official.ts'
import { outOfFold } from './out-of-fold.ts'
import { fitResidual } from './residual.ts'
import { weightedMean } from './standardise.ts'
import type { Training } from './training.ts'
import { binned } from './trees/bins.ts'
import { type KeptTree, keptTrees } from './trees/kept-trees.ts'
import { orderingOf } from './weighted-rank.ts'

type Difference = { readonly difference: number; readonly se: number }

/** How the errors of both stages differ from those of the official model alone, on left-out households. */
export type StagesCompared = { readonly err20: Difference; readonly err40: Difference }

/** The official model and the trees that follow it: none where they do not win. */
export type StagedModel = OfficialModel & {
  readonly trees: readonly KeptTree[]
  /** Null where there was nothing to compare: no tree helped, or none was to be grown. */
  readonly compared: StagesCompared | null
}

/** Without trees: what a spec may ask for. */
export function firstStageOnly(official: OfficialModel): StagedModel {
  return { ...official, trees: [], compared: null }
}

/**
 * Grows trees on what the official model leaves, and keeps them only where they win. This is decided as `evaluate` does,
 * by nested cross-validation over whole PSUs: neither stage saw the households that it is judged by, and their difference
 * is paired in one bootstrap. With trees, errors and probabilities are those of the left-out scores of both stages.
 */
export function fitSecondStage(
  training: Training,
  official: OfficialModel,
  bootstrap: { readonly replicates: number; readonly seed: number },
): StagedModel {
  const { folds, survey, weight } = training
  const bins = binned(training.columns)
  const trees = fitResidual(training, bins, official, folds)
  if (trees.length === 0) return firstStageOnly(official)
  const methods = methodsOf(training)
  const first = outOfFold(training, folds, methods.official).score
  const both = outOfFold(training, folds, methods['official+residual']).score
  const models = [
    { name: 'first', ordering: orderingOf(first) },
    { name: 'both', ordering: orderingOf(both) },
  ]
  const compared = comparison(survey, models, bootstrap)('both').paired['first']
  if (!compared) throw new Error('two models were compared, and are not in the comparison')
  const { err20, err40 } = compared
  if (!doTreesWin(compared)) return { ...firstStageOnly(official), compared: { err20, err40 } }
  const squares = survey.outcome.map((y, row) => (y - (both[row] ?? 0)) ** 2)
  return {
    ...official,
    leftOut: both,
    sigma: Math.sqrt(weightedMean(squares, weight)),
    trees: keptTrees(trees, bins, training),
    compared: { err20, err40 },
  }
}

/** At a quota of 40 % or 20 % they miss fewer of the poor by more than two standard errors, and at neither more. */
export function doTreesWin({ err20, err40 }: Pick<PairedDifferences, 'err20' | 'err40'>): boolean {
  const judged = [err20, err40]
  return (
    judged.some(({ difference, se }) => difference < -2 * se) &&
    judged.every(({ difference, se }) => difference <= 2 * se)
  )
}
