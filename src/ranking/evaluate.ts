import { brierScore, correlation, rSquared } from './accuracy.ts'
import { type Calibration, calibrationOf } from './evaluation/calibration.ts'
import { type Budget, simulateBudget } from './evaluation/budget.ts'
import { type Churn, churnOf } from './evaluation/churn.ts'
import { type GroupErrors, groupErrors } from './evaluation/groups.ts'
import {
  type Measured,
  type PairedDifferences,
  type QuotaPercent,
  byQuota,
  comparison,
  measuresOf,
} from './evaluation/measures.ts'
import { recalibrated } from './evaluation/recalibration.ts'
import { type Targeting, targeting } from './evaluation/targeting.ts'
import { type MethodName, choosing, methodsOf } from './methods.ts'
import { normalBelow } from './normal.ts'
import { type Fit, type OutOfFold, outOfFold } from './out-of-fold.ts'
import { doTreesWin } from './second-stage.ts'
import type { Selection } from './spec.ts'
import type { Survey } from './survey.ts'
import type { Training } from './training.ts'
import { type Ordering, midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

type ByQuota<T = number> = Readonly<Record<QuotaPercent, T>>

/** How good a model is on households it never saw. Person weights, but for R2, which has household weights. */
export type Evaluation = {
  /** A method, or `in force`: the model that is used until now. */
  readonly name: MethodName | 'in force'
  readonly r2: number
  readonly spearman: number
  readonly auc: ByQuota
  /** Exclusion = inclusion error when exactly this share of persons is selected. */
  readonly err: ByQuota
  /** Brier score (1950) of the probability of being in the poorest share, by the normal distribution. */
  readonly brier: ByQuota
  /** Of that probability when it is recalibrated: slope, Brier score, and tenths of predicted and actual shares. */
  readonly calibration: ByQuota<Calibration>
  readonly targeting: ByQuota<Targeting>
  /** Spending the poverty gap of the poorest fifth on those whom the score selects. */
  readonly budget: Budget
  /** Errors by group at the quota of 40 %: household size first. */
  readonly groups: readonly GroupErrors[]
  /** Of a method that chooses variables, fitted on all folds: its (national) coefficients of the features as they are. */
  readonly coefficients?: Readonly<Record<string, number>>
  /** Whom this model would select instead of the one in force, where that was given. */
  readonly replacing?: Churn
  /** Standard errors under the survey's design, by bootstrap of PSUs. */
  readonly se: Measured
  /** Differences to each other model, by its name; of errors, negative where this one is better. */
  readonly paired: Readonly<Record<string, PairedDifferences>>
}

export type EvaluateOptions = {
  readonly names: readonly MethodName[]
  readonly replicates: number
  readonly seed: number
  readonly onModel?: (name: MethodName) => void
  /** How `stepwise` and `elastic-net` choose. */
  readonly selection?: Selection
  /** Scores of the model in force, by row, to be judged beside the others. */
  readonly inForce?: OutOfFold
}

/**
 * Nested cross-validation by whole PSUs: each fold is predicted by models that chose coefficients, penalties and
 * weighting without it. All models share the bootstrap's replicates, so that differences are paired.
 */
export function evaluate(training: Training, options: EvaluateOptions): readonly Evaluation[] {
  const { survey } = training
  const methods = methodsOf(training, options.selection)
  const made = options.names.map((name) => {
    const prediction = outOfFold(training, training.folds, methods[name])
    options.onModel?.(name)
    return { name, prediction, coefficients: coefficientsOf(training, name, methods[name]) }
  })
  const judged = options.inForce
    ? [...made, { name: 'in force' as const, prediction: options.inForce, coefficients: undefined }]
    : made
  const predictions = judged.map((each) => ({ ...each, ordering: orderingOf(each.prediction.score) }))
  const compare = comparison(survey, predictions, options)
  const last = predictions.at(-1)
  return predictions.map((each) => ({
    name: each.name,
    ...accuracyOf(survey, each.prediction, each.ordering),
    ...compare(each.name),
    ...(each.coefficients ? { coefficients: each.coefficients } : {}),
    ...(options.inForce && last && each !== last ? { replacing: churnBetween(survey, last, each) } : {}),
  }))
}

/** Of a method that chooses variables: its coefficients that are not 0, from all folds. */
function coefficientsOf(
  { survey, folds }: Training,
  name: MethodName,
  fit: Fit,
): Readonly<Record<string, number>> | undefined {
  const { coefficients } = choosing.has(name) ? fit(folds) : {}
  if (!coefficients) return undefined
  const names = ['(intercept)', ...survey.features.map((feature) => feature.name)]
  return Object.fromEntries(
    names.flatMap((term, j) => (coefficients[j] === 0 ? [] : [[term, coefficients[j] ?? 0]])),
  )
}

/** Whether the second stage is worth its trees (see `doTreesWin`); null when the two were not compared. */
export function residualWins(evaluations: readonly Evaluation[]): boolean | null {
  const paired = evaluations.find(({ name }) => name === 'official+residual')?.paired['official']
  return paired ? doTreesWin(paired) : null
}

function churnBetween(
  { personWeight }: Survey,
  before: { readonly ordering: Ordering },
  after: { readonly ordering: Ordering },
): Churn {
  return churnOf(
    midRanks(before.ordering, personWeight),
    midRanks(after.ordering, personWeight),
    personWeight,
  )
}

function accuracyOf(survey: Survey, prediction: OutOfFold, ordering: Ordering) {
  const weight = survey.personWeight
  const outcome = orderingOf(survey.outcome)
  const truth = midRanks(outcome, weight)
  const ranks = midRanks(ordering, weight)
  const measures = measuresOf(outcome, ordering, weight)
  const chances = byQuota((share) => chancesOf(survey, prediction, truth, share))
  return {
    r2: rSquared(survey.outcome, prediction.score, survey.householdWeight),
    spearman: correlation(truth, ranks, weight),
    auc: byQuota((_, percent) => measures[`auc${percent}`]),
    err: byQuota((_, percent) => measures[`err${percent}`]),
    brier: byQuota((share, percent) => brierScore(truth, chances[percent].plain, weight, share)),
    calibration: byQuota((share, percent) =>
      calibrationOf(truth, chances[percent].recalibrated, weight, share),
    ),
    targeting: byQuota((share) => targeting(truth, ranks, weight, share)),
    budget: budgetOf(survey, ranks, 0.2),
    groups: groupErrors(survey, truth, ranks, 0.4),
  }
}

/** Probability of being among the poorest `share`, as the normal distribution says and as recalibrated. */
function chancesOf(survey: Survey, { score, sigma }: OutOfFold, truth: Float64Array, share: number) {
  const line = weightedQuantile(survey.outcome, survey.personWeight, share)
  const plain = score.map((value, row) => normalBelow((line - value) / (sigma[row] ?? 1)))
  const poor = truth.map((rank) => (rank <= share ? 1 : 0))
  return { plain, recalibrated: recalibrated(plain, poor, survey.personWeight, survey.fold) }
}

/** Of the poverty gap below the welfare of the first household above the quota. */
function budgetOf({ outcome, personWeight }: Survey, ranks: Float64Array, share: number): Budget {
  const truth = midRanks(orderingOf(outcome), personWeight)
  const line = outcome.reduce(
    (least, y, row) => ((truth[row] ?? 0) > share ? Math.min(least, y) : least),
    Number.POSITIVE_INFINITY,
  )
  const selected = ranks.map((rank) => (rank <= share ? 1 : 0))
  return simulateBudget(outcome.map(Math.exp), personWeight, selected, Math.exp(line))
}
