import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type AreaId, addDays } from '../../kernel/index.ts'
import {
  type Db,
  type ProposalRow,
  createProposal,
  decideProposal,
  findArea,
  findAreaPaths,
  findChange,
  findProposal,
  findVillageOf,
  listProposals,
} from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { pageOf } from '../contract/common.ts'
import {
  type Proposal,
  decisionSchema,
  newProposalSchema,
  proposalSchema,
  proposalsQuerySchema,
  proposedSchema,
} from '../contract/proposal.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { firstDay, ruleOn } from '../proposals/rules.ts'
import { route } from '../route.ts'

const url = '/api/proposals'
/** Provinces are 1, villages 4. */
const villageLevel = 4
const params = z.object({ proposalId: z.uuid() })

/** Proposals and objections: raised for a family or a village, decided within the days of the rules. */
export function proposalRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, proposalRules } = parts
  const overdue = () => {
    const today = dayOf(access.now())
    return { today, whenOverdue: ruleOn(proposalRules, today).whenOverdue }
  }

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'proposal.view',
      summary: 'Proposals and objections, those due first',
      query: proposalsQuerySchema,
      answer: pageOf(proposalSchema),
    },
    async ({ asActor, query }) =>
      await asActor(async (db) => {
        const { page, size, state, familyId } = query
        const { items, total } = await listProposals({ page, size, state, familyId, ...overdue() })(db)
        return { items: await renderProposals(items)(db), total, page, size }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url,
      permission: 'proposal.submit',
      summary: 'Propose, or object',
      body: newProposalSchema,
      answer: proposedSchema,
      status: 201,
    },
    async ({ asActor, actor, body }) =>
      await asActor(async (db) => {
        const { familyId, areaId, kind, text } = body
        const { today } = overdue()
        const villageId =
          familyId === undefined ? await getVillage(areaId)(db) : await findVillageOf(familyId)(db)
        if (villageId === undefined) throw problems.notFound()
        const raisedOn = body.raisedOn ?? today
        const first = firstDay(proposalRules)
        if (raisedOn < first || raisedOn > today) throw problems.raisedOutsideRules({ first })
        const dueOn = addDays(raisedOn, ruleOn(proposalRules, raisedOn).daysToDecide)
        const proposalId = access.newId()
        await createProposal({
          proposalId,
          kind,
          villageId,
          familyId,
          text,
          raisedBy: actor.accountId,
          raisedOn,
          dueOn,
        })(db)
        db.audit({
          action: 'proposal.submit',
          subject: proposalId,
          areaId: villageId,
          detail: `kind=${kind} family=${familyId ?? ''}`,
        })
        return { proposalId, dueOn }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/:proposalId/decide`,
      permission: 'proposal.decide',
      summary: 'Accept, refuse or return',
      params,
      body: decisionSchema,
      answer: proposalSchema,
    },
    async ({ asActor, actor, params: { proposalId }, body }) =>
      await asActor(async (db) => {
        const { decision, reason, changeId } = body
        const proposal = await findProposal(proposalId, overdue())(db)
        if (!proposal) throw problems.notFound()
        // A change that the asker may not see carries nothing out.
        if (changeId !== undefined && !(await findChange(changeId)(db))) throw problems.notFound()
        const decided =
          proposal.state === 'open' &&
          (await decideProposal({ proposalId, decision, reason, changeId, decidedBy: actor.accountId })(db))
        if (!decided) throw problems.proposalDecided()
        db.audit({
          action: 'proposal.decide',
          subject: proposalId,
          areaId: proposal.villageId,
          reason,
          detail: `decision=${decision}`,
        })
        return await getProposal(proposalId, overdue())(db)
      }),
  )
}

/** @throws Problem `notFound`, `villageNeeded` */
const getVillage =
  (areaId: AreaId) =>
  async (db: Db): Promise<AreaId> => {
    const area = await findArea(areaId)(db)
    if (!area) throw problems.notFound()
    if (area.level !== villageLevel) throw problems.villageNeeded()
    return area.areaId
  }

const getProposal =
  (...found: Parameters<typeof findProposal>) =>
  async (db: Db): Promise<Proposal> => {
    const row = await findProposal(...found)(db)
    const [proposal] = row ? await renderProposals([row])(db) : []
    if (!proposal) throw new Error('a proposal that was just decided is not there')
    return proposal
  }

const renderProposals =
  (rows: readonly ProposalRow[]) =>
  async (db: Db): Promise<Proposal[]> => {
    const paths = await findAreaPaths(rows.map(({ villageId }) => villageId))(db)
    return rows.map(({ villageId, decidedBy, decidedAt, decisionReason, ...proposal }) => ({
      ...proposal,
      village: [...(paths.get(villageId) ?? [])],
      decision:
        decidedBy !== null && decidedAt !== null
          ? { reason: decisionReason, by: decidedBy, at: decidedAt }
          : null,
    }))
  }
