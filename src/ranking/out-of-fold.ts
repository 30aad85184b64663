import { rowsOf } from './rows.ts'
import type { Training } from './training.ts'

/** A fitted model as evaluation needs it: scores of rows, in their order, and the spread of its error. */
export type Fitted = {
  readonly scoreOf: (rows: Int32Array) => Float64Array
  readonly sigma: number
  /** [intercept, slopes…] of the features as they are, where the same hold everywhere. */
  readonly coefficients?: Float64Array
}

/** Fits on the rows of some folds. */
export type Fit = (folds: readonly number[]) => Fitted

/** For each row what a model says that never saw the row's fold; NaN (and sigma NaN) outside `folds`. */
export type OutOfFold = { readonly score: Float64Array; readonly sigma: Float64Array }

export function outOfFold({ survey }: Training, folds: readonly number[], fit: Fit): OutOfFold {
  const score = new Float64Array(survey.rowCount).fill(Number.NaN)
  const sigma = new Float64Array(survey.rowCount).fill(Number.NaN)
  for (const held of folds) {
    const fitted = fit(folds.filter((fold) => fold !== held))
    const rows = rowsOf(survey.fold, [held])
    const predicted = fitted.scoreOf(rows)
    rows.forEach((row, place) => {
      score[row] = predicted[place] ?? 0
      sigma[row] = fitted.sigma
    })
  }
  return { score, sigma }
}
