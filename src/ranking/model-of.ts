import { type LineProbability, lineProbabilityOf } from './line-probability.ts'
import { nationalCovariance } from './covariance.ts'
import type { Grouping } from './grouping.ts'
import { lineOf } from './line.ts'
import type { Model, ModelArea } from './model.ts'
import { predict } from './predict.ts'
import { taken } from './rows.ts'
import type { StagedModel } from './second-stage.ts'
import type { Spec } from './spec.ts'
import { rawCoefficients, weightedMean } from './standardise.ts'
import type { Training } from './training.ts'
import { treesAt } from './trees/kept-trees.ts'
import { validationOf } from './validation.ts'

export type Provenance = {
  readonly dataSha256: string
  readonly codeVersion: string
  /** Of the sources that made the model. */
  readonly codeSha256: string
}

/**
 * Puts a fitted model into the form in which it is kept. A district with a quota of its own gets a line of its own;
 * everywhere else the national one holds.
 */
export function modelOf(
  spec: Spec,
  training: Training,
  official: StagedModel,
  { dataSha256, codeVersion, codeSha256 }: Provenance,
): Model {
  const { survey, scalings } = training
  const calibration = lineProbabilityOf(survey.outcome, official.leftOut, survey.personWeight, official.sigma)
  const calibrated = { sigma: official.sigma, calibration }
  const lineAmong = linesOf(training, official, calibrated)
  const everyRow = Int32Array.from(survey.outcome.keys())
  const nationalLine = lineAmong(everyRow, spec.quota.national)
  const areasOf = (
    areas: Grouping,
    coefficients: readonly Float64Array[],
    lineIn: (name: string, rows: Int32Array) => number,
  ) =>
    Object.fromEntries(
      areas.names.flatMap((name, code) => {
        if (name === '') return []
        const rows = everyRow.filter((row) => areas.codes[row] === code)
        return [[name, areaOf(training, coefficients[code] ?? official.national, rows, lineIn(name, rows))]]
      }),
    )
  return {
    format: 'mutakhir-ranking-model/1',
    spec,
    features: survey.features.map((feature, index) => ({
      ...feature,
      ...(scalings[index] ?? { mean: 0, scale: 1 }),
    })),
    attention: official.attention,
    penalties: { ridge: official.penalties.ridge, ...official.penalties.area },
    sigma: official.sigma,
    trees: [...official.trees],
    stages: official.compared,
    calibration,
    national: areaOf(training, official.national, everyRow, nationalLine),
    provinces: areasOf(survey.province, official.provinces, () => nationalLine),
    districts: areasOf(survey.district, official.districts, (name, rows) => {
      const quota = spec.quota.districts[name]
      return quota === undefined ? nationalLine : lineAmong(rows, quota)
    }),
    trainedOn: {
      dataSha256,
      households: survey.rowCount,
      psus: survey.psu.names.length,
      folds: survey.fold.names.length,
      foldSeed: spec.folds.seed,
    },
    covariance: [...nationalCovariance(training, official)],
    validation: validationOf(survey, official.leftOut, spec.quota.national, calibrated),
    codeVersion,
    codeSha256,
  }
}

function areaOf(
  { survey, scalings, weight }: Training,
  standardised: Float64Array,
  rows: Int32Array,
  line: number,
): ModelArea {
  const weightThere = taken(weight, rows)
  const means = survey.values.map((column, index) => {
    const mean = weightedMean(taken(column, rows), weightThere)
    return Number.isNaN(mean) ? (scalings[index]?.mean ?? 0) : mean
  })
  return { coefficients: [...rawCoefficients(standardised, scalings)], means, line, households: rows.length }
}

/** The welfare line of a quota among the persons of some rows. */
function linesOf(
  { survey, columns, scalings }: Training,
  { national, districts, trees }: StagedModel,
  calibrated: { readonly sigma: number; readonly calibration: LineProbability },
) {
  const linear = predict(columns, survey.district.codes, (code) => districts[code] ?? national)
  const score = linear.map(
    (value, row) =>
      value +
      treesAt(trees, (feature) => {
        const known = survey.values[feature]?.[row] ?? Number.NaN
        return Number.isNaN(known) ? (scalings[feature]?.mean ?? 0) : known
      }),
  )
  return (rows: Int32Array, quota: number) =>
    lineOf(taken(score, rows), taken(survey.personWeight, rows), calibrated, quota)
}
