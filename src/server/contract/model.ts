import { z } from 'zod'
import { messageSchema, reasonSchema } from './common.ts'

export const modelStateSchema = z.enum(['proposed', 'approved', 'refused', 'in_force', 'retired'])
export type ModelState = z.infer<typeof modelStateSchema>

const estimate = { value: z.number(), se: z.number() }

export const modelBriefSchema = z.object({
  modelId: z.string(),
  name: z.string(),
  state: modelStateSchema,
  modelSha256: z.string(),
  proposedBy: z.string(),
  at: z.string(),
  households: z.int(),
  features: z.int(),
  r2: z.number(),
  spearman: z.number(),
  /** Error at each quota, on households that the coefficients never saw. */
  errors: z.array(z.object({ quota: z.number(), ...estimate })),
})
export type ModelBrief = z.infer<typeof modelBriefSchema>

export const modelStepSchema = z.object({
  state: modelStateSchema,
  by: z.string(),
  at: z.string(),
  reason: z.string(),
})

const groupSchema = z.object({
  by: z.string(),
  byLabel: messageSchema,
  group: z.string(),
  label: messageSchema,
  households: z.int(),
  /** Of all persons; and of the group's, those who are poor and those who are selected. */
  share: z.number(),
  poor: z.number(),
  selected: z.number(),
  /** Of the group's poor, the part that is missed. */
  exclusion: z.number().nullable(),
  exclusionSe: z.number().nullable(),
})
export type ModelGroup = z.infer<typeof groupSchema>

const differenceSchema = z.object({ err20: z.object(estimate), err40: z.object(estimate) })

/** One of the models that were tried on the same households, none of which it had seen. */
const comparedSchema = z.object({
  name: z.string(),
  r2: z.number(),
  spearman: z.number(),
  /** How many it took, of a model that chooses its variables. */
  variables: z.int().nullable(),
  errors: z.array(z.object({ quota: z.number(), ...estimate })),
  /** Its error less that of the official model, with the standard error of the difference; null for that itself. */
  difference: differenceSchema.nullable(),
})
export type ComparedModel = z.infer<typeof comparedSchema>

export const modelSchema = modelBriefSchema.extend({
  manifest: z.json(),
  keyId: z.string(),
  signature: z.string(),
  /** Whether the asker may not approve it, because she proposed it. */
  own: z.boolean(),
  steps: z.array(modelStepSchema),
  runs: z.array(
    z.object({
      runId: z.string(),
      asOf: z.string(),
      snapshotSha256: z.string(),
      scoresSha256: z.string(),
      at: z.string(),
    }),
  ),
  trainedOn: z.object({
    dataSha256: z.string(),
    households: z.int(),
    psus: z.int(),
    folds: z.int(),
    foldSeed: z.int(),
  }),
  code: z.object({ version: z.string(), sha256: z.string() }),
  unit: z.enum(['family', 'household']),
  quota: z.number(),
  sigma: z.number(),
  attention: z.number(),
  penalties: z.object({ ridge: z.number(), intercept: z.number(), slope: z.number() }),
  calibration: z.array(z.object({ said: z.number(), found: z.number(), se: z.number() })),
  lorenz: z.array(z.object({ persons: z.number(), byWelfare: z.number(), byScore: z.number() })),
  groups: z.array(groupSchema),
  variables: z.array(
    z.object({
      name: z.string(),
      group: z.string(),
      label: messageSchema,
      coefficient: z.number(),
      se: z.number(),
    }),
  ),
  compared: z.array(comparedSchema),
  /** Trees that follow the linear score, and by how much the errors differ with them on left-out households. */
  trees: z.object({ count: z.int(), wanted: z.boolean(), difference: differenceSchema.nullable() }),
})
export type RankingModel = z.infer<typeof modelSchema>

const ring = z.array(z.array(z.number()))

/** Areas of a model's survey with the share of their poor that are missed; null where the survey has none there. */
export const errorMapSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
      properties: z.object({ name: z.string(), value: z.number().nullable() }),
    }),
  ),
})
export type ErrorMap = z.infer<typeof errorMapSchema>

/** How a poverty map would part the quota among areas, beside what rank alone would give them. */
export const quotaPreviewSchema = z.object({
  maps: z.array(z.object({ name: z.string(), label: messageSchema })),
  map: z.string(),
  source: z.string(),
  surveyedOn: z.string(),
  /** Of all families that the asker sees in the newest ranking, and so many families. */
  share: z.number(),
  parted: z.int(),
  areas: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      families: z.int(),
      /** Share of the poor there, or around; null where the map knows nothing of it. */
      rate: z.number().nullable(),
      /** Null where there is no rate. */
      quota: z.int().nullable(),
      byRank: z.int(),
    }),
  ),
})
export type QuotaPreview = z.infer<typeof quotaPreviewSchema>

export const modelDecisionSchema = z.strictObject({
  state: z.enum(['approved', 'refused', 'in_force', 'retired']),
  reason: reasonSchema,
})
export type ModelDecision = z.infer<typeof modelDecisionSchema>

export const modelVerificationSchema = z.object({
  ok: z.boolean(),
  signature: z.boolean(),
  bytes: z.boolean(),
})
export type ModelVerification = z.infer<typeof modelVerificationSchema>

export const workbenchSchema = z.object({
  surveys: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** Specs to start from. */
  specs: z.array(z.object({ name: z.string(), text: z.string() })),
})
export type Workbench = z.infer<typeof workbenchSchema>

export const trainModelSchema = z.strictObject({
  survey: z.string().min(1).max(200),
  /** The statistician's document, as text. */
  spec: z.string().min(2).max(200_000),
})
export type TrainModel = z.infer<typeof trainModelSchema>

export const rankingStartedSchema = z.object({ jobId: z.string(), runId: z.string() })

export const trainingStartedSchema = z.object({ jobId: z.string(), modelId: z.string() })
