import { z } from 'zod'

/** `account` is the login, null when the system did it. */
export const auditBriefSchema = z.object({
  seq: z.int(),
  at: z.string(),
  account: z.string().nullable(),
  role: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
})
export type AuditBrief = z.infer<typeof auditBriefSchema>

export const auditEntrySchema = auditBriefSchema.extend({
  area: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  entries: z.int(),
  checkedTo: z.int(),
  firstBad: z
    .object({ seq: z.int(), what: z.string(), text: z.object({ id: z.string(), en: z.string() }) })
    .nullable(),
  checkpoints: z.int(),
})
export type AuditVerification = z.infer<typeof auditVerificationSchema>
