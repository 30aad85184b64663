import type { FastifyInstance } from 'fastify'
import { countShares, countSteps, countWaiting, findCycleSteps, listAudit } from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { cycleSchema } from '../contract/cycle.ts'
import { renderAttention, renderRates, renderSteps } from '../cycle/render-cycle.ts'
import type { RouteParts } from '../parts.ts'
import { route } from '../route.ts'

/** The update cycle as one picture: its steps, its rates, what waits, what was done last. */
export function cycleRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { registry, access } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/cycle',
      permission: 'cycle.view',
      summary: 'The steps of the update cycle',
      answer: cycleSchema,
    },
    async ({ asActor }) =>
      await asActor(async (db) => {
        const today = dayOf(access.now())
        const [noted, live] = [await findCycleSteps(db), await countSteps(db)]
        const cycle = noted[0]?.cycle ?? today.slice(0, 4)
        const activity = await listAudit({ action: undefined, page: 1, size: 10 })(db)
        return {
          cycle: { id: cycle, name: cycle, asOf: live.asOf ?? today },
          steps: renderSteps(noted, live, registry.codebook.variables.length),
          rates: renderRates(await countShares(today)(db)),
          attention: renderAttention(await countWaiting(today)(db)),
          activity: [...activity.items],
        }
      }),
  )
}
