import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { areaIdSchema } from '../../kernel/index.ts'
import { isConcerned, listAreas, measureAreas } from '../../store/index.ts'
import { renderMap } from '../areas/render-map.ts'
import { areaMapSchema, areaSummarySchema, mapMeasureSchema } from '../contract/area.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

/** Areas with the families in them, and the map of measures. */
export function areaRoutes(app: FastifyInstance, parts: RouteParts): void {
  const query = z.object({ parent: areaIdSchema.optional() })
  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/areas',
      permission: 'signed_in',
      summary: 'Areas below another, or the own one',
      query,
      answer: z.array(areaSummarySchema),
    },
    async ({ asActor, query: { parent } }) => [...(await asActor(listAreas(parent)))],
  )

  const params = z.object({ areaId: areaIdSchema })
  const measured = z.object({ measure: mapMeasureSchema.default('families') })
  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/areas/:areaId/map',
      permission: 'area.view',
      summary: 'A measure of the areas below another',
      params,
      query: measured,
      answer: areaMapSchema,
    },
    async ({ asActor, params: { areaId }, query: { measure } }) =>
      await asActor(async (db) => {
        if (!(await isConcerned(areaId)(db))) throw problems.notFound()
        return renderMap(measure, await measureAreas(areaId, measure)(db))
      }),
  )
}
