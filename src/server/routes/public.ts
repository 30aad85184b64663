import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { renderOpenTable } from '../../exchange/index.ts'
import { countStandings, findListsInForce } from '../../store/index.ts'
import { aggregatesSchema } from '../contract/open-table.ts'
import type { RouteParts } from '../parts.ts'
import { publicRoute } from '../route.ts'

/** What anybody may know: open tables with small counts withheld, and the description of this very API. */
export function publicRoutes(app: FastifyInstance, parts: RouteParts): void {
  publicRoute(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/public/aggregates',
      summary: 'Families by village and standing, of the lists in force',
      answer: aggregatesSchema,
      mostAMinute: 30,
    },
    async () =>
      await parts.registry.store.asOwner(async (db) => {
        const tables = []
        for (const { nameId, nameEn, ...list } of await findListsInForce(db)) {
          const csv = renderOpenTable(await countStandings(list.listId)(db))
          tables.push({ ...list, name: { id: nameId, en: nameEn }, csv })
        }
        return { tables }
      }),
  )

  publicRoute(
    app,
    parts,
    { method: 'GET', url: '/api/openapi.json', summary: 'This API as OpenAPI', answer: z.looseObject({}) },
    async () => ({ ...app.swagger() }),
  )
}
