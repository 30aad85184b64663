import { type AreaGrams, areaGrams } from './area-grams.ts'
import { type GramInput, type Grams, gramsOf } from './gram.ts'
import { outerGroups } from './grouping.ts'
import type { Kernel } from './kernel.ts'
import { plainKernel } from './plain-kernel.ts'
import { povertyWeights } from './poverty-weights.ts'
import { signsOf } from './spec.ts'
import { rowsOf, taken } from './rows.ts'
import { type Scaling, scalingsOf, standardised } from './standardise.ts'
import type { Survey } from './survey.ts'
import { triangleLength } from './triangle.ts'

/** A survey made ready to be fitted again and again: scaled columns, and Gram matrices of every district and fold. */
export type Training = {
  readonly survey: Survey
  readonly scalings: readonly Scaling[]
  readonly columns: readonly Float64Array[]
  /** Household weights, scaled to sum to the number of households. */
  readonly weight: Float64Array
  readonly folds: readonly number[]
  /** See `signsOf`. */
  readonly signs: readonly number[]
  readonly kernel: Kernel
  /** For each district its province, or -1 where it lies in several. */
  readonly provinceOf: Int32Array
  /** Gram matrices under poverty weights (see `povertyWeights`); the rows are passed over once for each. */
  readonly grams: (attention: number) => AreaGrams
}

/** What computes: an engine may bring a faster kernel, and pass over the rows with several threads. */
export type Tools = {
  readonly kernel: Kernel
  readonly gramsOf: (input: GramInput) => Grams
  /** Where the columns are kept. */
  readonly space: (length: number) => Float64Array
}

const plainTools: Tools = {
  kernel: plainKernel,
  gramsOf: (input) => gramsOf(input, plainKernel),
  space: (length) => new Float64Array(length),
}

export function trainingOf(survey: Survey, tools: Tools = plainTools): Training {
  const scalings = scalingsOf(survey)
  const columns = standardised(survey, scalings, tools.space)
  const total = survey.householdWeight.reduce((sum, value) => sum + value, 0)
  const weight = survey.householdWeight.map((value) => (value * survey.rowCount) / total)
  const foldCount = survey.fold.names.length
  const cell = survey.district.codes.map((code, row) => code * foldCount + (survey.fold.codes[row] ?? 0))
  const provinceOf = outerGroups(survey.district, survey.province)
  const cellCount = survey.district.names.length * foldCount
  return {
    survey,
    scalings,
    columns,
    weight,
    kernel: tools.kernel,
    folds: survey.fold.names.map((_, index) => index),
    signs: signsOf(survey.features),
    provinceOf,
    grams: remembered(cellCount * triangleLength(columns.length + 2), (attention) => {
      const weights = povertyWeights(survey.outcome, weight, attention)
      const grams = tools.gramsOf({ columns, outcome: survey.outcome, weight: weights, cell, cellCount })
      return areaGrams(grams, provinceOf, foldCount)
    }),
  }
}

/** As many Gram matrices are remembered as these many numbers hold: all of a small survey's, two of a nation's. */
const numbersRemembered = 1e8

function remembered(numbers: number, make: (attention: number) => AreaGrams): Training['grams'] {
  const known = new Map<number, AreaGrams>()
  return (attention) => {
    const grams = known.get(attention) ?? make(attention)
    known.set(attention, grams)
    const [oldest] = known.keys()
    if (known.size > Math.max(2, numbersRemembered / numbers) && oldest !== undefined) known.delete(oldest)
    return grams
  }
}

/** (Σw)²/Σw² of the rows of some folds (Kish, 1965). */
export function effectiveHouseholds({ survey, weight }: Training, folds: readonly number[]): number {
  const w = taken(weight, rowsOf(survey.fold, folds))
  const [sum, squares] = [w.reduce((s, each) => s + each, 0), w.reduce((s, each) => s + each * each, 0)]
  return (sum * sum) / squares
}
