import { z } from 'zod'
import { type Json, canonicalJson } from '../kernel/index.ts'
import { lineProbabilitySchema } from './line-probability.ts'
import { featureSchema, specSchema } from './spec.ts'
import { keptTreeSchema } from './trees/kept-trees.ts'
import { validationSchema } from './validation.ts'

const numbers = z.array(z.number())

const difference = z.strictObject({ difference: z.number(), se: z.number() })

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
  /** The spec's features that are used, resolved and without the constant ones. Of `all other columns` a name is as the column's. */
  features: z.array(
    z.strictObject({ ...featureSchema.shape, name: z.string().min(1), mean: z.number(), scale: z.number() }),
  ),
  attention: z.number(),
  penalties: z.strictObject({ ridge: z.number(), intercept: z.number(), slope: z.number() }),
  sigma: z.number().positive(),
  /** The second stage: trees whose values are added to the linear score, none where they did not win. */
  trees: z.array(keptTreeSchema).default([]),
  /** Its errors less those of the first stage alone, on left-out households; null where no tree helped or was grown. */
  stages: z.strictObject({ err20: difference, err40: difference }).nullable().default(null),
  /** The recalibrated probability of lying below a line; see `probabilityBelow`. */
  calibration: lineProbabilitySchema,
  national: areaSchema,
  provinces: z.record(z.string(), areaSchema),
  districts: z.record(z.string(), areaSchema),
  trainedOn: z.strictObject({
    dataSha256: z.string(),
    households: z.int(),
    psus: z.int(),
    folds: z.int(),
    foldSeed: z.int(),
  }),
  /** Of the national coefficients under the survey's design: a packed lower triangle, row by row. */
  covariance: numbers,
  validation: validationSchema,
  codeVersion: z.string(),
  /** Of the program's sources that made the model. */
  codeSha256: z.string(),
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
