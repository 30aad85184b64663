import type { AreaPath } from './area.ts'

export type ProposalState = 'open' | 'accepted' | 'refused' | 'returned' | 'lapsed'

export type Proposal = {
  readonly proposalId: string
  readonly kind: 'proposal' | 'objection'
  readonly state: ProposalState
  readonly familyId: string | null
  readonly headName: string | null
  readonly village: AreaPath
  readonly text: string
  readonly by: string
  readonly at: string
  readonly dueOn: string
  readonly decision: { readonly reason: string; readonly by: string; readonly at: string } | null
}

export type NewProposal = {
  readonly kind: Proposal['kind']
  readonly familyId?: string
  readonly areaId: number
  readonly text: string
}

export type Decision = { readonly decision: 'accepted' | 'refused' | 'returned'; readonly reason: string }
