import { z } from 'zod'
import { messageSchema } from './common.ts'

/** Work that goes on after the answer was given. */
export const jobSchema = z.object({
  jobId: z.string(),
  kind: z.string(),
  /** The id of what it is done to. */
  subject: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0 to 1. */
  progress: z.number(),
  phase: messageSchema.nullable(),
  failure: messageSchema.nullable(),
  /** What the kind of work gives, when it is done. */
  result: z.json().nullable(),
  at: z.string(),
  endedAt: z.string().nullable(),
})
export type Job = z.infer<typeof jobSchema>
