import { z } from 'zod'
import { messageSchema, pageQuerySchema } from './common.ts'
import { outcomeSchema } from './outcome.ts'

export const listBriefSchema = z.object({
  listId: z.string(),
  programme: z.string(),
  name: messageSchema,
  period: z.string(),
  /** Of the families that the asker may see. */
  counts: z.partialRecord(outcomeSchema, z.int()),
  quota: z.int(),
  signedAt: z.string().nullable(),
  previousListId: z.string().nullable(),
})
export type ListBrief = z.infer<typeof listBriefSchema>

export const publishedListSchema = listBriefSchema.extend({
  snapshotSha256: z.string(),
  modelSha256: z.string(),
  ruleSha256: z.string(),
  csvSha256: z.string(),
  signature: z.string().nullable(),
  keyId: z.string().nullable(),
})
export type PublishedList = z.infer<typeof publishedListSchema>

export const reasonCodeSchema = z.object({ code: z.string(), text: messageSchema })

export const linesQuerySchema = pageQuerySchema.extend({
  outcome: outcomeSchema.optional(),
  areaId: z.coerce.number().int().positive().optional(),
  q: z.string().trim().max(100).default(''),
})

export const listLineSchema = z.object({
  familyId: z.string(),
  headNameMasked: z.string(),
  village: z.string(),
  outcome: outcomeSchema,
  rank: z.int().nullable(),
  decile: z.int().nullable(),
  probability: z.number().nullable(),
  /** Families between this one and the cut. */
  margin: z.int().nullable(),
  waitingPosition: z.int().nullable(),
  noticeDate: z.string().nullable(),
  effectiveDate: z.string().nullable(),
  reasons: z.array(reasonCodeSchema),
})
export type ListLine = z.infer<typeof listLineSchema>

export const differenceKindSchema = z.enum([
  'added',
  'removed',
  'standing_changed',
  'rank_changed',
  'unchanged',
])
export const differenceQuerySchema = pageQuerySchema.extend({ kind: differenceKindSchema.optional() })

const standingSchema = z.enum(['receives', 'notice', 'waiting'])

export const differenceLineSchema = z.object({
  familyId: z.string(),
  headNameMasked: z.string(),
  village: z.string(),
  kind: differenceKindSchema,
  before: standingSchema.nullable(),
  after: standingSchema.nullable(),
  noticeDate: z.string().nullable(),
  effectiveDate: z.string().nullable(),
  reasons: z.array(reasonCodeSchema),
})
export type DifferenceLine = z.infer<typeof differenceLineSchema>

export const listVerificationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: messageSchema.nullable() })),
})
export type ListVerification = z.infer<typeof listVerificationSchema>
