import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { branded, personIdSchema } from '../../kernel/index.ts'
import type { ChangeRequest, RequestHead } from '../../registry/index.ts'
import { findMerge, isPersonSeen } from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { planRequest } from '../changes/plan.ts'
import { findRecorded, recordPlan } from '../changes/record.ts'
import {
  personMergePreviewSchema,
  personMergeSchema,
  personUnmergeSchema,
  recordedSchema,
} from '../contract/change.ts'
import { mergePreviewSchema } from '../contract/duplicate.ts'
import { previewMerge } from '../duplicates/preview-merge.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

const url = '/api/persons/:personId'
const params = z.object({ personId: personIdSchema })

/** Two rows that are one person, and the way back. */
export function personRoutes(app: FastifyInstance, parts: RouteParts): void {
  const today = () => dayOf(parts.access.now())
  const { codebook } = parts.registry
  const tools = { codebook, reasonTexts: parts.reasonTexts }

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/merge/preview`,
      permission: 'person.merge',
      summary: 'What declaring another person to be this one would change',
      params,
      body: personMergePreviewSchema,
      answer: mergePreviewSchema,
    },
    async ({ asActor, params: { personId: keptId }, body: { absorbedId, newHead } }) =>
      await asActor(async (db) => {
        for (const id of [keptId, absorbedId]) if (!(await isPersonSeen(id)(db))) throw problems.notFound()
        const request: ChangeRequest = { kind: 'person_merge', keptId, absorbedId, newHead }
        const plan = await planRequest(request, atDesk('', today()), parts, {
          familyIds: [],
          changeId: undefined,
        })(db)
        return await previewMerge(plan, { keptId, absorbedId, day: today() }, tools)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/merge`,
      permission: 'person.merge',
      summary: 'Declare another person to be this one',
      params,
      body: personMergeSchema,
      answer: recordedSchema,
      status: 201,
    },
    async ({ asActor, session, params: { personId }, body }) =>
      await asActor(async (db) => {
        const { absorbedId, newHead, reason, changeId } = body
        if (!(await isPersonSeen(personId)(db))) throw problems.notFound()
        const recorded = await findRecorded({
          changeId,
          kind: 'person_merge',
          reason,
          effectiveOn: today(),
          personId,
        })(db)
        if (recorded) return { changeId: recorded }
        const request: ChangeRequest = { kind: 'person_merge', keptId: personId, absorbedId, newHead }
        const plan = await planRequest(request, atDesk(reason, today()), parts, { familyIds: [], changeId })(
          db,
        )
        return { changeId: await recordPlan(plan, 'person.merge', session, parts)(db) }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/unmerge`,
      permission: 'person.merge',
      summary: 'Undo a merge',
      params,
      body: personUnmergeSchema,
      answer: recordedSchema,
      status: 201,
    },
    async ({ asActor, session, params: { personId }, body }) =>
      await asActor(async (db) => {
        const { mergeId, reason, changeId } = body
        const recorded = await findRecorded({
          changeId,
          kind: 'person_unmerge',
          reason,
          effectiveOn: today(),
          personId,
        })(db)
        if (recorded) return { changeId: recorded }
        const merge = await findMerge(personId, mergeId)(db)
        if (!merge) throw problems.notFound()
        const { keptId, absorbedId, familyId, relation } = merge
        const back =
          familyId && relation
            ? { familyId: branded<string, 'FamilyId'>(familyId), relation: body.relation ?? relation }
            : undefined
        const request: ChangeRequest = { kind: 'person_unmerge', keptId, absorbedId, back }
        const plan = await planRequest(request, atDesk(reason, today()), parts, {
          familyIds: back ? [back.familyId] : [],
          changeId,
        })(db)
        return { changeId: await recordPlan(plan, 'person.unmerge', session, parts)(db) }
      }),
  )
}

function atDesk(reason: string, today: RequestHead['effectiveOn']): RequestHead {
  return { effectiveOn: today, observedOn: today, source: 'desk', sourceRef: '', observer: '', reason }
}
