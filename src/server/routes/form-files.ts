import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requireInArea } from '../../access/index.ts'
import { createFormMedia, createJob, listFormMedia, readFormMedia } from '../../store/index.ts'
import {
  formFileNames,
  formMediaSchema,
  preparationStartedSchema,
  preparedFileNames,
} from '../contract/form.ts'
import { renderFormFile, typeOf } from '../forms/form-files.ts'
import { getFormVersion, mediaOf, readForm } from '../forms/form-versions.ts'
import { type PreparationRequest, preparedFile } from '../forms/work.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'
import { receiveSmallFile } from '../uploads/receive-small-file.ts'

const url = '/api/forms/:formVersionId'
const params = z.object({ formVersionId: z.uuid() })
const named = params.extend({ medium: z.string().max(200) })
const mostBytes = 20_000_000

/** What a version becomes, and the pictures, recordings and lists that lie beside it. */
export function formFileRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs, registry } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/files/:file`,
      permission: 'form.view',
      summary: 'A file of a version: XForm, codebook, manual, the XLSForm itself',
      params: params.extend({ file: z.enum(formFileNames) }),
    },
    async ({ asActor, params: { formVersionId, file }, reply }) => {
      const { head, form } = await asActor(async (db) => ({
        head: await getFormVersion(formVersionId)(db),
        form: await readForm(formVersionId)(db),
      }))
      const name = file === 'xlsform' ? head.fileName : fileName(head, file)
      return await sendFile(reply, { name, type: typeOf(name), content: renderFormFile(file, form) })
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/prepared/:prepared`,
      permission: 'form.view',
      summary: 'Print a manual, or gather everything that a version becomes in one archive',
      params: params.extend({ prepared: z.enum(preparedFileNames) }),
      answer: preparationStartedSchema,
      status: 202,
      mostAMinute: 20,
    },
    async ({ asActor, actor, params: { formVersionId, prepared: file } }) => {
      const { accountId: createdBy, role, areaId } = actor
      const jobId = access.newId()
      const subject = `${formVersionId}/${file}`
      const request: PreparationRequest = { formVersionId, file }
      const kind = 'form.prepare'
      await asActor(async (db) => {
        await getFormVersion(formVersionId)(db)
        if (!(await createJob({ jobId, kind, subject, areaId, request, createdBy, role })(db)))
          throw problems.sameTime()
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
      url: `${url}/prepared/:prepared`,
      permission: 'form.view',
      summary: 'A printed manual, or the archive of everything, once it was made',
      params: params.extend({ prepared: z.enum(preparedFileNames) }),
    },
    async ({ asActor, params: { formVersionId, prepared: file }, reply }) => {
      const head = await asActor(getFormVersion(formVersionId))
      const content = await readFile(preparedFile(registry.folder, { formVersionId, file })).catch(
        () => undefined,
      )
      if (!content) throw problems.notFound()
      const name = fileName(head, file)
      return await sendFile(reply, { name, type: typeOf(name), content })
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/media`,
      permission: 'form.edit',
      summary: 'Keep a file that the form expects beside it',
      params,
      answer: z.object({ media: z.array(formMediaSchema) }),
      bodyLimit: mostBytes,
      mostAMinute: 240,
    },
    async ({ asActor, actor, params: { formVersionId }, request }) => {
      const { areaId, published, version } = await asActor(async (db) => {
        const head = await getFormVersion(formVersionId)(db)
        await requireInArea(head.areaId, actor)(db)
        return head
      })
      const { name, bytes, sha256 } = await receiveSmallFile(request)
      return await asActor(async (db) => {
        const { compiled } = await readForm(formVersionId)(db)
        const { wanted } = compiled.media
        if (!wanted.includes(name))
          throw problems.formMediaUnknown({ name, wanted: wanted.join(', ') || '–' })
        const before = await listFormMedia(formVersionId)(db)
        if (published && before.some((file) => file.name === name))
          throw problems.formMediaOut({ name, version })
        await createFormMedia({ formVersionId, name, sha256, bytes, uploadedBy: actor.accountId })(db)
        db.audit({
          action: 'form.media',
          subject: formVersionId,
          areaId,
          detail: `name=${name} sha256=${sha256}`,
        })
        return { media: mediaOf(compiled, await listFormMedia(formVersionId)(db)) }
      })
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/media/:medium`,
      permission: 'form.view',
      summary: 'A file beside a version',
      params: named,
    },
    async ({ asActor, params: { formVersionId, medium: name }, reply }) => {
      const content = await asActor(async (db) => {
        const kept = (await readFormMedia(formVersionId, name)(db)).get(name)
        if (kept) return kept
        const { compiled } = await readForm(formVersionId)(db)
        return compiled.media.made.find((file) => file.name === name)?.text
      })
      if (content === undefined) throw problems.notFound()
      return await sendFile(reply, { name, type: typeOf(name), content })
    },
  )
}

function fileName(head: { readonly formId: string; readonly version: string }, file: string): string {
  return `${head.formId}-${head.version || 'x'}-${file}`
}
