import { quotaError } from './accuracy.ts'
import { choosePenalties } from './choose-penalties.ts'
import { outOfFold } from './out-of-fold.ts'
import { predict } from './predict.ts'
import { taken } from './rows.ts'
import { type Penalties, type ShrunkModel, fitShrunk } from './shrunk-model.ts'
import { weightedMean } from './standardise.ts'
import type { Training } from './training.ts'
import { midRanks, orderingOf } from './weighted-rank.ts'

/** The official model and all that was chosen for it. */
export type OfficialModel = ShrunkModel & {
  /** Poverty weighting, 0 for none; see `povertyWeights`. */
  readonly attention: number
  readonly penalties: Penalties
  /** Standard deviation of the outcome about out-of-fold scores. */
  readonly sigma: number
  /** What poverty-weighted coefficients were multiplied by, to be on the outcome's scale again. */
  readonly slope: number
  /** Scores of the rows of the folds that were fitted, each by a model without the row's fold; NaN elsewhere. */
  readonly leftOut: Float64Array
  /** Mean quota error of each attention that was tried, on left-out folds. */
  readonly tried: readonly { readonly attention: number; readonly error: number }[]
}

/** Poverty weighting is for cross-validation to choose: it helps with consumption, and hurts with noisy income. */
const attentions: readonly number[] = [0, 0.5, 1, 1.5, 2]

/** From the poverty rate to the fourth decile: the quotas that programmes have. Their mean is less noisy than any one. */
const quotas: readonly number[] = Array.from({ length: 13 }, (_, index) => 0.15 + 0.025 * index)

/**
 * Fits the official model on some folds, choosing everything by cross-validation among these folds alone, so that an
 * outer fold stays unseen. Poverty weights bend the scale of the scores, so they are brought back to that of the outcome
 * by a straight line through left-out scores, which is folded into the coefficients.
 */
export function fitOfficial(training: Training, folds: readonly number[]): OfficialModel {
  const candidates = attentions.map((attention) => candidateOf(training, attention, folds))
  const least = Math.min(...candidates.map(({ error }) => error))
  const best = candidates.find(({ error }) => error === least)
  if (!best) throw new Error('a quota error is not a number: the survey was not checked')
  const { attention, penalties, score } = best
  const line = calibrationOf(training, score)
  const model = fitShrunk(training, training.grams(attention), folds, penalties)
  const calibrated = (coefficients: Float64Array) => applyLine(coefficients, line)
  return {
    national: calibrated(model.national),
    provinces: model.provinces.map(calibrated),
    districts: model.districts.map(calibrated),
    attention,
    penalties,
    sigma: line.sigma,
    slope: line.slope,
    leftOut: score.map((value) => line.intercept + line.slope * value),
    tried: candidates.map((each) => ({ attention: each.attention, error: each.error })),
  }
}

function candidateOf(training: Training, attention: number, folds: readonly number[]) {
  const penalties = choosePenalties(training, attention, folds)
  const { score } = outOfFold(training, folds, (rest) => {
    const model = fitShrunk(training, training.grams(attention), rest, penalties)
    return { scoreOf: (rows) => scoresOf(training, model, rows), sigma: Number.NaN }
  })
  return { attention, penalties, score, error: meanQuotaError(training, score) }
}

/** Scores of some rows, each with the coefficients of its district. */
export function scoresOf({ survey, columns }: Training, model: ShrunkModel, rows: Int32Array): Float64Array {
  return predict(columns, survey.district.codes, (code) => model.districts[code] ?? model.national, rows)
}

/** Over the rows that have a score. */
function meanQuotaError({ survey }: Training, score: Float64Array): number {
  const rows = knownRows(score)
  const take = (values: Float64Array) => taken(values, rows)
  const weight = take(survey.personWeight)
  const truth = midRanks(orderingOf(take(survey.outcome)), weight)
  const ranks = midRanks(orderingOf(take(score)), weight)
  return quotas.reduce((sum, quota) => sum + quotaError(truth, ranks, weight, quota), 0) / quotas.length
}

type Line = { readonly intercept: number; readonly slope: number; readonly sigma: number }

/** Weighted regression of the outcome on out-of-fold scores. */
function calibrationOf({ survey, weight }: Training, score: Float64Array): Line {
  const rows = knownRows(score)
  const take = (values: Float64Array) => taken(values, rows)
  const [x, y, w] = [take(score), take(survey.outcome), take(weight)]
  const [meanX, meanY] = [weightedMean(x, w), weightedMean(y, w)]
  const spread = weightedMean(
    x.map((value) => (value - meanX) ** 2),
    w,
  )
  const shared = weightedMean(
    x.map((value, row) => (value - meanX) * ((y[row] ?? 0) - meanY)),
    w,
  )
  const slope = shared / spread
  const intercept = meanY - slope * meanX
  const error = weightedMean(
    x.map((value, row) => ((y[row] ?? 0) - intercept - slope * value) ** 2),
    w,
  )
  return { intercept, slope, sigma: Math.sqrt(error) }
}

function applyLine(coefficients: Float64Array, { intercept, slope }: Line): Float64Array {
  return coefficients.map((value, index) => (index === 0 ? intercept : 0) + slope * value)
}

function knownRows(score: Float64Array): Int32Array {
  return Int32Array.from(score.keys()).filter((row) => !Number.isNaN(score[row]))
}
