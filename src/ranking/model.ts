import { z } from 'zod'
import { type Json, canonicalJson } from '../kernel/index.ts'
import { lineOf } from './line.ts'
import type { OfficialModel } from './official.ts'
import { rawCoefficients, weightedMean } from './standardise.ts'
import { type Spec, featureSchema, specSchema } from './spec.ts'
import type { Training } from './training.ts'
import { predict } from './predict.ts'

const numbers = z.array(z.number())

const areaSchema = z.strictObject({
  /** [intercept, slopes…] of the features as they are, in the order of `features`. */
  coefficients: numbers,
  /** Weighted means of the features among the survey's households there: what an explanation compares with. */
  means: numbers,
  /** Welfare (log) below which the quota's share of persons is expected. */
  line: z.number(),
  households: z.int(),
})

const modelSchema = z.strictObject({
  format: z.literal('mutakhir-ranking-model/1'),
  spec: specSchema,
  /** The spec's features that are used, resolved and without the constant ones. */
  features: z.array(z.strictObject({ ...featureSchema.shape, mean: z.number(), scale: z.number() })),
  attention: z.number(),
  penalties: z.strictObject({ ridge: z.number(), intercept: z.number(), slope: z.number() }),
  sigma: z.number().positive(),
  national: areaSchema,
  provinces: z.record(z.string(), areaSchema),
  districts: z.record(z.string(), areaSchema),
  trainedOn: z.strictObject({
    dataSha256: z.string(),
    households: z.int(),
    psus: z.int(),
    foldSeed: z.int(),
  }),
  codeVersion: z.string(),
})

/** A model as an object that can be signed, stored and applied: nothing else is needed to score a family. */
export type Model = z.infer<typeof modelSchema>
export type ModelArea = z.infer<typeof areaSchema>

/** @throws ZodError when the document is not a model of this format. */
export function parseModel(document: unknown): Model {
  return modelSchema.parse(document)
}

/** The model's bytes: canonical JSON, equal for equal models, so that their hash is the model's name. */
export function renderModel(model: Model): string {
  return canonicalJson(jsonSchema.parse(model))
}

const jsonSchema: z.ZodType<Json> = z.json()

export type Provenance = { readonly dataSha256: string; readonly codeVersion: string }

/** Puts a fitted model into the form in which it is kept. */
export function modelOf(
  spec: Spec,
  training: Training,
  official: OfficialModel,
  provenance: Provenance,
): Model {
  const { survey, scalings, columns } = training
  const score = predict(
    columns,
    survey.district.codes,
    (code) => official.districts[code] ?? official.national,
  )
  const area = (standardised: Float64Array, rows: Int32Array, quota: number): ModelArea => ({
    coefficients: [...rawCoefficients(standardised, scalings)],
    means: survey.values.map((column, index) =>
      meanAmong(column, training.weight, rows, scalings[index]?.mean ?? 0),
    ),
    line: lineOf(score, survey.personWeight, rows, official.sigma, quota),
    households: rows.length,
  })
  const all = Int32Array.from(score.keys())
  const rowsIn = (codes: Int32Array, code: number) => all.filter((row) => codes[row] === code)
  const quotaOf = (district: string) => spec.quota.districts[district] ?? spec.quota.national
  const nationalLine = area(official.national, all, spec.quota.national).line
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
    national: area(official.national, all, spec.quota.national),
    provinces: Object.fromEntries(
      survey.province.names.flatMap((name, code) => {
        const coefficients = official.provinces[code]
        if (name === '' || !coefficients) return []
        return [
          [
            name,
            {
              ...area(coefficients, rowsIn(survey.province.codes, code), spec.quota.national),
              line: nationalLine,
            },
          ],
        ]
      }),
    ),
    districts: Object.fromEntries(
      survey.district.names.map((name, code) => {
        const own = area(
          official.districts[code] ?? official.national,
          rowsIn(survey.district.codes, code),
          quotaOf(name),
        )
        return [name, name in spec.quota.districts ? own : { ...own, line: nationalLine }]
      }),
    ),
    trainedOn: {
      dataSha256: provenance.dataSha256,
      households: survey.rowCount,
      psus: survey.psu.names.length,
      foldSeed: spec.folds.seed,
    },
    codeVersion: provenance.codeVersion,
  }
}

function meanAmong(column: Float64Array, weight: Float64Array, rows: Int32Array, otherwise: number): number {
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? 0)
  const mean = weightedMean(take(column), take(weight))
  return Number.isNaN(mean) ? otherwise : mean
}
