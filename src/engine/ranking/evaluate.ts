import type { Issue } from '../../kernel/index.ts'
import {
  type Evaluation,
  type MethodName,
  checkTraining,
  evaluate,
  methodNames,
  trainingOf,
} from '../../ranking/index.ts'
import { type DuckDbOptions, openDuckDb } from '../duckdb/index.ts'
import { type OnProgress, phaseTimer } from './phases.ts'
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
  let done = 0
  const models = await timer.run('evaluate', () =>
    evaluate(training, {
      names,
      replicates: request.replicates ?? 200,
      seed: request.seed ?? 1,
      onModel: () => request.onProgress?.({ phase: 'evaluate', done: ++done, of: names.length }),
    }),
  )
  const { rowCount, psu, district } = training.survey
  return {
    kind: 'evaluated',
    households: rowCount,
    psus: psu.names.length,
    districts: district.names.length,
    models,
    issues: [...read.issues, ...checkTraining(training)],
    seconds: timer.seconds,
  }
}
