import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicKeys, readTrail, verifyAudit } from '../../access/index.ts'
import { listAudit } from '../../store/index.ts'
import { auditEntrySchema, auditVerificationSchema } from '../contract/audit.ts'
import { pageOf, pageQuerySchema } from '../contract/common.ts'
import type { RouteParts } from '../parts.ts'
import { route } from '../route.ts'

const url = '/api/audit'

/** What was done by whom, and whether the chain of it is whole. */
export function auditRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { store, folder, keys } = parts.registry

  const query = pageQuerySchema.extend({ action: z.string().max(60).optional() })
  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'audit.view',
      summary: 'Entries of the own area, newest first',
      query,
      answer: pageOf(auditEntrySchema),
    },
    async ({ asActor, query: { action, page, size } }) => {
      const { items, total } = await asActor(listAudit({ action, page, size }))
      return { items: [...items], total, page, size }
    },
  )

  // The whole chain, of which the asker sees a part: nothing of what the entries say is told, only whether they hold.
  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/verify`,
      permission: 'audit.view',
      summary: 'Verify the whole chain',
      answer: auditVerificationSchema,
      mostAMinute: 12,
    },
    async ({ asActor, actor }) => {
      const trail = readTrail(join(folder, 'audit'))
      const report = await store.asOwner(verifyAudit([trail], publicKeys(keys, 'checkpoints')))
      const { ok, entries, checkedTo, checkpoints, firstBad } = report
      // To a chain that is broken nothing is added: it would be attested.
      if (ok)
        await asActor(async (db) =>
          db.audit({ action: 'audit.verify', subject: String(checkedTo), areaId: actor.areaId }),
        )
      return {
        ok,
        entries,
        checkedTo,
        checkpoints,
        firstBad: firstBad ? { seq: firstBad.seq, what: firstBad.kind, text: firstBad.text } : null,
      }
    },
  )
}
