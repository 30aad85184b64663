import { z } from 'zod'
import { auditBriefSchema } from './audit.ts'

export const stepNames = [
  'frame',
  'form',
  'visit',
  'review',
  'registry',
  'snapshot',
  'link',
  'rank',
  'decide',
  'publish',
] as const
export type StepName = (typeof stepNames)[number]

export const cycleStepSchema = z.object({
  step: z.enum(stepNames),
  state: z.enum(['waiting', 'running', 'done']),
  count: z.int(),
  unit: z.enum(['families', 'persons', 'questions', 'visits', 'proposals', 'rows', 'lists']),
  progress: z.number().nullable(),
  at: z.string().nullable(),
  figures: z.array(
    z.object({ name: z.string(), value: z.union([z.number(), z.string()]), unit: z.string().optional() }),
  ),
})
export type CycleStep = z.infer<typeof cycleStepSchema>

/** No rate without its interval (95 %), n and design. */
export const rateSchema = z.object({
  name: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int(),
  design: z.string(),
})
export type Rate = z.infer<typeof rateSchema>

export const attentionSchema = z.object({ kind: z.string(), count: z.int(), to: z.string() })
export type Attention = z.infer<typeof attentionSchema>

export const cycleSchema = z.object({
  cycle: z.object({ id: z.string(), name: z.string(), asOf: z.string() }),
  steps: z.array(cycleStepSchema),
  rates: z.array(rateSchema),
  attention: z.array(attentionSchema),
  activity: z.array(auditBriefSchema),
})
export type Cycle = z.infer<typeof cycleSchema>
