import type { FastifyInstance } from 'fastify'
import { indexCandidates } from '../../access/index.ts'
import { branded } from '../../kernel/index.ts'
import { readDigits } from '../../registry/index.ts'
import { findFamiliesByNumber, searchFamilies } from '../../store/index.ts'
import { pageOf } from '../contract/common.ts'
import { familyBriefSchema, numberSearchSchema, searchQuerySchema } from '../contract/family.ts'
import { readBriefs } from '../family/briefs.ts'
import type { RouteParts } from '../parts.ts'
import { route } from '../route.ts'

/** Finding families: by a name that a member bears or bore, and by number. */
export function searchRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { vault } = parts.registry
  const answer = pageOf(familyBriefSchema)

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/search',
      permission: 'family.view',
      summary: 'Families by name, area, decile, status',
      query: searchQuerySchema,
      answer,
    },
    async ({ asActor, query }) =>
      await asActor(async (db) => {
        const { q: name, page, size, areaId, decile, status } = query
        const { items, total } = await searchFamilies({
          name,
          areaId: areaId === undefined ? undefined : branded(areaId),
          decile,
          status,
          page,
          size,
        })(db)
        return { items: await readBriefs(items)(db), total, page, size }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/search/number',
      permission: 'family.search_number',
      summary: 'Families by NIK or KK number',
      body: numberSearchSchema,
      answer,
      mostAMinute: 60,
    },
    async ({ asActor, body, actor }) =>
      await asActor(async (db) => {
        const read = readDigits(body.number)
        const digits = read.kind === 'digits' ? read.digits : ''
        const indexes = {
          nik: indexCandidates(vault, 'nik', digits),
          kk: indexCandidates(vault, 'kk', digits),
        }
        const found = digits === '' ? [] : await findFamiliesByNumber(indexes)(db)
        db.audit({
          action: 'family.search_number',
          subject: found[0] ?? '',
          areaId: actor.areaId,
          detail: `found=${found.length}`,
        })
        const items = await readBriefs(found.map((familyId) => ({ familyId, matchedName: null })))(db)
        return { items, total: items.length, page: 1, size: Math.max(items.length, 1) }
      }),
  )
}
