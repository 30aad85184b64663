import { type Model } from './model.ts'
import { millibits, probabilityOf } from './weights.ts'

/** A pair that people have judged: its weight under the model, in thousandths of a bit, and whether it is one person. */
export type JudgedPair = { readonly weight: number; readonly same: boolean }

/** What judged pairs say of a model's weights. */
export type Calibration = {
  /** To be added to every weight, in thousandths of a bit; below 0 where the model was too sure. */
  readonly shift: number
  /** Standard error of `shift`. */
  readonly error: number
  readonly judged: number
  readonly same: number
}

const bit = Math.LN2 / 1000
const rounds = 100

/**
 * The shift of all weights by which the model's probabilities agree best with judged pairs: logistic regression of the
 * judgement on the weight with its slope held at 1, so that m and u stay as they are and only the prior moves (Belin and
 * Rubin 1995, calibration of match rates by reviewed pairs). Pairs may be chosen by weight: the regression is conditional
 * on it. Half a match and half a non-match at weight 0 are added (data augmentation; Clogg and others 1991), so that
 * judgements which are all alike move it by a finite amount.
 */
export function calibrate(pairs: readonly JudgedPair[]): Calibration {
  const rows = [
    ...pairs.map(({ weight, same }) => ({ offset: weight * bit, same: same ? 1 : 0, count: 1 })),
    { offset: 0, same: 0.5, count: 1 },
  ]
  let [shift, information] = [0, 1]
  for (let round = 0; round < rounds; round++) {
    let score = 0
    information = 0
    for (const { offset, same, count } of rows) {
      const p = 1 / (1 + Math.exp(-(offset + shift)))
      score += count * (same - p)
      information += count * p * (1 - p)
    }
    // A step is held back: far from the solution the curve is nearly flat.
    const step = Math.min(2, Math.max(-2, score / information))
    shift += step
    if (Math.abs(step) < 1e-9) break
  }
  return {
    shift: Math.round(shift / bit),
    error: Math.round(1 / Math.sqrt(information) / bit),
    judged: pairs.length,
    same: pairs.filter(({ same }) => same).length,
  }
}

/** The model with every weight moved by `shift` thousandths of a bit: its prior carries it. */
export function shiftModel(model: Model, shift: number): Model {
  return { ...model, prior: probabilityOf(millibits(model.prior / (1 - model.prior)) + shift) }
}
