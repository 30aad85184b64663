import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { familyIdSchema } from '../../kernel/index.ts'
import { findVillageOf } from '../../store/index.ts'
import { asKnown, dayOf } from '../changes/as-of.ts'
import { readLedger } from '../changes/read-ledger.ts'
import { changesSchema } from '../contract/change.ts'
import { asOfQuerySchema, familySchema, revealSchema, revealedSchema } from '../contract/family.ts'
import { scoreReasonsSchema } from '../contract/score.ts'
import { readFamilyPage } from '../family/read-family-page.ts'
import { reveal } from '../family/reveal.ts'
import { explainScore, readScoreBasis } from '../family/score-reasons.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

const url = '/api/families/:familyId'
const params = z.object({ familyId: familyIdSchema })

/** A family as it was on any day, as known on any other; its ledger; its numbers, with a reason. */
export function familyRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { codebook, vault } = parts.registry
  const { access, reasonTexts } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'family.view',
      summary: 'A family as of a day, as known on another',
      params,
      query: asOfQuerySchema,
      answer: familySchema,
    },
    async ({ asActor, params: { familyId }, query }) =>
      await asActor(async (db) => {
        const day = query.asOf ?? dayOf(access.now())
        const villageId = await findVillageOf(familyId)(db)
        if (villageId === undefined) throw problems.notFound()
        const page = await readFamilyPage(familyId, asKnown(day, query.knownAt), {
          codebook,
          vault,
          reasonTexts,
        })(db)
        if (!page) throw problems.familyNotKnownThen({ day })
        db.audit({ action: 'family.view', subject: familyId, areaId: villageId })
        return { ...page, asOf: day, knownAt: query.knownAt ?? access.now().toISOString() }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/changes`,
      permission: 'family.view',
      summary: 'The ledger of a family',
      params,
      answer: changesSchema,
    },
    async ({ asActor, params: { familyId } }) =>
      await asActor(async (db) => {
        const villageId = await findVillageOf(familyId)(db)
        if (villageId === undefined) throw problems.notFound()
        db.audit({ action: 'family.view', subject: familyId, areaId: villageId, detail: 'ledger' })
        return { items: await readLedger(familyId, codebook)(db) }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/score-reasons`,
      permission: 'family.view',
      summary: 'Why a family has its score, and which correction would move it to another decile',
      params,
      query: asOfQuerySchema,
      answer: scoreReasonsSchema,
    },
    async ({ asActor, params: { familyId }, query }) => {
      const asOf = asKnown(query.asOf ?? dayOf(access.now()), query.knownAt)
      const basis = await asActor(readScoreBasis(familyId, asOf, codebook))
      return await explainScore(familyId, basis, codebook)
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/reveal`,
      permission: 'number.reveal',
      summary: 'Unmask one number; logged with its reason',
      params,
      body: revealSchema,
      answer: revealedSchema,
      mostAMinute: 30,
    },
    async ({ asActor, params: { familyId }, body }) =>
      // Given out after the commit: what was revealed is in the audit.
      await asActor(async (db) => ({ number: await reveal(familyId, body, vault)(db) })),
  )
}
