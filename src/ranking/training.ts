import { type Grams, gramsOf, sumOf } from './gram.ts'
import { outerGroups } from './grouping.ts'
import { povertyWeights } from './poverty-weights.ts'
import { type Scaling, scalingsOf, standardised } from './standardise.ts'
import type { Survey } from './survey.ts'

/** A survey made ready to be fitted again and again: scaled columns, and Gram matrices of every district and fold. */
export type Training = {
  readonly survey: Survey
  readonly scalings: readonly Scaling[]
  readonly columns: readonly Float64Array[]
  /** Household weights, scaled to sum to the number of households. */
  readonly weight: Float64Array
  readonly folds: readonly number[]
  /** For each district its province, or -1 where it lies in several. */
  readonly provinceOf: Int32Array
  /** Gram matrices under poverty weights (see `povertyWeights`); computed once each. Cell = district x folds + fold. */
  readonly grams: (attention: number) => Grams
}

export function trainingOf(survey: Survey): Training {
  const scalings = scalingsOf(survey)
  const columns = standardised(survey, scalings)
  const total = survey.householdWeight.reduce((sum, value) => sum + value, 0)
  const weight = survey.householdWeight.map((value) => (value * survey.rowCount) / total)
  const foldCount = survey.fold.names.length
  const cell = survey.district.codes.map((code, row) => code * foldCount + (survey.fold.codes[row] ?? 0))
  const known = new Map<number, Grams>()
  return {
    survey,
    scalings,
    columns,
    weight,
    folds: survey.fold.names.map((_, index) => index),
    provinceOf: outerGroups(survey.district, survey.province),
    grams: (attention) => {
      const grams =
        known.get(attention) ??
        gramsOf({
          columns,
          outcome: survey.outcome,
          weight: povertyWeights(survey.outcome, weight, attention),
          cell,
          cellCount: survey.district.names.length * foldCount,
        })
      known.set(attention, grams)
      return grams
    },
  }
}

/** A Gram matrix a district, over the rows of some folds. */
export function districtGrams(
  { survey, folds }: Training,
  { size, cells }: Grams,
  chosen: readonly number[],
): readonly Float64Array[] {
  return survey.district.names.map((_, district) =>
    sumOf(
      size,
      chosen.flatMap((fold) => cells[district * folds.length + fold] ?? []),
    ),
  )
}
