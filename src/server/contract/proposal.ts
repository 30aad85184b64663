import { z } from 'zod'
import { areaIdSchema, changeIdSchema, familyIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { areaPathSchema } from './area.ts'
import { pageQuerySchema, reasonSchema } from './common.ts'

export const proposalStateSchema = z.enum(['open', 'accepted', 'refused', 'returned', 'lapsed'])
export type ProposalState = z.infer<typeof proposalStateSchema>

export const proposalsQuerySchema = pageQuerySchema.extend({
  state: proposalStateSchema.optional(),
  familyId: familyIdSchema.optional(),
})

export const proposalSchema = z.object({
  proposalId: z.string(),
  kind: z.enum(['proposal', 'objection']),
  state: proposalStateSchema,
  familyId: z.string().nullable(),
  headName: z.string().nullable(),
  village: areaPathSchema,
  text: z.string(),
  by: z.string(),
  at: z.string(),
  raisedOn: z.string(),
  dueOn: z.string(),
  decision: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  changeId: z.string().nullable(),
})
export type Proposal = z.infer<typeof proposalSchema>

export const newProposalSchema = z.strictObject({
  kind: z.enum(['proposal', 'objection']),
  familyId: familyIdSchema.optional(),
  areaId: areaIdSchema,
  text: z.string().trim().min(5).max(4000),
  /** The day on which it was raised; today when left out. */
  raisedOn: plainDateSchema.optional(),
})
export type NewProposal = z.input<typeof newProposalSchema>

export const proposedSchema = z.object({ proposalId: z.string(), dueOn: z.string() })

export const decisionSchema = z.strictObject({
  decision: z.enum(['accepted', 'refused', 'returned']),
  reason: reasonSchema,
  /** The change of the ledger that carries it out, when one was recorded. */
  changeId: changeIdSchema.optional(),
})
export type Decision = z.infer<typeof decisionSchema>
