import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { renderPdf } from '../../engine/index.ts'
import { type FamilyId, type PlainDate, addDays, familyIdSchema } from '../../kernel/index.ts'
import { renderRemedyLetters } from '../../linkage/index.ts'
import { type ActorDb, createJob, findArea, findJob, findVillageOf } from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { letterQuerySchema, lettersStartedSchema, startLettersSchema } from '../contract/letter.ts'
import { daysToCome, readLetters } from '../letters/read-letters.ts'
import { type LettersRequest, letterFile } from '../letters/work.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'

const provinceLevel = 1
const familyParams = z.object({ familyId: familyIdSchema })

/** Letters to families whose people the civil register does not bear out: one by one, and for a whole village. */
export function letterRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs, registry } = parts
  const days = (until: PlainDate | undefined) => {
    const today = dayOf(access.now())
    return { today, until: until ?? addDays(today, daysToCome) }
  }

  const letterOf = (familyId: FamilyId, asked: z.output<typeof letterQuerySchema>) => async (db: ActorDb) => {
    const villageId = await findVillageOf(familyId)(db)
    if (villageId === undefined) throw problems.notFound()
    const { today, until } = days(asked.until)
    const found = await readLetters({ familyId }, today, parts)(db)
    if (!found) throw problems.everybodyMatched()
    db.audit({ action: 'register.letter', subject: familyId, areaId: villageId })
    return renderRemedyLetters(found.letters, { checkedOn: found.checkedOn, until }, asked.language)
  }

  for (const [name, type, print] of [
    ['remedy-letter.html', 'text/html; charset=utf-8', undefined],
    ['remedy-letter.pdf', 'application/pdf', renderPdf],
  ] as const) {
    route(
      app,
      parts,
      {
        method: 'GET',
        url: `/api/families/:familyId/${name}`,
        permission: 'register.letter',
        summary: 'What a family must have corrected for its NIK to match',
        params: familyParams,
        query: letterQuerySchema,
        mostAMinute: 60,
      },
      async ({ asActor, params: { familyId }, query, reply }) => {
        const html = await asActor(letterOf(familyId, query))
        return await sendFile(reply, { name, type, content: print ? await print(html) : html })
      },
    )
  }

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/letters',
      permission: 'register.letter',
      summary: 'Print the letters to all families of an area',
      body: startLettersSchema,
      answer: lettersStartedSchema,
      status: 202,
    },
    async ({ asActor, actor: { accountId: createdBy, areaId: own, role }, body }) => {
      const jobId = access.newId()
      const { today, until } = days(body.until)
      const request: LettersRequest = { areaId: body.areaId, day: today, until, language: body.language }
      await asActor(async (db) => {
        const area = await findArea(body.areaId)(db)
        if (!area || area.level <= provinceLevel) throw problems.notFound()
        await createJob({
          jobId,
          kind: 'letter.print',
          subject: jobId,
          areaId: own,
          request,
          createdBy,
          role,
        })(db)
        db.audit({ action: 'register.letter', subject: jobId, areaId: own, detail: `area=${area.code}` })
      })
      jobs.wake()
      return { jobId }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/letters/:jobId/letters.pdf',
      permission: 'register.letter',
      summary: 'The letters that were printed',
      params: z.object({ jobId: z.uuid() }),
      mostAMinute: 60,
    },
    async ({ asActor, actor: { accountId }, params: { jobId }, reply }) => {
      const job = await asActor(findJob(jobId))
      // Letters hold what the one who asked may see: nobody else's area is sure to cover it.
      if (job?.kind !== 'letter.print' || job.createdBy !== accountId) throw problems.notFound()
      const content = await readFile(letterFile(registry.folder, jobId)).catch(() => undefined)
      if (!content) throw problems.notFound()
      return await sendFile(reply, { name: 'surat-perbaikan-nik.pdf', type: 'application/pdf', content })
    },
  )
}
