import type { Grams } from './gram.ts'
import { sumOf } from './gram.ts'
import { type Prior, ridge, shrink } from './least-squares.ts'
import { type Training, districtGrams } from './training.ts'

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
 * (Lindley and Smith, 1972), with Λ chosen by cross-validation instead of estimated.
 */
export function fitShrunk(
  training: Training,
  grams: Grams,
  folds: readonly number[],
  penalties: Penalties,
): ShrunkModel {
  const byDistrict = districtGrams(training, grams, folds)
  const national = ridge(sumOf(grams.size, byDistrict), grams.size, penalties.ridge)
  return shrinkAreas(training, grams.size, byDistrict, penalties.area, national)
}

/** Provinces towards `national`, then districts towards their province. A survey of one province skips that floor. */
export function shrinkAreas(
  { survey, provinceOf }: Training,
  size: number,
  byDistrict: readonly Float64Array[],
  prior: Prior,
  national: Float64Array,
): ShrunkModel {
  const names = survey.province.names
  const provinces = names.map((_, province) => {
    const members = byDistrict.filter((_, district) => provinceOf[district] === province)
    return names.length === 1 ? national : shrink(sumOf(size, members), size, prior, national)
  })
  const districts = byDistrict.map((gram, district) =>
    shrink(gram, size, prior, provinces[provinceOf[district] ?? -1] ?? national),
  )
  return { national, provinces, districts }
}
