import { z } from 'zod'
import { submitModel } from '../../cycle/index.ts'
import { evaluateModels, trainModel } from '../../engine/index.ts'
import { type Issue, type Message, isError } from '../../kernel/index.ts'
import { methodNames, renderEvaluation } from '../../ranking/index.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { getSurvey } from './surveys.ts'

const requestSchema = z.object({ survey: z.string(), spec: z.json(), codeVersion: z.string() })
export type TrainingRequest = z.infer<typeof requestSchema>

/** Training and judging a model; the subject is the model's id. The result is the hash of the model that is proposed. */
export function modelKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'model.train',
      permission: 'ranking.run',
      request: requestSchema,
      run: (work) => trainAndPropose(work, parts),
    }),
  ]
}

const phases = {
  train: { id: 'Melatih model resmi', en: 'Training the official model' },
  evaluate: {
    id: 'Membandingkan model pada rumah tangga yang tidak dilihatnya',
    en: 'Comparing models on unseen households',
  },
} satisfies Record<string, Message>

/** Training compares too, to decide on the trees: a third of the work. */
const shareOfTraining = 0.35

/** Beside the usual ones, the official model on fewer questions: another set of variables. */
const compared = [...methodNames, 'official-short'] as const

async function trainAndPropose(
  { subject, request: { survey, spec, codeVersion }, actor, note }: Work<TrainingRequest>,
  { registry: { folder, store, keys } }: ServerParts,
) {
  const data = await getSurvey(folder, survey)
  note(0, phases.train)
  const trained = await trainModel({ data, spec, codeVersion })
  if (trained.kind === 'refused') throw notTrained(trained.issues)
  note(shareOfTraining, phases.evaluate)
  const evaluated = await evaluateModels({
    data,
    spec,
    models: compared,
    onProgress: ({ done = 0, of = compared.length }) =>
      note(shareOfTraining + (1 - shareOfTraining) * (done / of), phases.evaluate),
  })
  if (evaluated.kind === 'refused') throw notTrained(evaluated.issues)
  const { kind: _, seconds: __, ...report } = evaluated
  const evaluation = renderEvaluation(report)
  await store.asActor(
    actor,
    submitModel({
      modelId: subject,
      areaId: actor.areaId,
      document: trained.document,
      evaluation,
      proposedBy: actor.accountId,
      key: keys.signing.lists[0],
    }),
  )
  return { modelId: subject, modelSha256: trained.report.modelSha256 }
}

/** The first issue in words; the rest is said by `ranking train` on the command line. */
function notTrained(issues: readonly Issue[]) {
  const first = issues.find(isError) ?? issues[0]
  return problems.modelNotTrained({ first: first?.message.id ?? '', firstEn: first?.message.en ?? '' })
}
