import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { missedByArea, renderCard, renderPdf } from '../../engine/index.ts'
import { parseEvaluation, parseModel, renderPmml } from '../../ranking/index.ts'
import { errorMapSchema } from '../contract/model.ts'
import { type MappedFile, type ModelFile, getMappedModel } from '../models/read-model.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'
import { sendFile } from '../send-file.ts'

const url = '/api/models/:modelId'
const params = z.object({ modelId: z.uuid() })
const languageQuery = z.object({ language: z.enum(['id', 'en']).default('id') })

/** What a model is given out as: its bytes, its card, its exchange with other programs, its map of errors. */
export function modelFileRoutes(app: FastifyInstance, parts: RouteParts): void {
  mapRoute(app, parts)
  fileRoutes(app, parts)
}

function mapRoute(app: FastifyInstance, parts: RouteParts): void {
  route(
    app,
    parts,
    {
      method: 'GET',
      url: `${url}/error-map`,
      permission: 'model.view',
      summary: 'Boundaries of the areas of a model, with the share of their poor that are missed',
      params,
      answer: errorMapSchema,
    },
    async ({ asActor, params: { modelId } }) =>
      await asActor(async (db) => {
        const { document, areas } = await getMappedModel(modelId)(db)
        return errorMapSchema.parse(missedByArea(parseModel(JSON.parse(document)), areas))
      }),
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
        const file = await asActor(getMappedModel(modelId))
        const content = await render(file, language)
        return await sendFile(reply, { name: `${file.head.name}-${name}`, type, content })
      },
    )
  }
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

function renderAsCard({ head, document, evaluation, areas }: MappedFile, language: 'id' | 'en'): string {
  return renderCard({
    model: parseModel(JSON.parse(document)),
    modelSha256: head.modelSha256,
    evaluation: evaluation === null ? undefined : parseEvaluation(JSON.parse(evaluation)),
    areas: areas.features.length > 0 ? areas : undefined,
    language,
  })
}

const printCard = async (file: MappedFile, language: 'id' | 'en') =>
  await renderPdf(renderAsCard(file, language))
