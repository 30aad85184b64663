import type { AreaGrams } from './area-grams.ts'
import { type Prior, ridge, shrink } from './least-squares.ts'
import type { Training } from './training.ts'

/** How strongly the official model holds its coefficients back, all in households of prior. */
export type Penalties = {
  /** National ridge, on each standardised slope. */
  readonly ridge: number
  /** Districts towards their province, provinces towards the nation. */
  readonly area: Prior
}

/** Standardised coefficients [intercept, slopes…] of nation, provinces and districts, by their codes in the survey. */
export type ShrunkModel = {
  readonly national: Float64Array
  readonly provinces: readonly Float64Array[]
  readonly districts: readonly Float64Array[]
}

/**
 * The official model: one national ridge, and each area's coefficients drawn to those of the area around it,
 * β_area = (A_area + Λ)⁻¹ (b_area + Λ β_above). This is the posterior mean of a linear model with random slopes
 * (Lindley and Smith, 1972), with Λ chosen by cross-validation instead of estimated. Every area's slopes keep the signs of
 * the spec, so that no correction of an answer moves a score against them.
 */
export function fitShrunk(
  training: Training,
  grams: AreaGrams,
  folds: readonly number[],
  penalties: Penalties,
): ShrunkModel {
  const national = ridge(grams.nation(folds), grams.size, penalties.ridge, training.signs)
  const provinces = shrinkProvinces(training, grams, folds, penalties.area, national)
  const everyDistrict = [...training.survey.district.names.keys()]
  const districts = shrinkDistricts(
    training,
    grams,
    folds,
    penalties.area,
    { national, provinces },
    everyDistrict,
  )
  return { national, provinces, districts }
}

/** Provinces towards the nation. A survey of one province skips that floor. */
export function shrinkProvinces(
  { survey, signs }: Training,
  { size, province }: AreaGrams,
  folds: readonly number[],
  prior: Prior,
  national: Float64Array,
): readonly Float64Array[] {
  const names = survey.province.names
  return names.map((_, code) =>
    names.length === 1 ? national : shrink(province(code, folds), size, prior, national, signs),
  )
}

/** Some districts towards their provinces, in the order of `chosen`. */
export function shrinkDistricts(
  { provinceOf, signs }: Training,
  { size, district }: AreaGrams,
  folds: readonly number[],
  prior: Prior,
  { national, provinces }: Pick<ShrunkModel, 'national' | 'provinces'>,
  chosen: readonly number[],
): readonly Float64Array[] {
  return chosen.map((code) =>
    shrink(district(code, folds), size, prior, provinces[provinceOf[code] ?? -1] ?? national, signs),
  )
}
