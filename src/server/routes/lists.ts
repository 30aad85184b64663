import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { branded } from '../../kernel/index.ts'
import {
  type Db,
  type ListHead,
  findList,
  findListFile,
  listDifferences,
  listLines,
  listLists,
} from '../../store/index.ts'
import { pageOf, pageQuerySchema } from '../contract/common.ts'
import {
  differenceLineSchema,
  differenceQuerySchema,
  linesQuerySchema,
  listBriefSchema,
  listLineSchema,
  listVerificationSchema,
  publishedListSchema,
} from '../contract/list.ts'
import { renderBrief, renderDifference, renderLine, renderList, verifyList } from '../lists/render-list.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'

const url = '/api/lists/:listId'
const params = z.object({ listId: z.uuid() })

/** Published lists: their lines with reasons, their difference from the list before, their signature, their file. */
export function listRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { store, keys } = parts.registry

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/lists',
      permission: 'list.view',
      summary: 'Published lists, newest first',
      query: pageQuerySchema,
      answer: pageOf(listBriefSchema),
    },
    async ({ asActor, query }) => {
      const { items, total } = await asActor(listLists(query))
      return { items: items.map(renderBrief), total, ...query }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'list.view',
      summary: 'A list, with the hashes of what it was made from',
      params,
      answer: publishedListSchema,
    },
    async ({ asActor, params: { listId } }) => renderList(await asActor(getList(listId))),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/lines`,
      permission: 'list.view',
      summary: 'What a list decided, family by family',
      params,
      query: linesQuerySchema,
      answer: pageOf(listLineSchema),
    },
    async ({ asActor, params: { listId }, query }) =>
      await asActor(async (db) => {
        const { programme } = await getList(listId)(db)
        const { page, size, outcome, areaId, q } = query
        const asked = {
          listId,
          outcome,
          areaId: areaId === undefined ? undefined : branded<number, 'AreaId'>(areaId),
          text: q,
          page,
          size,
        }
        const { items, total } = await listLines(asked)(db)
        return {
          items: items.map((line) => renderLine(line, programme, parts.reasonTexts)),
          total,
          page,
          size,
        }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/difference`,
      permission: 'list.view',
      summary: 'What changed from the list before',
      params,
      query: differenceQuerySchema,
      answer: pageOf(differenceLineSchema),
    },
    async ({ asActor, params: { listId }, query: { page, size, kind } }) =>
      await asActor(async (db) => {
        await getList(listId)(db)
        const { items, total } = await listDifferences({ listId, kind, page, size })(db)
        return { items: items.map(renderDifference), total, page, size }
      }),
  )

  // The file is read by the owner: whoever sees the list may know whether it is genuine, without seeing all of it.
  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/verify`,
      permission: 'list.view',
      summary: 'Verify signature and file',
      params,
      answer: listVerificationSchema,
      mostAMinute: 30,
    },
    async ({ asActor, params: { listId } }) => {
      const head = await asActor(getList(listId))
      const file = await store.asOwner(findListFile(listId))
      return verifyList(head, file?.csv ?? '', keys)
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/file.csv`,
      permission: 'list.download',
      summary: 'The file of a list',
      params,
    },
    async ({ asActor, params: { listId }, reply }) => {
      const file = await asActor(async (db) => {
        const found = await findListFile(listId)(db)
        if (!found) throw problems.notFound()
        db.audit({ action: 'list.download', subject: listId, areaId: branded(found.areaId) })
        return found
      })
      return await sendFile(reply, {
        name: `${file.programme}-${file.period}.csv`,
        type: 'text/csv; charset=utf-8',
        content: file.csv,
      })
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/manifest.json`,
      permission: 'list.download',
      summary: 'The signed manifest of a list',
      params,
    },
    async ({ asActor, params: { listId }, reply }) => {
      const { manifest, keyId: kid, signature, programme, period } = await asActor(getList(listId))
      const content = `${JSON.stringify({ manifest, signature: { kid, signature } }, null, 2)}\n`
      return await sendFile(reply, {
        name: `${programme}-${period}.manifest.json`,
        type: 'application/json; charset=utf-8',
        content,
      })
    },
  )
}

const getList =
  (listId: string) =>
  async (db: Db): Promise<ListHead> => {
    const head = await findList(listId)(db)
    if (!head) throw problems.notFound()
    return head
  }
