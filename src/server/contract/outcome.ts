import { z } from 'zod'

/** As the decision gives them: `notice` still receives until the effective date. */
export const outcomeSchema = z.enum([
  'selected',
  'kept_protected',
  'notice',
  'waiting',
  'above_cut',
  'not_eligible',
])
export type Outcome = z.infer<typeof outcomeSchema>
