import { methodsOf } from './methods.ts'
import { outOfFold } from './out-of-fold.ts'
import { pairwiseAccuracy } from './pairwise-accuracy.ts'
import type { FeatureSpec, Spec } from './spec.ts'
import { type Survey, withoutFeatures } from './survey.ts'
import { trainingOf } from './training.ts'

export type QuestionLoss = {
  /** The column that the question fills. */
  readonly variable: string
  readonly features: readonly string[]
  /** Pairwise accuracy lost without the question, in points of 100; below 0 where the ranking does better without it. */
  readonly points: number
}

export type QuestionLosses = {
  /** Share of pairs of households in their right order, with all questions. */
  readonly accuracy: number
  readonly losses: readonly QuestionLoss[]
}

/**
 * What the ranking loses when a question is no longer asked: the national ridge is fitted again without the features that
 * need its column, and judged on households that it never saw (folds of whole PSUs). Columns that no feature needs are
 * left out: the model does not use them.
 */
export function questionLosses(
  survey: Survey,
  { members }: Pick<Spec, 'members'>,
  variables: readonly string[],
  onVariable: (done: number, of: number) => void = () => undefined,
): QuestionLosses {
  const used = variables
    .map((variable) => ({ variable, dropped: featuresOf(variable, survey.features, members) }))
    .filter(({ dropped }) => dropped.length > 0)
  const accuracy = accuracyOf(survey)
  const losses = used.map(({ variable, dropped }, done) => {
    onVariable(done, used.length)
    return {
      variable,
      features: dropped.flatMap((index) => survey.features[index]?.name ?? []),
      points: 100 * (accuracy - accuracyOf(withoutFeatures(survey, dropped))),
    }
  })
  return { accuracy, losses }
}

function accuracyOf(survey: Survey): number {
  if (survey.features.length === 0) return 0.5
  const training = trainingOf(survey)
  const { score } = outOfFold(training, training.folds, methodsOf(training).ridge)
  return pairwiseAccuracy(score, survey.outcome)
}

/** Features whose SQL names the column, or an aggregate over members that does. */
function featuresOf(
  variable: string,
  features: readonly FeatureSpec[],
  members: Spec['members'],
): readonly number[] {
  const names = [variable, ...Object.keys(members).filter((name) => mentions(members[name] ?? '', variable))]
  return features.flatMap(({ sql }, index) => (names.some((name) => mentions(sql, name)) ? [index] : []))
}

function mentions(sql: string, name: string): boolean {
  // What stands between quotation marks is a value.
  return new RegExp(`(?<!\\w)${name}(?!\\w)`).test(sql.replaceAll(/'[^']*'/g, "''"))
}
