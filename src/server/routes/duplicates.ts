import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { createJob, createJudgement, findPair, listMerges, listPairs } from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import { pageOf } from '../contract/common.ts'
import {
  duplicateSummarySchema,
  judgementSchema,
  mergeSchema,
  mergesQuerySchema,
  pairBriefSchema,
  pairSchema,
  pairsQuerySchema,
  searchStartedSchema,
  startSearchSchema,
} from '../contract/duplicate.ts'
import { renderPair, renderPairs } from '../duplicates/render-pair.ts'
import { readSummary } from '../duplicates/summary.ts'
import type { SearchRequest } from '../duplicates/work.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

const url = '/api/duplicates'
const params = z.object({ pairId: z.uuid() })

/** Persons who may be in the registry twice: looked for, judged by people, and what was merged. */
export function duplicateRoutes(app: FastifyInstance, parts: RouteParts): void {
  searchRoutes(app, parts)
  pairRoutes(app, parts)
  mergeRoutes(app, parts)
}

function searchRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/summary`,
      permission: 'duplicate.view',
      summary: 'How far the review is, how reviewers agree, and how good the last search was',
      answer: duplicateSummarySchema,
    },
    async ({ asActor }) => await asActor(readSummary),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/runs`,
      permission: 'linkage.run',
      summary: 'Look for persons of the own area who are in the registry twice',
      body: startSearchSchema,
      answer: searchStartedSchema,
      status: 202,
    },
    async ({ asActor, actor: { accountId: createdBy, areaId, role }, body }) => {
      const [jobId, runId] = [access.newId(), access.newId()]
      const request: SearchRequest = { ...body, day: dayOf(access.now()) }
      await asActor(async (db) => {
        await createJob({ jobId, kind: 'linkage.find', subject: runId, areaId, request, createdBy, role })(db)
        db.audit({ action: 'linkage.run', subject: runId, areaId, detail: `reviewers=${body.reviewers}` })
      })
      jobs.wake()
      return { jobId }
    },
  )
}

function pairRoutes(app: FastifyInstance, parts: RouteParts): void {
  const today = () => dayOf(parts.access.now())
  const tools = {
    codebook: parts.registry.codebook,
    vault: parts.registry.vault,
    reasonTexts: parts.reasonTexts,
  }

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'duplicate.view',
      summary: 'Pairs that may be one person, by what has become of them',
      query: pairsQuerySchema,
      answer: pageOf(pairBriefSchema),
    },
    async ({ asActor, query }) =>
      await asActor(async (db) => {
        const { items, total } = await listPairs(query)(db)
        return { items: await renderPairs(items)(db), total, page: query.page, size: query.size }
      }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/:pairId`,
      permission: 'duplicate.view',
      summary: 'A pair side by side, with the evidence for and against',
      params,
      answer: pairSchema,
    },
    async ({ asActor, params: { pairId } }) =>
      await asActor(async (db) => {
        const pair = await findPair(pairId)(db)
        if (!pair) throw problems.notFound()
        db.audit({ action: 'duplicate.view', subject: pairId, areaId: pair.villageA })
        return await renderPair(pair, today(), tools)(db)
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/:pairId/judgements`,
      permission: 'duplicate.judge',
      summary: 'Say whether a pair is one person',
      params,
      body: judgementSchema,
      answer: pairSchema,
    },
    async ({ asActor, actor: { accountId: judgedBy }, params: { pairId }, body: { verdict, reason } }) =>
      await asActor(async (db) => {
        const pair = await findPair(pairId)(db)
        if (!pair) throw problems.notFound()
        await createJudgement({ pairId, judgedBy, verdict, reason })(db)
        db.audit({
          action: 'duplicate.judge',
          subject: pairId,
          areaId: pair.villageA,
          reason,
          detail: `verdict=${verdict}`,
        })
        return await renderPair((await findPair(pairId)(db)) ?? pair, today(), tools)(db)
      }),
  )
}

function mergeRoutes(app: FastifyInstance, parts: RouteParts): void {
  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/merges',
      permission: 'duplicate.view',
      summary: 'Persons who were merged, newest first',
      query: mergesQuerySchema,
      answer: pageOf(mergeSchema),
    },
    async ({ asActor, query }) => {
      const { items, total } = await asActor(listMerges(query))
      return { items: [...items], total, page: query.page, size: query.size }
    },
  )
}
