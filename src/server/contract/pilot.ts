import { z } from 'zod'
import { issueSchema, messageSchema, reasonSchema } from './common.ts'

export const itemVerdictSchema = z.enum(['keep', 'reword', 'train', 'drop'])
export const pilotOutcomeSchema = z.enum(['go', 'go_with_changes', 'no_go'])
export const problemKindSchema = z.enum(['comprehension', 'recall', 'judgment', 'response', 'logistics'])

export const pilotBriefSchema = z.object({
  pilotId: z.string(),
  formVersionId: z.string(),
  formId: z.string(),
  version: z.string(),
  formTitle: z.string(),
  name: z.string(),
  filesSha256: z.string(),
  by: z.string(),
  at: z.string(),
  interviews: z.int(),
  /** What the rules propose. */
  proposal: pilotOutcomeSchema,
  /** What somebody has decided. */
  verdict: pilotOutcomeSchema.nullable(),
})
export type PilotBrief = z.infer<typeof pilotBriefSchema>
export const pilotsSchema = z.object({ items: z.array(pilotBriefSchema) })

const number = z.number().nullable()
const shareSchema = z.object({ share: z.number(), low: z.number(), high: z.number(), n: z.int() })
const intraclassSchema = z.object({
  observations: z.int(),
  units: z.int(),
  rho: z.number(),
  designEffect: z.number(),
  p: z.number(),
})

export const itemCardSchema = z.object({
  item: z.string(),
  name: z.string(),
  label: messageSchema,
  kind: z.enum(['category', 'number', 'text', 'place']),
  required: z.boolean(),
  shown: z.int(),
  nonresponse: shareSchema.nullable(),
  dontKnow: shareSchema.nullable(),
  medianSeconds: number,
  p90Seconds: number,
  editsPer100: number,
  constraintErrorsPer100: number,
  backJumpsPer100: number,
  retest: z
    .object({ pairs: z.int(), gdr: z.number(), ioi: z.number(), kappa: number, byOthers: z.number() })
    .nullable(),
  interviewer: intraclassSchema.nullable(),
  team: intraclassSchema.nullable(),
  entropy: number,
  topShare: number,
  gainPoints: number,
  breakdown: number,
  concern: z.number(),
  suggestion: z.object({ verdict: itemVerdictSchema, reasons: z.array(messageSchema) }),
})
export type ItemCard = z.infer<typeof itemCardSchema>

const armSchema = z.object({
  counts: z.object({ a: z.int(), b: z.int() }),
  means: z.object({ a: z.number(), b: z.number() }),
  difference: z.number(),
  se: z.number(),
  clusters: z.int(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  mde: z.number(),
})

export const gateSchema = z.object({
  gate: z.enum(['response', 'minutes', 'nonresponse', 'stable_answers', 'loss']),
  title: messageSchema,
  value: number,
  limit: z.number(),
  side: z.enum(['at_least', 'at_most']),
  unit: z.enum(['share', 'minutes', 'interviews']),
  share: shareSchema.nullable(),
  state: z.enum(['passed', 'failed', 'not_measured']),
})
export type PilotGate = z.infer<typeof gateSchema>

/** As it is kept: measured once, from files whose hash is kept. */
export const assessmentSchema = z.object({
  interviews: z.int(),
  retests: z.int(),
  enumerators: z.int(),
  villages: z.int(),
  teams: z.int(),
  logs: z.int(),
  cards: z.array(itemCardSchema),
  wordings: z.array(
    z.object({
      name: z.string(),
      a: z.string(),
      b: z.string(),
      trouble: armSchema.nullable(),
      pAdjusted: number,
      seconds: armSchema.nullable(),
    }),
  ),
  gates: z.array(gateSchema),
  places: z
    .object({
      missing: shareSchema,
      medianAccuracyMetres: number,
      coarse: shareSchema.nullable(),
      pretended: z.int(),
    })
    .nullable()
    .default(null),
  proposal: pilotOutcomeSchema,
})

export const pilotDecisionSchema = z.object({
  /** Empty: the form as a whole. */
  item: z.string(),
  verdict: z.union([itemVerdictSchema, pilotOutcomeSchema]),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type PilotDecision = z.infer<typeof pilotDecisionSchema>

export const pilotNoteSchema = z.object({
  item: z.string(),
  round: z.int(),
  problem: problemKindSchema,
  probe: z.string(),
  quote: z.string(),
  by: z.string(),
  at: z.string(),
})
export type PilotNote = z.infer<typeof pilotNoteSchema>

export const pilotSchema = z.object({
  ...pilotBriefSchema.shape,
  assessment: assessmentSchema,
  issues: z.array(issueSchema),
  decisions: z.array(pilotDecisionSchema),
  notes: z.array(pilotNoteSchema),
})
export type Pilot = z.infer<typeof pilotSchema>

const names = z
  .string()
  .max(2000)
  .default('')
  .transform((text) => text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()])))

/** How the data of a pilot are to be read; empty names are looked for. */
export const pilotUploadQuerySchema = z.object({
  formVersionId: z.uuid(),
  name: z.string().trim().min(3).max(120),
  /** `a:b,c:d`: two wordings of one question each. */
  pairs: names,
  critical: names,
  stable: names,
  expected: z.coerce.number().int().min(0).optional(),
  /** A survey of the workbench, on which the loss of each question is measured. */
  survey: z.string().max(130).optional(),
})

export const pilotUploadedSchema = z.object({ pilotId: z.string(), jobId: z.string() })

export const decidePilotSchema = z.strictObject({
  item: z.string().max(200),
  verdict: z.union([itemVerdictSchema, pilotOutcomeSchema]),
  reason: reasonSchema,
})
export type DecidePilot = z.infer<typeof decidePilotSchema>

export const newPilotNoteSchema = z.strictObject({
  item: z.string().trim().min(1).max(200),
  round: z.int().min(1).max(20),
  problem: problemKindSchema,
  probe: z.string().trim().max(1000),
  quote: z.string().trim().min(1).max(1000),
})
export type NewPilotNote = z.infer<typeof newPilotNoteSchema>

const shareOf = z.coerce.number().gt(0).lt(1)
export const pilotSizeQuerySchema = z.object({
  problem: shareOf.default(0.05),
  share: shareOf.default(0.1),
  margin: shareOf.default(0.03),
  perArm: z.coerce.number().int().min(1).max(1_000_000).default(200),
  perEnumerator: z.coerce.number().int().min(1).max(10_000).default(20),
  rho: shareOf.default(0.02),
})
export const pilotSizeSchema = z.object({
  toSeeProblem: z.int(),
  toEstimateShare: z.int(),
  toEstimateShareClustered: z.int(),
  smallestDifference: z.object({ byHousehold: z.number(), byEnumerator: z.number() }),
})
export type PilotSize = z.infer<typeof pilotSizeSchema>
