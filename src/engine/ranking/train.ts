import type { Issue } from '../../kernel/index.ts'
import {
  type CoefficientRow,
  type Model,
  checkTraining,
  coefficientTable,
  firstStageOnly,
  fitOfficial,
  fitSecondStage,
  heldBySign,
  modelOf,
  renderModel,
  trainingOf,
} from '../../ranking/index.ts'
import { type DuckDbOptions, openDuckDb } from '../duckdb/index.ts'
import { sha256Of } from '../sha256.ts'
import { sha256OfCode, sha256OfData } from './hash.ts'
import { type OnProgress, phaseTimer } from '../phases.ts'
import { type Refused, readSurvey } from './read-survey.ts'
import { openTools } from './tools.ts'

export type TrainRequest = {
  /** CSV or Parquet file, or a directory laid out like a snapshot. */
  readonly data: string
  /** The spec as read from its JSON. */
  readonly spec: unknown
  /** Goes into the model: the version of the code that made it. */
  readonly codeVersion: string
  readonly onProgress?: OnProgress
  /** Threads that pass over the rows; as many as the machine has when not said. Changes no byte of the result. */
  readonly threads?: number
  readonly duckdb?: DuckDbOptions
}

export type TrainReport = {
  readonly households: number
  readonly psus: number
  readonly districts: number
  readonly features: number
  readonly modelSha256: string
  readonly attention: number
  readonly penalties: Model['penalties']
  readonly sigma: number
  /** Mean quota error of each poverty weighting that was tried, on left-out folds. */
  readonly tried: readonly { readonly attention: number; readonly error: number }[]
  /** Whether trees follow the linear model, how many there are, and how the errors differ with them. */
  readonly trees: { readonly kept: boolean; readonly count: number; readonly compared: Model['stages'] }
  /** The national coefficients with their design-based errors, and how far those of districts lie apart. */
  readonly coefficients: readonly CoefficientRow[]
  readonly issues: readonly Issue[]
  readonly seconds: Readonly<Record<string, number>>
}

export type Trained = {
  readonly kind: 'trained'
  readonly model: Model
  /** The bytes whose SHA-256 is the model's name. */
  readonly document: string
  readonly report: TrainReport
}

/** What `evaluate` takes when nothing is said, so that both come to one verdict on the trees. */
const bootstrap = { replicates: 200, seed: 1 }

/** Trains the official model on all folds of a survey, with trees where they win. Same data and spec, same document, byte for byte. */
export async function trainModel(request: TrainRequest): Promise<Trained | Refused> {
  const timer = phaseTimer(request.onProgress)
  await using db = await openDuckDb(request.duckdb)
  await using tools = openTools(request.threads)
  const read = await timer.run('read', () => readSurvey(db, request.data, request.spec))
  if (read.kind === 'refused') return read
  const dataSha256 = await timer.run('hash', () => sha256OfData(request.data))
  const codeSha256 = await sha256OfCode()
  const training = await timer.run('grams', () => withGrams(trainingOf(read.survey, tools)))
  const official = await timer.run('fit', () => fitOfficial(training, training.folds))
  const staged =
    read.spec.trees === 'never'
      ? firstStageOnly(official)
      : await timer.run('trees', () => fitSecondStage(training, official, bootstrap))
  const model = modelOf(read.spec, training, staged, {
    dataSha256,
    codeVersion: request.codeVersion,
    codeSha256,
  })
  const document = renderModel(model)
  return {
    kind: 'trained',
    model,
    document,
    report: {
      households: training.survey.rowCount,
      psus: training.survey.psu.names.length,
      districts: training.survey.district.names.length,
      features: model.features.length,
      modelSha256: sha256Of(document),
      attention: model.attention,
      penalties: model.penalties,
      sigma: model.sigma,
      tried: official.tried,
      trees: { kept: model.trees.length > 0, count: model.trees.length, compared: model.stages },
      coefficients: coefficientTable(training, official),
      issues: [...read.issues, ...checkTraining(training), ...heldBySign(training, official)],
      seconds: timer.seconds,
    },
  }
}

/** The unweighted Gram matrices, made now, so that their time is told apart from the fit's. */
function withGrams(training: ReturnType<typeof trainingOf>) {
  training.grams(0)
  return training
}
