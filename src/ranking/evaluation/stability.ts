import { correlation, quotaError, rSquared } from '../accuracy.ts'
import { fitOfficial, scoresOf } from '../official.ts'
import { outOfFold } from '../out-of-fold.ts'
import type { Tools } from '../training.ts'
import { type Training, trainingOf } from '../training.ts'
import { midRanks, orderingOf } from '../weighted-rank.ts'
import { type Churn, churnOf } from './churn.ts'
import { type GroupErrors, groupErrors, householdSize } from './groups.ts'

/** How far the official model of one half of the PSUs agrees with that of the other half, on all households. */
export type Stability = Churn & { readonly spearman: number }

export function stabilityOf(training: Training): Stability | undefined {
  const { survey, folds } = training
  const halves = [0, 1].map((half) => folds.filter((_, place) => place % 2 === half))
  if (halves.some((half) => half.length < 3)) return undefined
  const everyRow = Int32Array.from(survey.outcome.keys())
  const [first, second] = halves.map((half) => {
    const score = scoresOf(training, fitOfficial(training, half), everyRow)
    return midRanks(orderingOf(score), survey.personWeight)
  })
  if (!first || !second) return undefined
  return {
    spearman: correlation(first, second, survey.personWeight),
    ...churnOf(first, second, survey.personWeight),
  }
}

/** The official model when welfare is that of a household of another equivalence scale: total / members^theta. */
export type Equivalence = {
  readonly theta: number
  readonly r2: number
  readonly err20: number
  readonly err40: number
  /** By household size, at the quota of 40 %: whom the scale finds, and loses. */
  readonly groups: readonly GroupErrors[]
}

/** The outcome is per head: its logarithm rises by (1 - theta) times that of the members. */
export function equivalenceOf(training: Training, tools: Tools, theta: number): Equivalence {
  const size = householdSize(training.survey)
  const outcome = training.survey.outcome.map((y, row) => y + (1 - theta) * Math.log(size[row] ?? 1))
  const survey = { ...training.survey, outcome }
  const scaled = theta === 1 ? training : trainingOf(survey, tools)
  const { score } = outOfFold(scaled, scaled.folds, (folds) => {
    const official = fitOfficial(scaled, folds)
    return { scoreOf: (rows) => scoresOf(scaled, official, rows), sigma: official.sigma }
  })
  const weight = survey.personWeight
  const [truth, ranks] = [midRanks(orderingOf(outcome), weight), midRanks(orderingOf(score), weight)]
  return {
    theta,
    r2: rSquared(outcome, score, survey.householdWeight),
    err20: quotaError(truth, ranks, weight, 0.2),
    err40: quotaError(truth, ranks, weight, 0.4),
    groups: groupErrors(survey, truth, ranks, 0.4).filter(({ by }) => by === 'household_size'),
  }
}
