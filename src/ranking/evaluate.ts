import { seedOf, seededRandom } from '../kernel/index.ts'
import { areaUnderCurve, brierScore, correlation, quotaError, rSquared } from './accuracy.ts'
import { bootstrapWeights, standardError } from './bootstrap.ts'
import { type MethodName, methods } from './methods.ts'
import { normalBelow } from './normal.ts'
import { type OutOfFold, outOfFold } from './out-of-fold.ts'
import type { Survey } from './survey.ts'
import type { Training } from './training.ts'
import { type Ordering, midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

/** Shares of persons, in per cent, at which a quota is tried. */
export const quotaPercents = ['10', '20', '30', '40'] as const
export type QuotaPercent = (typeof quotaPercents)[number]
type ByQuota = Readonly<Record<QuotaPercent, number>>

/** How good a model is on households it never saw. Person weights, but for R2, which has household weights. */
export type Evaluation = {
  readonly name: string
  readonly r2: number
  readonly spearman: number
  readonly auc: ByQuota
  /** Exclusion = inclusion error when exactly this share of persons is selected. */
  readonly err: ByQuota
  /** Of the probability of being in the poorest share. */
  readonly brier: ByQuota
  /** Standard errors under the survey's design, by bootstrap of PSUs. */
  readonly se: Readonly<Record<`err${QuotaPercent}`, number>>
  /** Differences to the first model, by its name, negative where this one is better; empty for the first itself. */
  readonly paired: Readonly<Record<string, PairedDifferences>>
}
type PairedDifferences = Readonly<
  Record<`err${QuotaPercent}`, { readonly difference: number; readonly se: number }>
>

export type EvaluateOptions = {
  readonly names: readonly MethodName[]
  readonly replicates: number
  readonly seed: number
  readonly onModel?: (name: MethodName) => void
}

/**
 * Nested cross-validation by whole PSUs: each fold is predicted by models that chose coefficients, penalties and
 * weighting without it. All models share the bootstrap's replicates, so that differences are paired.
 */
export function evaluate(training: Training, options: EvaluateOptions): readonly Evaluation[] {
  const { survey } = training
  const predictions = options.names.map((name) => {
    const prediction = outOfFold(training, training.folds, methods[name](training))
    options.onModel?.(name)
    return { name, prediction, ordering: orderingOf(prediction.score) }
  })
  const errors = bootstrapErrors(
    survey,
    predictions.map(({ ordering }) => ordering),
    options,
  )
  const evaluations = predictions.map(({ name, prediction, ordering }, index) => ({
    name,
    ...accuracyOf(survey, prediction, ordering),
    se: byError((percent) => standardError(errors(index, percent))),
  }))
  return evaluations.map((each, index) => ({ ...each, paired: pairedWithFirst(evaluations, index, errors) }))
}

function accuracyOf(survey: Survey, { score, sigma }: OutOfFold, ordering: Ordering) {
  const weight = survey.personWeight
  const truth = midRanks(orderingOf(survey.outcome), weight)
  const ranks = midRanks(ordering, weight)
  return {
    r2: rSquared(survey.outcome, score, survey.householdWeight),
    spearman: correlation(truth, ranks, weight),
    auc: byQuota((share) => areaUnderCurve(truth, ordering, weight, share)),
    err: byQuota((share) => quotaError(truth, ranks, weight, share)),
    brier: byQuota((share) => {
      const line = weightedQuantile(survey.outcome, weight, share)
      const probability = score.map((value, row) => normalBelow((line - value) / (sigma[row] ?? 1)))
      return brierScore(truth, probability, weight, share)
    }),
  }
}

/** Quota errors of each model under each replicate of the weights. */
type BootstrapErrors = (model: number, percent: QuotaPercent) => readonly number[]

function bootstrapErrors(
  survey: Survey,
  scores: readonly Ordering[],
  options: EvaluateOptions,
): BootstrapErrors {
  const random = seededRandom(seedOf(options.seed, 'bootstrap'))
  const outcome = orderingOf(survey.outcome)
  const replicates: (readonly ByQuota[])[] = []
  for (const weight of bootstrapWeights(survey, survey.personWeight, options.replicates, random)) {
    const truth = midRanks(outcome, weight)
    replicates.push(
      scores.map((ordering) => {
        const ranks = midRanks(ordering, weight)
        return byQuota((share) => quotaError(truth, ranks, weight, share))
      }),
    )
  }
  return (model, percent) => replicates.map((models) => models[model]?.[percent] ?? Number.NaN)
}

function pairedWithFirst(
  evaluations: readonly Pick<Evaluation, 'name' | 'err'>[],
  index: number,
  errors: BootstrapErrors,
): Readonly<Record<string, PairedDifferences>> {
  const [first, own] = [evaluations[0], evaluations[index]]
  if (!first || !own || index === 0) return {}
  const differences = byError((percent) => {
    const base = errors(0, percent)
    const replicated = errors(index, percent).map(
      (error, replicate) => error - (base[replicate] ?? Number.NaN),
    )
    return { difference: own.err[percent] - first.err[percent], se: standardError(replicated) }
  })
  return { [first.name]: differences }
}

function byQuota<T>(valueAt: (share: number) => T): Readonly<Record<QuotaPercent, T>> {
  return { 10: valueAt(0.1), 20: valueAt(0.2), 30: valueAt(0.3), 40: valueAt(0.4) }
}

function byError<T>(valueAt: (percent: QuotaPercent) => T): Readonly<Record<`err${QuotaPercent}`, T>> {
  return { err10: valueAt('10'), err20: valueAt('20'), err30: valueAt('30'), err40: valueAt('40') }
}
