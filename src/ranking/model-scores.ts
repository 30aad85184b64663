import type { Issue } from '../kernel/index.ts'
import { areaOf } from './explain.ts'
import type { Model } from './model.ts'
import type { Survey } from './survey.ts'
import { treesAt } from './trees/kept-trees.ts'

/** Scores of a survey's households by a model that was made before; issues where the survey lacks a feature of it. */
export function modelScores(
  model: Model,
  survey: Survey,
): { readonly score: Float64Array; readonly issues: readonly Issue[] } {
  const columns = model.features.map(({ name }) => {
    const index = survey.features.findIndex((feature) => feature.name === name)
    return index < 0 ? undefined : survey.values[index]
  })
  const missing = model.features.filter((_, index) => columns[index] === undefined)
  const score = Float64Array.from(survey.district.codes, (district, row) => {
    const place = {
      district: survey.district.names[district] ?? '',
      province: survey.province.names[survey.province.codes[row] ?? 0] ?? '',
    }
    const { coefficients } = areaOf(model, place)
    const values = model.features.map(({ mean }, index) => {
      const value = columns[index]?.[row] ?? Number.NaN
      return Number.isNaN(value) ? mean : value
    })
    const linear = values.reduce(
      (sum, value, index) => sum + (coefficients[index + 1] ?? 0) * value,
      coefficients[0] ?? 0,
    )
    return linear + treesAt(model.trees, (feature) => values[feature] ?? 0)
  })
  return { score, issues: missing.map(({ name }) => missingFeature(name)) }
}

function missingFeature(name: string): Issue {
  return {
    code: 'model_feature_missing',
    severity: 'warning',
    where: { column: name },
    params: { name },
    message: {
      id: `Survei tidak memuat prediktor "${name}" dari model yang berlaku; rata-rata model dipakai sebagai gantinya.`,
      en: `The survey lacks feature "${name}" of the model in force; the model's mean stands in for it.`,
    },
  }
}
