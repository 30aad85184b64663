import { z } from 'zod'
import { messageSchema } from './common.ts'

const valueShape = {
  value: z.union([z.string(), z.number()]).nullable(),
  valueLabel: messageSchema.nullable(),
}

const sayingShape = {
  observedOn: z.string(),
  recordedAt: z.string(),
  source: z.string(),
  observer: z.string().nullable(),
  reason: z.string().nullable(),
}

/** Was it seen in reality, by whom, how, and does it agree. */
export const verificationSchema = z.object({
  outcome: z.enum(['agrees', 'differs', 'not_seen']),
  method: z.string(),
  observer: z.string(),
  observedOn: z.string(),
})
export type Verification = z.infer<typeof verificationSchema>

/** Which rule or register did it pass. */
export const validationSchema = z.object({
  rule: z.string(),
  label: messageSchema,
  outcome: z.enum(['passed', 'failed']),
  checkedOn: z.string(),
  detail: z.string().nullable(),
})
export type Validation = z.infer<typeof validationSchema>

export const supersededFactSchema = z.object({ ...valueShape, ...sayingShape })
export type SupersededFact = z.infer<typeof supersededFactSchema>

export const factSchema = z.object({
  variable: z.string(),
  label: messageSchema,
  group: z.string(),
  ...valueShape,
  unit: z.string().nullable(),
  ...sayingShape,
  /** The newest. */
  verification: verificationSchema.nullable(),
  validation: z.array(validationSchema),
  /** Newest first. */
  superseded: z.array(supersededFactSchema),
})
export type Fact = z.infer<typeof factSchema>
