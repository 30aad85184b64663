import { z } from 'zod'
import { personIdSchema } from '../../kernel/index.ts'
import { areaPathSchema } from './area.ts'
import { changePreviewSchema } from './change.ts'
import { messageSchema, numberStatusSchema, pageQuerySchema, reasonSchema } from './common.ts'
import { programmeOutcomeSchema } from './family.ts'

export const pairStateSchema = z.enum([
  'todo',
  'answered',
  'disagreed',
  'unsure',
  'same',
  'different',
  'merged',
  'undone',
])
export type PairState = z.infer<typeof pairStateSchema>
export const verdictSchema = z.enum(['same', 'different', 'unsure'])
export type Verdict = z.infer<typeof verdictSchema>

export const pairsQuerySchema = pageQuerySchema.extend({ state: pairStateSchema.default('todo') })

const sideBriefSchema = z.object({ personId: z.string(), name: z.string(), village: areaPathSchema })

export const pairBriefSchema = z.object({
  pairId: z.string(),
  tier: z.enum(['sure', 'review', 'sample']),
  reason: messageSchema,
  state: pairStateSchema,
  mine: verdictSchema.nullable(),
  a: sideBriefSchema,
  b: sideBriefSchema,
})
export type PairBrief = z.infer<typeof pairBriefSchema>

const pairFactSchema = z.object({
  variable: z.string(),
  label: messageSchema,
  value: z.string(),
  valueLabel: messageSchema.nullable(),
})

const pairSideSchema = z.object({
  personId: z.string(),
  familyId: z.string().nullable(),
  name: z.string(),
  relation: z.string(),
  sex: z.string().nullable(),
  birthDate: z.string().nullable(),
  nikMasked: z.string().nullable(),
  nikStatus: numberStatusSchema,
  kkMasked: z.string().nullable(),
  village: areaPathSchema,
  address: z.string().nullable(),
  observedOn: z.string().nullable(),
  source: z.string().nullable(),
  /** The others of the family. */
  others: z.array(z.object({ name: z.string(), relation: z.string() })),
  facts: z.array(pairFactSchema),
})
export type PairSide = z.infer<typeof pairSideSchema>

const evidenceSchema = z.object({
  kind: z.enum(['prior', 'comparison', 'frequency']),
  column: z.string(),
  level: z.string(),
  bits: z.number(),
})
export type PairEvidence = z.infer<typeof evidenceSchema>

export const pairSchema = pairBriefSchema.omit({ a: true, b: true }).extend({
  sides: z.array(pairSideSchema).length(2),
  evidence: z.array(evidenceSchema),
  /** In bits, with the probability that they are one person according to the model. */
  total: z.number(),
  probability: z.number(),
  thresholds: z.object({ sure: z.number(), review: z.number() }),
  /** How many must find them to be one person. */
  reviewers: z.int(),
  /** Those that the asker may see. */
  judgements: z.array(
    z.object({ verdict: verdictSchema, reason: z.string(), by: z.string(), at: z.string() }),
  ),
  /** The civil register has confirmed a NIK of each, and they differ. */
  twoNiks: z.boolean(),
})
export type DuplicatePair = z.infer<typeof pairSchema>

export const judgementSchema = z.strictObject({ verdict: verdictSchema, reason: reasonSchema })
export type NewJudgement = z.input<typeof judgementSchema>

const shareSchema = z.object({ share: z.number(), low: z.number(), high: z.number() })

export const duplicateSummarySchema = z.object({
  counts: z.partialRecord(pairStateSchema, z.int()),
  run: z
    .object({
      at: z.string(),
      by: z.string(),
      asOf: z.string(),
      people: z.int(),
      candidates: z.int(),
      reviewers: z.int(),
      /** What judgements said of the model before the run, in bits; null where it was trained anew. */
      calibration: z
        .object({ bits: z.number(), error: z.number(), judged: z.int(), same: z.int() })
        .nullable(),
      /** Shares of true pairs by tier, of the settled pairs; null where none is settled. */
      tiers: z.array(
        z.object({
          tier: z.enum(['sure', 'review', 'below']),
          pairs: z.int(),
          judged: z.int(),
          same: shareSchema.nullable(),
        }),
      ),
      /** Of the pairs that are not all but impossible, the true ones that the tiers for review hold. */
      recall: shareSchema.nullable(),
    })
    .nullable(),
  /** Of the first two answers to a pair; kappa is null where everybody gave one answer. */
  agreement: z
    .object({
      pairs: z.int(),
      share: z.number(),
      kappa: z.number().nullable(),
      kappaError: z.number().nullable(),
    })
    .nullable(),
})
export type DuplicateSummary = z.infer<typeof duplicateSummarySchema>

export const startSearchSchema = z.strictObject({
  reviewers: z.union([z.literal(1), z.literal(2)]),
  retrain: z.boolean().default(false),
})
export type StartSearch = z.input<typeof startSearchSchema>

export const searchStartedSchema = z.object({ jobId: z.string() })

/** The result of the job. */
export type DuplicatesFound = {
  readonly people: number
  readonly sure: number
  readonly review: number
  readonly sample: number
  readonly fresh: number
}

export const mergesQuerySchema = pageQuerySchema.extend({ personId: personIdSchema.optional() })

export const mergeSchema = z.object({
  mergeId: z.string(),
  keptId: z.string(),
  keptName: z.string(),
  absorbedName: z.string(),
  familyId: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
})
export type Merge = z.infer<typeof mergeSchema>

export const mergePreviewSchema = changePreviewSchema.extend({
  /** Values of the kept person that become others. */
  facts: z.array(z.object({ label: messageSchema, before: messageSchema, after: messageSchema })),
  /** What programmes last decided of the families concerned; published lists stay as they are. */
  programmes: z.array(
    z.object({
      familyId: z.string(),
      headName: z.string(),
      dissolves: z.boolean(),
      outcomes: z.array(programmeOutcomeSchema),
    }),
  ),
  /** Who may head the family that loses its head. */
  heirs: z.array(z.object({ personId: z.string(), name: z.string(), relation: z.string() })),
})
export type MergePreview = z.infer<typeof mergePreviewSchema>
