import { z } from 'zod'
import { plainDateSchema } from '../../kernel/index.ts'
import { issueSchema, messageSchema, reasonSchema } from './common.ts'
import { differenceKindSchema } from './list.ts'
import { outcomeSchema } from './outcome.ts'

/** What can be decided: the programmes' files, the rankings, and the areas that have a quota of their own. */
export const decisionOptionsSchema = z.object({
  programmes: z.array(
    z.object({
      code: z.string(),
      name: messageSchema,
      validFrom: z.string(),
      validTo: z.string().nullable(),
      noticeDays: z.int(),
      quotaLevel: z.enum(['nation', 'province', 'regency', 'district', 'village']),
      /** What the file itself says must be checked before it decides over anyone. */
      unconfirmed: z.array(messageSchema),
      /** Of the list in force in the asker's area, when there is one. */
      inForce: z
        .object({ listId: z.string(), period: z.string(), decisionDate: z.string(), quota: z.int() })
        .nullable(),
    }),
  ),
  runs: z.array(z.object({ runId: z.string(), asOf: z.string(), families: z.int(), at: z.string() })),
  areas: z.array(z.object({ code: z.string(), name: z.string(), families: z.int() })),
})
export type DecisionOptions = z.infer<typeof decisionOptionsSchema>

const quotaSchema = z.strictObject({
  areaCode: z.string().regex(/^(ID|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)$/),
  quota: z.int().min(0).max(100_000_000),
})

export const decisionAskedSchema = z.strictObject({
  programme: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  period: z.string().trim().min(1).max(40),
  decisionDate: plainDateSchema,
  runId: z.uuid(),
  quota: z.array(quotaSchema).min(1).max(600),
})
export type DecisionAskedFor = z.input<typeof decisionAskedSchema>

/** What was seen is what is published: the hash of the file that the preview came to goes with it. */
export const decisionPublishSchema = decisionAskedSchema.extend({
  csvSha256: z.string().regex(/^[0-9a-f]{64}$/),
  reason: reasonSchema,
})

/** The query of an upload of the list in force; `csvSha256` and `reason` publish what was previewed. */
export const adoptQuerySchema = z.object({
  programme: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  period: z.string().trim().min(1).max(40),
  decisionDate: plainDateSchema,
  csvSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  reason: reasonSchema.optional(),
})

/** The result of the job `list.adopt`: what was found; `listId` when it was published. */
export const adoptionSchema = z.object({
  rows: z.int(),
  families: z.int(),
  issues: z.array(issueSchema),
  issueCount: z.int(),
  csvSha256: z.string(),
  listId: z.string().nullable(),
})
export type Adoption = z.infer<typeof adoptionSchema>

export const jobStartedSchema = z.object({ jobId: z.string() })

/** The result of the job `list.preview`. */
export const decisionPreviewSchema = z.object({
  outcomes: z.partialRecord(outcomeSchema, z.int()),
  difference: z.record(differenceKindSchema, z.int()),
  paid: z.object({ families: z.int(), units: z.int(), rupiahPerYear: z.number() }),
  quota: z.int(),
  csvSha256: z.string(),
  previousListId: z.string().nullable(),
})
export type DecisionPreview = z.infer<typeof decisionPreviewSchema>

/** The result of the job `list.publish`. */
export const decisionPublishedSchema = z.object({ listId: z.string() })
