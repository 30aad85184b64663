import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { familyIdSchema } from '../../kernel/index.ts'
import { findVillageOf } from '../../store/index.ts'
import { describeEffects } from '../changes/describe-effects.ts'
import { planAsked } from '../changes/plan.ts'
import { findRecorded, personOf, recordPlan } from '../changes/record.ts'
import { changePreviewSchema, changeRequestSchema, recordedSchema } from '../contract/change.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

const url = '/api/families/:familyId/changes'
const params = z.object({ familyId: familyIdSchema })
const body = changeRequestSchema

/** Changes of a family: seen first, recorded then. */
export function changeRoutes(app: FastifyInstance, parts: RouteParts): void {
  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/preview`,
      permission: 'change.record',
      summary: 'What a change would do',
      params,
      body,
      answer: changePreviewSchema,
    },
    async ({ asActor, params: { familyId }, body: asked }) =>
      await asActor(async (db) => {
        if ((await findVillageOf(familyId)(db)) === undefined) throw problems.notFound()
        const { change, issues, telling } = await planAsked(familyId, asked, parts)(db)
        return { effects: change ? describeEffects(change, telling) : [], issues: [...issues] }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url,
      permission: 'change.record',
      summary: 'Record a change',
      params,
      body,
      answer: recordedSchema,
      status: 201,
    },
    async ({ asActor, session, params: { familyId }, body: asked }) =>
      await asActor(async (db) => {
        if ((await findVillageOf(familyId)(db)) === undefined) throw problems.notFound()
        const recorded = await findRecorded({
          ...asked,
          changeId: asked.changeId,
          familyId,
          personId: personOf(asked),
        })(db)
        if (recorded) return { changeId: recorded }
        const plan = await planAsked(familyId, asked, parts)(db)
        return { changeId: await recordPlan(plan, 'change.record', session, parts)(db) }
      }),
  )
}
