import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicKeys } from '../../access/index.ts'
import { codeVersion } from '../../engine/index.ts'
import { createJob, listModelRuns, listModelSteps, listModels, recordModelStep } from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import {
  modelBriefSchema,
  modelDecisionSchema,
  modelSchema,
  modelVerificationSchema,
  quotaPreviewSchema,
  rankingStartedSchema,
  trainModelSchema,
  trainingStartedSchema,
  workbenchSchema,
} from '../contract/model.ts'
import { previewQuotas, readPovertyMaps, readQuotaShare } from '../models/quotas.ts'
import { getModel } from '../models/read-model.ts'
import { renderModelBrief, renderRankingModel, verifyModel } from '../models/render-model.ts'
import { exampleSpecs, getSurvey, listSurveys, receiveSurvey } from '../models/surveys.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { modelFileRoutes } from './model-files.ts'

const url = '/api/models/:modelId'
const params = z.object({ modelId: z.uuid() })

/** Models: trained in the background, proposed by one and approved by another, with their card and their files. */
export function modelRoutes(app: FastifyInstance, parts: RouteParts): void {
  workbenchRoutes(app, parts)
  readingRoutes(app, parts)
  rankingRoutes(app, parts)
  modelFileRoutes(app, parts)
}

function workbenchRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { registry, access, jobs } = parts
  const { folder } = registry

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/workbench',
      permission: 'ranking.run',
      summary: 'Surveys that models can be trained on, and specs to start from',
      answer: workbenchSchema,
    },
    async () => ({ surveys: await listSurveys(folder), specs: await exampleSpecs() }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/surveys',
      permission: 'ranking.run',
      summary: 'Upload a survey',
      answer: z.object({ name: z.string() }),
      status: 201,
      mostAMinute: 10,
    },
    async ({ request, asActor, actor }) => {
      const name = await receiveSurvey(request, folder, access.newId())
      await asActor(async (db) => db.audit({ action: 'survey.upload', subject: name, areaId: actor.areaId }))
      return { name }
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/models',
      permission: 'ranking.run',
      summary: 'Train a model, compare it with others, and propose it',
      body: trainModelSchema,
      answer: trainingStartedSchema,
      status: 202,
    },
    async ({ asActor, actor, body }) => {
      await getSurvey(folder, body.survey)
      const request = { survey: body.survey, spec: readSpec(body.spec), codeVersion }
      const [jobId, modelId] = [access.newId(), access.newId()]
      const { accountId: createdBy, areaId, role } = actor
      await asActor(async (db) => {
        await createJob({ jobId, kind: 'model.train', subject: modelId, areaId, request, createdBy, role })(
          db,
        )
        db.audit({ action: 'model.train', subject: modelId, areaId, detail: body.survey })
      })
      jobs.wake()
      return { jobId, modelId }
    },
  )
}

function readingRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { keys } = parts.registry

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/models',
      permission: 'model.view',
      summary: 'Models: the one in force first, then the newest',
      answer: z.object({ items: z.array(modelBriefSchema) }),
    },
    async ({ asActor }) => ({ items: (await asActor(listModels)).map(renderModelBrief) }),
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url,
      permission: 'model.view',
      summary: 'A model: its figures, its variables, what became of it, what it ranked',
      params,
      answer: modelSchema,
    },
    async ({ asActor, actor, params: { modelId } }) =>
      await asActor(async (db) => {
        const { head, ...bytes } = await getModel(modelId)(db)
        const [steps, runs] = [await listModelSteps(modelId)(db), await listModelRuns(head.modelSha256)(db)]
        return renderRankingModel({ head, ...bytes, steps, runs, asker: actor.accountId })
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/steps`,
      permission: 'model.decide',
      summary: 'Approve or refuse a model that another proposed, put it into force, retire it',
      params,
      body: modelDecisionSchema,
      answer: z.null(),
    },
    async ({ asActor, actor: { accountId, areaId }, params: { modelId }, body: { state, reason } }) =>
      await asActor(async (db) => {
        await getModel(modelId)(db)
        await recordModelStep({ modelId, state, accountId, reason })(db)
        db.audit({ action: `model.${state}`, subject: modelId, areaId, detail: reason })
        return null
      }),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/verify`,
      permission: 'model.view',
      summary: 'Verify the signature of a model, and that its bytes are those that were signed',
      params,
      answer: modelVerificationSchema,
      mostAMinute: 30,
    },
    async ({ asActor, params: { modelId } }) => {
      const { head, ...bytes } = await asActor(getModel(modelId))
      return verifyModel(head, bytes, publicKeys(keys, 'lists'))
    },
  )
}

function rankingRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs } = parts

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/runs`,
      permission: 'ranking.run',
      summary: 'Rank the registry as of today by the model in force',
      params,
      answer: rankingStartedSchema,
      status: 202,
    },
    async ({ asActor, actor, params: { modelId } }) => {
      const [jobId, runId] = [access.newId(), access.newId()]
      const { accountId: createdBy, areaId, role } = actor
      await asActor(async (db) => {
        const { head } = await getModel(modelId)(db)
        if (head.areaId !== areaId) throw problems.outsideArea()
        if (head.state !== 'in_force') throw problems.modelWay()
        const request = { modelId, day: dayOf(access.now()) }
        await createJob({ jobId, kind: 'model.rank', subject: runId, areaId, request, createdBy, role })(db)
        db.audit({ action: 'model.rank', subject: runId, areaId, detail: head.modelSha256 })
      })
      jobs.wake()
      return { jobId, runId }
    },
  )

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/quotas',
      permission: 'model.view',
      summary: 'How a poverty map would part the quota among areas, beside what rank alone gives them',
      query: z.object({ map: z.string().max(100).optional() }),
      answer: quotaPreviewSchema,
    },
    async ({ asActor, actor, query }) => {
      const [maps, share] = [await readPovertyMaps(), await readQuotaShare()]
      return await asActor(previewQuotas(actor.areaId, maps, share, query.map))
    },
  )
}

function readSpec(text: string) {
  try {
    return z.json().parse(JSON.parse(text))
  } catch {
    const reason = { id: 'spesifikasi bukan JSON', en: 'the spec is not JSON' }
    throw problems.modelNotTrained({ first: reason.id, firstEn: reason.en })
  }
}
