import type { Issue } from '../../kernel/index.ts'
import {
  type Equivalence,
  type Evaluation,
  type Inference,
  type MethodName,
  type Model,
  type Stability,
  type Survey,
  checkTraining,
  equivalenceOf,
  evaluate,
  inferenceOf,
  methodNames,
  modelScores,
  residualWins,
  stabilityOf,
  trainingOf,
} from '../../ranking/index.ts'
import { type DuckDbOptions, openDuckDb } from '../duckdb/index.ts'
import { sha256OfData } from './hash.ts'
import { type OnProgress, phaseTimer } from '../phases.ts'
import { type Refused, readSurvey } from './read-survey.ts'
import { openTools } from './tools.ts'

export type EvaluateRequest = {
  readonly data: string
  readonly spec: unknown
  /** The first is what the others are compared with. */
  readonly models?: readonly MethodName[]
  /** Bootstrap replicates for standard errors. */
  readonly replicates?: number
  readonly seed?: number
  /** Also two halves of the PSUs, and other equivalence scales: four more fits. Done unless told not to. */
  readonly sensitivity?: boolean
  /** The model in force, to be judged on the same households. */
  readonly inForce?: Model
  readonly onProgress?: OnProgress
  /** Threads that pass over the rows; as many as the machine has when not said. Changes no byte of the result. */
  readonly threads?: number
  readonly duckdb?: DuckDbOptions
}

export type Evaluated = {
  readonly kind: 'evaluated'
  readonly households: number
  readonly psus: number
  readonly districts: number
  readonly models: readonly Evaluation[]
  /** Whether trees on what the official model leaves win by more than two paired standard errors; else they are not kept. */
  readonly residualKept: boolean | null
  /** Least squares with plain and design-based errors, and variance inflation. */
  readonly inference: Inference
  /** Agreement of models from two halves of the PSUs; null with fewer than six folds, or when not asked for. */
  readonly stability: Stability | null
  /** The official model under other equivalence scales. */
  readonly equivalence: readonly Equivalence[]
  /** Whether the model in force was trained on these very data, and so has seen what it is judged by. */
  readonly inForceHasSeenData: boolean
  readonly issues: readonly Issue[]
  readonly seconds: Readonly<Record<string, number>>
}

/** Compares models on a survey by nested cross-validation over whole PSUs. */
export async function evaluateModels(request: EvaluateRequest): Promise<Evaluated | Refused> {
  const timer = phaseTimer(request.onProgress)
  await using db = await openDuckDb(request.duckdb)
  await using tools = openTools(request.threads)
  const read = await timer.run('read', () => readSurvey(db, request.data, request.spec))
  if (read.kind === 'refused') return read
  const training = await timer.run('grams', () => trainingOf(read.survey, tools))
  const names = request.models ?? methodNames
  const inForce = request.inForce ? judgedModel(request.inForce, read.survey) : undefined
  let done = 0
  const models = await timer.run('evaluate', () =>
    evaluate(training, {
      names,
      replicates: request.replicates ?? 200,
      seed: request.seed ?? 1,
      selection: read.spec.selection,
      ...(inForce ? { inForce: inForce.prediction } : {}),
      onModel: () => request.onProgress?.({ phase: 'evaluate', done: ++done, of: names.length }),
    }),
  )
  const sensitivity = request.sensitivity ?? true
  const stability = await timer.run('stability', () => (sensitivity ? (stabilityOf(training) ?? null) : null))
  const equivalence = await timer.run('equivalence', () =>
    sensitivity ? thetas.map((theta) => equivalenceOf(training, tools, theta)) : [],
  )
  const seen = request.inForce?.trainedOn.dataSha256 === (await sha256OfData(request.data))
  const { rowCount, psu, district } = training.survey
  return {
    kind: 'evaluated',
    households: rowCount,
    psus: psu.names.length,
    districts: district.names.length,
    models,
    residualKept: residualWins(models),
    inference: inferenceOf(training),
    stability,
    equivalence,
    inForceHasSeenData: seen,
    issues: [...read.issues, ...checkTraining(training), ...(inForce?.issues ?? [])],
    seconds: timer.seconds,
  }
}

/** Welfare per head, and two scales under which a large household needs less a head. */
const thetas: readonly number[] = [1, 0.75, 0.5]

function judgedModel(model: Model, survey: Survey) {
  const { score, issues } = modelScores(model, survey)
  return { prediction: { score, sigma: score.map(() => model.sigma) }, issues }
}
