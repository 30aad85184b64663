import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { renderPdf } from '../../engine/index.ts'
import { pilotSize, renderPilotReport } from '../../quality/index.ts'
import { createJob, createPilotDecision, createPilotNote, listPilots } from '../../store/index.ts'
import {
  decidePilotSchema,
  itemVerdictSchema,
  newPilotNoteSchema,
  pilotSchema,
  pilotSizeQuerySchema,
  pilotSizeSchema,
  pilotUploadQuerySchema,
  pilotUploadedSchema,
  pilotsSchema,
} from '../contract/pilot.ts'
import { getFormVersion } from '../forms/form-versions.ts'
import { getSurvey } from '../models/surveys.ts'
import { specInForce } from '../models/spec-in-force.ts'
import type { RouteParts } from '../parts.ts'
import { getPilot, readPilotPage, readPilotReport, renderPilotBrief } from '../pilots/read-pilot-page.ts'
import type { PilotRequest } from '../pilots/work.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'
import { orRemove, receiveFile } from '../uploads/receive-file.ts'

const url = '/api/pilots/:pilotId'
const params = z.object({ pilotId: z.uuid() })

/** Trials of a form: brought in, measured in the background, decided question by question, reported. */
export function pilotRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs, registry } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/pilots',
      permission: 'pilot.view',
      summary: 'Pilots, newest first',
      answer: pilotsSchema,
    },
    async ({ asActor }) => ({ items: (await asActor(listPilots)).map(renderPilotBrief) }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/pilot-size',
      permission: 'pilot.view',
      summary: 'How many interviews a pilot needs, and which difference of wordings it would find',
      query: pilotSizeQuerySchema,
      answer: pilotSizeSchema,
    },
    async ({ query }) => pilotSize(query),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/pilots',
      permission: 'pilot.decide',
      summary:
        'Bring in the data of a pilot: a ZIP of submissions with their logs, or of the tables of ODK Central',
      query: pilotUploadQuerySchema,
      answer: pilotUploadedSchema,
      status: 202,
      bodyLimit: 210_000_000,
      mostAMinute: 10,
    },
    async ({ asActor, actor, request, query }) => {
      const { accountId: createdBy, role, areaId } = actor
      await asActor(getFormVersion(query.formVersionId))
      if (query.survey !== undefined) {
        await getSurvey(registry.folder, query.survey)
        await asActor(specInForce)
      }
      const file = await receiveFile(request, { folder: registry.folder, newId: access.newId })
      const { fileId: pilotId, path, fileName, fileSha256: filesSha256 } = file
      const jobId = access.newId()
      const asked: PilotRequest = {
        ...query,
        fileName,
        filesSha256,
        expected: query.expected ?? null,
        survey: query.survey ?? null,
      }
      await orRemove(path, () =>
        asActor(async (db) => {
          await createJob({
            jobId,
            kind: 'pilot.assess',
            subject: pilotId,
            areaId,
            request: asked,
            createdBy,
            role,
          })(db)
          db.audit({ action: 'pilot.upload', subject: pilotId, areaId, detail: `sha256=${filesSha256}` })
        }),
      )
      jobs.wake()
      return { pilotId, jobId }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'pilot.view',
      summary: 'A pilot: item cards, wordings, gates, decisions, notes',
      params,
      answer: pilotSchema,
    },
    async ({ asActor, params: { pilotId } }) => await asActor(readPilotPage(pilotId)),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/decisions`,
      permission: 'pilot.decide',
      summary: 'Confirm the verdict of a question, or of the form where item is empty',
      params,
      body: decidePilotSchema,
      answer: pilotSchema,
    },
    async ({ asActor, actor, params: { pilotId }, body: { item, verdict, reason } }) =>
      await asActor(async (db) => {
        const { areaId } = await getPilot(pilotId)(db)
        const { assessment } = await readPilotPage(pilotId)(db)
        const ofItem = itemVerdictSchema.safeParse(verdict).success
        if (ofItem !== (item !== '')) throw problems.pilotVerdictUnfit({ verdict })
        if (ofItem && !assessment.cards.some(({ name }) => name === item))
          throw problems.pilotItemUnknown({ item })
        await createPilotDecision({ pilotId, item, verdict, reason, decidedBy: actor.accountId })(db)
        db.audit({
          action: 'pilot.decide',
          subject: pilotId,
          areaId,
          reason,
          detail: `item=${item} verdict=${verdict}`,
        })
        return await readPilotPage(pilotId)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/notes`,
      permission: 'pilot.decide',
      summary: 'Note what was heard in a cognitive interview',
      params,
      body: newPilotNoteSchema,
      answer: pilotSchema,
    },
    async ({ asActor, actor, params: { pilotId }, body }) =>
      await asActor(async (db) => {
        const { areaId } = await getPilot(pilotId)(db)
        await createPilotNote({ ...body, pilotId, notedBy: actor.accountId })(db)
        db.audit({ action: 'pilot.note', subject: pilotId, areaId, detail: `item=${body.item}` })
        return await readPilotPage(pilotId)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/report/:format`,
      permission: 'pilot.view',
      summary: 'The decision report, as HTML or PDF',
      params: params.extend({ format: z.enum(['html', 'pdf']) }),
      query: z.object({
        language: z.enum(['id', 'en']).default('id'),
        households: z.coerce.number().int().positive().optional(),
        rupiahPerDay: z.coerce.number().int().positive().optional(),
      }),
    },
    async ({
      asActor,
      params: { pilotId, format },
      query: { language, households, rupiahPerDay },
      reply,
    }) => {
      const report = await asActor(readPilotReport(pilotId, { households, rupiahPerDay }))
      const html = renderPilotReport(report, language)
      return await sendFile(reply, {
        name: `pilot-${report.form}.${format}`,
        type: format === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8',
        content: format === 'pdf' ? await renderPdf(html) : html,
      })
    },
  )
}
