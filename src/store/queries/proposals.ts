import { z } from 'zod'
import {
  type AccountId,
  type AreaId,
  type FamilyId,
  type PlainDate,
  areaIdSchema,
  plainDateSchema,
} from '../../kernel/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, allOf, onPage } from './page.ts'

export type ProposalState = 'open' | 'accepted' | 'refused' | 'returned' | 'lapsed'

export type NewProposal = {
  readonly proposalId: string
  readonly kind: 'proposal' | 'objection'
  readonly villageId: AreaId
  readonly familyId: FamilyId | undefined
  readonly text: string
  readonly raisedBy: AccountId
  readonly raisedOn: PlainDate
  readonly dueOn: PlainDate
}

export const createProposal =
  (proposal: NewProposal) =>
  async (db: Db): Promise<void> => {
    const { proposalId, kind, villageId, familyId, text, raisedBy, raisedOn, dueOn } = proposal
    await db.run(sql`
    insert into proposal (proposal_id, kind, village_id, family_id, text, raised_by, raised_on, due_on)
    values (${proposalId}, ${kind}, ${villageId}, ${familyId ?? null}, ${text}, ${raisedBy}, ${raisedOn}, ${dueOn})`)
  }

const proposalRow = z.object({
  proposalId: z.string(),
  kind: z.enum(['proposal', 'objection']),
  state: z.enum(['open', 'accepted', 'refused', 'returned', 'lapsed']),
  familyId: z.string().nullable(),
  headName: z.string().nullable(),
  villageId: areaIdSchema,
  text: z.string(),
  by: z.string(),
  at: z.string(),
  raisedOn: plainDateSchema,
  dueOn: plainDateSchema,
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string(),
  changeId: z.string().nullable(),
})
export type ProposalRow = z.infer<typeof proposalRow>

/** What an undecided proposal becomes after its last day: the rules say so. */
export type Overdue = { readonly today: PlainDate; readonly whenOverdue: 'lapsed' | 'open' }

function stateAt({ today, whenOverdue }: Overdue): Sql {
  return sql`case when state = 'open' and due_on < ${today} then ${whenOverdue}::text else state end`
}

const select = (overdue: Overdue): Sql => sql`
  select proposal_id as "proposalId", kind, ${stateAt(overdue)} as state, proposal.family_id as "familyId", head.name as "headName", village_id as "villageId", text,
         raiser.display_name as by, recorded_at as at, raised_on as "raisedOn", due_on as "dueOn", decider.display_name as "decidedBy",
         decided_at as "decidedAt", decision_reason as "decisionReason", change_id as "changeId"
    from proposal
    join account_label raiser on raiser.account_id = raised_by
    left join account_label decider on decider.account_id = decided_by
    left join lateral (
      select name_of(person_id) as name from family_member member
       where member.family_id = proposal.family_id and relation = '1' and upper_inf(recorded) order by lower(valid) desc limit 1) head on true`

type ProposalsAsked = PageOf &
  Overdue & { readonly state: ProposalState | undefined; readonly familyId: FamilyId | undefined }

/** Those due first come first. */
export const listProposals =
  ({ state, familyId, ...asked }: ProposalsAsked) =>
  async (db: Db): Promise<Paged<ProposalRow>> => {
    const wanted = allOf([
      state && sql`${stateAt(asked)} = ${state}`,
      familyId && sql`proposal.family_id = ${familyId}`,
    ])
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from proposal where ${wanted}`,
    )
    const items = await db.many(
      proposalRow,
      sql`${select(asked)} where ${wanted} order by due_on, proposal_id ${onPage(asked)}`,
    )
    return { items, total }
  }

export const findProposal =
  (proposalId: string, overdue: Overdue) =>
  (db: Db): Promise<ProposalRow | undefined> =>
    db.find(proposalRow, sql`${select(overdue)} where proposal_id = ${proposalId}`)

export type ProposalDecision = {
  readonly proposalId: string
  readonly decision: 'accepted' | 'refused' | 'returned'
  readonly reason: string
  readonly decidedBy: AccountId
  readonly changeId: string | undefined
}

/** Whether it was open and is decided now. */
export const decideProposal =
  ({ proposalId, decision, reason, decidedBy, changeId }: ProposalDecision) =>
  async (db: Db): Promise<boolean> => {
    const decided = await db.run(sql`
    update proposal set state = ${decision}, decided_by = ${decidedBy}, decided_at = instant(), decision_reason = ${reason}, change_id = ${changeId ?? null}
     where proposal_id = ${proposalId} and state = 'open'`)
    return decided === 1
  }
