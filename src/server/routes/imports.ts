import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { batchIdSchema } from '../../kernel/index.ts'
import {
  type ActorDb,
  type Db,
  createJob,
  listBatches,
  listIssues,
  listStagedRows,
  resolveRow,
  setBatchState,
} from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { pageOf, pageQuerySchema } from '../contract/common.ts'
import {
  importBatchSchema,
  importRowSchema,
  importRowsQuerySchema,
  promoteSchema,
  resolutionSchema,
  uploadQuerySchema,
  uploadedSchema,
} from '../contract/import.ts'
import { getBatch, readBatch, requireChecked, renderHead } from '../imports/batch.ts'
import { renderIssueFile } from '../imports/issue-file.ts'
import type { ListFile, Promotion } from '../imports/work.ts'
import { orRemove, receiveFile } from '../uploads/receive-file.ts'
import { readRowPage } from '../imports/rows.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'

const url = '/api/imports/:batchId'
const params = z.object({ batchId: batchIdSchema })

/** Files brought in: read and checked in the background, looked at, decided row by row, promoted or discarded. */
export function importRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { registry, access, jobs } = parts
  const { codebook, vault } = registry

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/imports',
      permission: 'import.view',
      summary: 'Imports, newest first',
      query: pageQuerySchema,
      answer: pageOf(importBatchSchema),
    },
    async ({ asActor, query }) => {
      const { items, total } = await asActor(listBatches(query))
      return { items: items.map((head) => renderHead(head, [])), total, ...query }
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/imports',
      permission: 'import.upload',
      summary: 'Upload a file',
      query: uploadQuerySchema,
      answer: uploadedSchema,
      status: 202,
      bodyLimit: 210_000_000,
      mostAMinute: 20,
    },
    async ({ asActor, actor, request, query }) => {
      const listDate = query.listDate ?? dayOf(access.now())
      const { folder } = registry
      const { fileId, path, ...file } = await receiveFile(request, { folder, newId: access.newId })
      const batchId = batchIdSchema.parse(fileId)
      const list: ListFile = { ...file, profile: query.profile, listDate }
      const { accountId: createdBy, role, areaId } = actor
      const jobId = access.newId()
      const noteJob = async (db: ActorDb) => {
        await createJob({
          jobId,
          kind: 'import.read',
          subject: batchId,
          areaId,
          request: list,
          createdBy,
          role,
        })(db)
        db.audit({ action: 'import.upload', subject: batchId, areaId, detail: `sha256=${file.fileSha256}` })
      }
      await orRemove(path, () => asActor(noteJob))
      jobs.wake()
      return { batchId, jobId }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'import.view',
      summary: 'An import with what was found in it',
      params,
      answer: importBatchSchema,
    },
    async ({ asActor, params: { batchId } }) => await asActor(readBatch(batchId)),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/rows`,
      permission: 'import.view',
      summary: 'Rows with issues, changes and candidates',
      params,
      query: importRowsQuerySchema,
      answer: pageOf(importRowSchema),
    },
    async ({ asActor, params: { batchId }, query: { page, size, outcome, code } }) =>
      await asActor(async (db) => {
        const { listDate } = await getBatch(batchId)(db)
        const staged = await listStagedRows(codebook, { batchId, outcome, code, page, size })(db)
        const { items, total } = await readRowPage(batchId, staged, {
          codebook,
          vault,
          listDate,
          today: dayOf(access.now()),
        })(db)
        return { items: [...items], total, page, size }
      }),
  )

  const rowParams = params.extend({ row: z.coerce.number().int().positive() })
  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/rows/:row/resolve`,
      permission: 'import.promote',
      summary: 'Say whom a row means',
      params: rowParams,
      body: resolutionSchema,
      answer: importRowSchema,
    },
    async ({ asActor, actor, params: { batchId, row }, body: { decision, personId, reason } }) =>
      await asActor(async (db) => {
        const { listDate, areaId } = await requireChecked(batchId)(db)
        const tools = { codebook, vault, listDate, today: dayOf(access.now()) }
        const before = await readRow(batchId, row, tools)(db)
        const chosen =
          decision === 'same'
            ? before.candidates.find((candidate) => candidate.personId === personId)
            : undefined
        if (decision === 'same' && !chosen) throw problems.personNotCandidate()
        const resolved = await resolveRow({
          batchId,
          row,
          decision,
          personId: chosen?.personId,
          decidedBy: actor.accountId,
          reason,
        })(db)
        if (!resolved) throw problems.rowNotWaiting()
        db.audit({
          action: 'import.resolve',
          subject: `${batchId}/${row}`,
          areaId,
          reason,
          detail: `decision=${decision} person=${chosen?.personId ?? ''}`,
        })
        return await readRow(batchId, row, tools)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/promote`,
      permission: 'import.promote',
      summary: 'Promote what nothing holds',
      params,
      body: promoteSchema,
      answer: importBatchSchema,
      status: 202,
    },
    async ({ asActor, actor, params: { batchId }, body: { reason } }) => {
      await asActor(async (db) => {
        const { areaId, fileName, sha256: fileSha256, listDate } = await requireChecked(batchId)(db)
        const { accountId: createdBy, role } = actor
        const request: Promotion = { fileName, fileSha256, profile: 'siks-ng', listDate, reason }
        const job = {
          jobId: access.newId(),
          kind: 'import.promote',
          subject: batchId,
          areaId,
          request,
          createdBy,
          role,
        }
        if (!(await createJob(job)(db))) throw problems.batchNotChecked({ state: 'promoting' })
      })
      jobs.wake()
      return await asActor(readBatch(batchId))
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/discard`,
      permission: 'import.promote',
      summary: 'Discard an import',
      params,
      answer: importBatchSchema,
    },
    async ({ asActor, params: { batchId } }) =>
      await asActor(async (db) => {
        const { areaId } = await requireChecked(batchId)(db)
        await setBatchState(batchId, 'discarded', { progress: 1 })(db)
        db.audit({ action: 'import.discard', subject: batchId, areaId })
        return await readBatch(batchId)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/issues.csv`,
      permission: 'import.view',
      summary: 'All that was found, as a file',
      params,
    },
    async ({ asActor, params: { batchId }, reply }) => {
      const issues = await asActor(async (db) => {
        await getBatch(batchId)(db)
        return await listIssues(batchId)(db)
      })
      return await sendFile(reply, {
        name: `temuan-${batchId}.csv`,
        type: 'text/csv; charset=utf-8',
        content: renderIssueFile(issues),
      })
    },
  )

  const readRow =
    (
      ...[batchId, row, tools]: [Parameters<typeof readRowPage>[0], number, Parameters<typeof readRowPage>[2]]
    ) =>
    async (db: Db) => {
      const staged = await listStagedRows(codebook, {
        batchId,
        row,
        outcome: undefined,
        code: undefined,
        page: 1,
        size: 1,
      })(db)
      const [found] = (await readRowPage(batchId, staged, tools)(db)).items
      if (!found) throw problems.notFound()
      return found
    }
}
