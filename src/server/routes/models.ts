import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicKeys } from '../../access/index.ts'
import { codeVersion, renderCard, renderPdf } from '../../engine/index.ts'
import { parseEvaluation, parseModel, renderPmml } from '../../ranking/index.ts'
import {
  type Db,
  type ModelHead,
  createJob,
  findModel,
  findModelBytes,
  listModelRuns,
  listModelSteps,
  listModels,
  recordModelStep,
} from '../../store/index.ts'
import { dayOf } from '../changes/as-of.ts'
import {
  modelBriefSchema,
  modelDecisionSchema,
  modelSchema,
  modelVerificationSchema,
  rankingStartedSchema,
  trainModelSchema,
  trainingStartedSchema,
  workbenchSchema,
} from '../contract/model.ts'
import { renderModelBrief, renderRankingModel, verifyModel } from '../models/render-model.ts'
import { exampleSpecs, getSurvey, listSurveys, receiveSurvey } from '../models/surveys.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'

const url = '/api/models/:modelId'
const params = z.object({ modelId: z.uuid() })
const languageQuery = z.object({ language: z.enum(['id', 'en']).default('id') })

/** Models: trained in the background, proposed by one and approved by another, with their card and their files. */
export function modelRoutes(app: FastifyInstance, parts: RouteParts): void {
  workbenchRoutes(app, parts)
  readingRoutes(app, parts)
  rankingRoutes(app, parts)
  fileRoutes(app, parts)
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
}

function fileRoutes(app: FastifyInstance, parts: RouteParts): void {
  const files = [
    ['model.json', 'application/json; charset=utf-8', 'The bytes of a model', renderBytes],
    [
      'evaluation.json',
      'application/json; charset=utf-8',
      'What was said of it and of others',
      renderEvaluation,
    ],
    ['manifest.json', 'application/json; charset=utf-8', 'The signed manifest of a model', renderManifest],
    ['model.pmml', 'application/xml; charset=utf-8', 'A model as PMML 4.4', renderAsPmml],
    ['card.html', 'text/html; charset=utf-8', 'The card of a model, as a page', renderAsCard],
    ['card.pdf', 'application/pdf', 'The card of a model, to be printed', printCard],
  ] as const
  for (const [name, type, summary, render] of files) {
    route(
      app,
      parts,
      {
        method: 'GET',
        url: `${url}/${name}`,
        permission: 'model.view',
        summary,
        params,
        query: languageQuery,
        mostAMinute: 60,
      },
      async ({ asActor, params: { modelId }, query: { language }, reply }) => {
        const file = await asActor(getModel(modelId))
        const content = await render(file, language)
        return await sendFile(reply, { name: `${file.head.name}-${name}`, type, content })
      },
    )
  }
}

type ModelFile = {
  readonly head: ModelHead
  readonly document: string
  readonly evaluation: string | null
}

const renderBytes = ({ document }: ModelFile) => document

function renderEvaluation({ evaluation }: ModelFile): string {
  if (evaluation === null) throw problems.notFound()
  return evaluation
}

function renderManifest({ head: { manifest, keyId: kid, signature } }: ModelFile): string {
  return `${JSON.stringify({ manifest, signature: { kid, signature } }, null, 2)}\n`
}

const renderAsPmml = ({ document }: ModelFile) => renderPmml(parseModel(JSON.parse(document)))

function renderAsCard({ head, document, evaluation }: ModelFile, language: 'id' | 'en'): string {
  return renderCard({
    model: parseModel(JSON.parse(document)),
    modelSha256: head.modelSha256,
    evaluation: evaluation === null ? undefined : parseEvaluation(JSON.parse(evaluation)),
    language,
  })
}

const printCard = async (file: ModelFile, language: 'id' | 'en') =>
  await renderPdf(renderAsCard(file, language))

const getModel =
  (modelId: string) =>
  async (db: Db): Promise<ModelFile> => {
    const [head, bytes] = [await findModel(modelId)(db), await findModelBytes(modelId)(db)]
    if (!head || !bytes) throw problems.notFound()
    return { head, ...bytes }
  }

function readSpec(text: string) {
  try {
    return z.json().parse(JSON.parse(text))
  } catch {
    const reason = { id: 'spesifikasi bukan JSON', en: 'the spec is not JSON' }
    throw problems.modelNotTrained({ first: reason.id, firstEn: reason.en })
  }
}
