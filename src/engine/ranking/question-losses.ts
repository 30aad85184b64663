import type { Issue } from '../../kernel/index.ts'
import { type QuestionLosses, questionLosses } from '../../ranking/index.ts'
import { type DuckDbOptions, openDuckDb } from '../duckdb/index.ts'
import type { OnProgress } from '../phases.ts'
import { type Refused, readSurvey } from './read-survey.ts'

export type LossesRequest = {
  /** A survey with welfare: CSV, Parquet, or a folder laid out like a snapshot. */
  readonly data: string
  readonly spec: unknown
  /** Columns of the survey that questions fill. */
  readonly variables: readonly string[]
  readonly onProgress?: OnProgress
  readonly duckdb?: DuckDbOptions
}

export type MeasuredLosses = QuestionLosses & {
  readonly kind: 'measured'
  readonly households: number
  readonly issues: readonly Issue[]
}

/** What the ranking loses without each question, on a survey. */
export async function measureQuestionLosses(request: LossesRequest): Promise<MeasuredLosses | Refused> {
  await using db = await openDuckDb(request.duckdb)
  const read = await readSurvey(db, request.data, request.spec)
  if (read.kind === 'refused') return read
  const losses = questionLosses(read.survey, read.spec, request.variables, (done, of) =>
    request.onProgress?.({ phase: 'losses', done, of }),
  )
  return { kind: 'measured', households: read.survey.rowCount, issues: read.issues, ...losses }
}
