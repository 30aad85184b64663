import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requireInArea } from '../../access/index.ts'
import { keepForm, releaseForm } from '../../cycle/index.ts'
import { compileSource, openAnswerChecker } from '../../engine/index.ts'
import { changeKinds, compareForms } from '../../questionnaire/index.ts'
import { listFormMedia, listFormVersions } from '../../store/index.ts'
import {
  answerReportSchema,
  comparisonSchema,
  formDetailSchema,
  formVersionSchema,
  formVersionsSchema,
  publishFormSchema,
  uploadedFormSchema,
} from '../contract/form.ts'
import { findingsIn } from '../forms/findings.ts'
import {
  getFormVersion,
  readContents,
  readForm,
  renderDetail,
  renderVersion,
} from '../forms/form-versions.ts'
import { receiveSmallFile } from '../uploads/receive-small-file.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

const url = '/api/forms/:formVersionId'
const params = z.object({ formVersionId: z.uuid() })
const mostBytes = 20_000_000

/** Questionnaires: uploaded and checked, previewed, compared with older versions, published. */
export function formRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/forms',
      permission: 'form.view',
      summary: 'Versions of questionnaires, newest first',
      answer: formVersionsSchema,
    },
    async ({ asActor }) => ({ items: (await asActor(listFormVersions)).map(renderVersion) }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/forms',
      permission: 'form.edit',
      summary: 'Upload an XLSForm; without errors it is kept as a version',
      answer: uploadedFormSchema,
      bodyLimit: mostBytes,
      mostAMinute: 30,
    },
    async ({ asActor, actor, request }) => {
      const file = await receiveSmallFile(request)
      const { workbook, compiled, issues } = compileSource(file)
      const answer = { fileName: file.name, ...findingsIn(workbook, issues) }
      if (compiled?.xform === undefined) return { ...answer, formVersionId: null }
      const formVersionId = access.newId()
      const { areaId, accountId: uploadedBy } = actor
      const { formId, version } = compiled.form.settings
      if (!(await asActor(keepForm({ formVersionId, areaId, file, uploadedBy }, compiled, issues))))
        throw problems.formVersionTaken({ form: formId, version: version || '–' })
      return { ...answer, formVersionId }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'form.view',
      summary: 'A version with its questions and warnings',
      params,
      answer: formDetailSchema,
    },
    async ({ asActor, params: { formVersionId } }) =>
      await asActor(async (db) =>
        renderDetail(
          await getFormVersion(formVersionId)(db),
          await readForm(formVersionId)(db),
          await listFormMedia(formVersionId)(db),
        ),
      ),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/comparison/:olderId`,
      permission: 'form.view',
      summary: 'What a version changes from an older one, and who must be trained again',
      params: params.extend({ olderId: z.uuid() }),
      answer: comparisonSchema,
    },
    async ({ asActor, params: { formVersionId, olderId } }) =>
      await asActor(async (db) => {
        const [before, after] = [await readForm(olderId)(db), await readForm(formVersionId)(db)]
        const { changes, issues, ...rest } = compareForms(before.compiled.form, after.compiled.form)
        return {
          ...rest,
          changes: changes.map(({ questions, ...change }) => ({
            ...change,
            questions: [...questions],
            text: changeKinds[change.kind].text,
          })),
          issues: findingsIn({ sheets: [] }, issues).general,
        }
      }),
  )

  for (const [action, summary] of [
    ['publish', 'Publish a version: phones get it, and no other of this form'],
    ['withdraw', 'Take a published version back: phones get none of this form'],
  ] as const) {
    route(
      app,
      parts,
      {
        method: 'POST',
        url: `${url}/${action}`,
        permission: 'form.publish',
        summary,
        params,
        body: publishFormSchema,
        answer: formVersionSchema,
      },
      async ({ asActor, actor, params: { formVersionId }, body: { reason } }) =>
        await asActor(async (db) => {
          const { areaId, formId, version, published } = await getFormVersion(formVersionId)(db)
          await requireInArea(areaId, actor)(db)
          if (published === (action === 'publish')) throw problems.formStandsSo({ version })
          const publishedBy = actor.accountId
          await releaseForm({ action, formVersionId, areaId, formId, version, reason, publishedBy })(db)
          return renderVersion(await getFormVersion(formVersionId)(db))
        }),
    )
  }

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/answers`,
      permission: 'form.view',
      summary: 'Check a submission by the version that made it; nothing is kept',
      params,
      answer: answerReportSchema,
      bodyLimit: mostBytes,
      mostAMinute: 20,
    },
    async ({ asActor, params: { formVersionId }, request }) => {
      const { compiled, xform, media } = await asActor(readContents(formVersionId))
      const { bytes } = await receiveSmallFile(request)
      const lists = [...media].filter(([name]) => /\.(csv|xml|geojson)$/i.test(name))
      const attachments = Object.fromEntries([
        ...lists.map(([name, list]) => [name, Buffer.from(list).toString('utf8')]),
        ...compiled.media.made.map(({ name, text }) => [name, text]),
      ])
      await using checker = openAnswerChecker({ xform, attachments }, { patienceSeconds: 20 })
      const { issues, ...report } = await checker.check(bytes.toString('utf8'))
      return { ...report, issues: findingsIn({ sheets: [] }, issues).general }
    },
  )
}
