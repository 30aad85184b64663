import { z } from 'zod'
import { plainDateSchema } from '../../kernel/index.ts'
import { issueSchema, messageSchema, pageQuerySchema, reasonSchema } from './common.ts'

export const importStateSchema = z.enum([
  'reading',
  'checked',
  'promoting',
  'promoted',
  'discarded',
  'failed',
])
export const rowOutcomeSchema = z.enum(['insert', 'change', 'unchanged', 'conflict', 'held'])
export type RowOutcome = z.infer<typeof rowOutcomeSchema>

/** `listDate` is the day the list was made; today when left out. */
export const uploadQuerySchema = z.object({
  profile: z.literal('siks-ng').default('siks-ng'),
  listDate: plainDateSchema.optional(),
})
export const uploadedSchema = z.object({ batchId: z.string(), jobId: z.string() })

export const importBatchSchema = z.object({
  batchId: z.string(),
  fileName: z.string(),
  profile: z.string(),
  sha256: z.string(),
  listDate: z.string(),
  state: importStateSchema,
  /** 0 to 1, of the state it is in. */
  progress: z.number(),
  rows: z.int(),
  counts: z.object({
    insert: z.int(),
    change: z.int(),
    unchanged: z.int(),
    conflict: z.int(),
    held: z.int(),
  }),
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      count: z.int(),
      message: messageSchema,
    }),
  ),
  by: z.string(),
  at: z.string(),
})
export type ImportBatch = z.infer<typeof importBatchSchema>

export const importRowsQuerySchema = pageQuerySchema.extend({
  outcome: rowOutcomeSchema.optional(),
  code: z.string().max(60).optional(),
})

/** A person of the registry whom the row may mean; none is chosen beforehand. */
export const candidateSchema = z.object({
  personId: z.string(),
  familyId: z.string().nullable(),
  name: z.string(),
  birthDate: z.string().nullable(),
  nikMasked: z.string().nullable(),
  village: z.string(),
  agreements: z.array(z.object({ field: z.string(), agrees: z.boolean().nullable() })),
})
export type Candidate = z.infer<typeof candidateSchema>

export const resolutionSchema = z.strictObject({
  decision: z.enum(['same', 'new', 'hold']),
  personId: z.uuid().nullish(),
  reason: reasonSchema,
})
export type Resolution = z.infer<typeof resolutionSchema>

export const importRowSchema = z.object({
  row: z.int(),
  outcome: rowOutcomeSchema.nullable(),
  familyLabel: z.string(),
  name: z.string(),
  nikMasked: z.string().nullable(),
  villageName: z.string().nullable(),
  /** As read: variables with their codes, and what these say. */
  cells: z.array(
    z.object({
      variable: z.string(),
      label: messageSchema,
      code: z.string(),
      value: messageSchema.nullable(),
    }),
  ),
  issues: z.array(issueSchema),
  changes: z.array(
    z.object({
      variable: z.string(),
      label: messageSchema,
      before: messageSchema.nullable(),
      after: messageSchema.nullable(),
    }),
  ),
  candidates: z.array(candidateSchema),
  resolution: z
    .object({
      decision: z.enum(['same', 'new', 'hold']),
      personId: z.string().nullable(),
      reason: z.string(),
    })
    .nullable(),
})
export type ImportRow = z.infer<typeof importRowSchema>

export const promoteSchema = z.strictObject({ reason: reasonSchema })
