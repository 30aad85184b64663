import type { Grouping } from '../grouping.ts'
import { rowsOf, taken } from '../rows.ts'
import { isotonic, levelAt } from './isotonic.ts'

/**
 * Probabilities recalibrated by the isotonic regression of being poor on them, which is fitted on the other folds: no row
 * recalibrates itself.
 */
export function recalibrated(
  probability: Float64Array,
  poor: Float64Array,
  weight: Float64Array,
  fold: Grouping,
): Float64Array {
  const result = new Float64Array(probability.length)
  const folds = fold.names.map((_, index) => index)
  for (const held of folds) {
    const rest = folds.filter((each) => each !== held)
    const rows = rowsOf(fold, rest)
    const steps = isotonic(taken(probability, rows), taken(poor, rows), taken(weight, rows))
    for (const row of rowsOf(fold, [held])) result[row] = levelAt(steps, probability[row] ?? 0)
  }
  return result
}
