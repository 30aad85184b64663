import type { Issue } from '../../kernel/index.ts'
import {
  type Difference,
  type FeatureSpec,
  type Moments,
  type Spec,
  completedSpec,
  differencesOf,
  momentSteps,
  parseSpec,
  resolveFeatures,
  rolesOf,
  unmatchedDistricts,
} from '../../ranking/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, type DuckDbOptions, openDuckDb, readTables } from '../duckdb/index.ts'
import { withAnswers } from './answers.ts'
import { checkExpressions } from './check-expressions.ts'
import { type Refused, columnsOf } from './read-survey.ts'

export type HarmoniseRequest = {
  readonly survey: string
  /** CSV, Parquet or snapshot, coded as the survey is. */
  readonly registry: string
  readonly spec: unknown
  readonly duckdb?: DuckDbOptions
}

export type Harmonised = {
  readonly kind: 'harmonised'
  readonly districts: number
  readonly features: number
  /** What differs too much for a prediction to hold. */
  readonly differences: readonly Difference[]
  readonly issues: readonly Issue[]
}

/** Compares how survey and registry are distributed, feature by feature in each district. */
export async function compareDistributions(request: HarmoniseRequest): Promise<Harmonised | Refused> {
  const parsed = parseSpec(request.spec)
  if (parsed.kind === 'refused') return parsed
  const { spec } = parsed
  const survey = await momentsOf(request.survey, request.duckdb, spec, spec.weights.hh)
  if (survey.kind === 'refused') return survey
  const registry = await momentsOf(request.registry, request.duckdb, spec, undefined, survey.features)
  if (registry.kind === 'refused') return registry
  return {
    kind: 'harmonised',
    districts: survey.moments.length,
    features: survey.features.length,
    differences: differencesOf(survey.features, survey.moments, registry.moments),
    issues: [...survey.issues, ...unmatchedDistricts(survey.moments, registry.moments)],
  }
}

type Read = {
  readonly kind: 'read'
  readonly features: readonly FeatureSpec[]
  readonly moments: readonly Moments[]
  readonly issues: readonly Issue[]
}

/** Features are those of the survey: the registry is coded by the same text, or is refused. */
async function momentsOf(
  data: string,
  options: DuckDbOptions | undefined,
  spec: Spec,
  weight: string | undefined,
  known?: readonly FeatureSpec[],
): Promise<Read | Refused> {
  await using db = await openDuckDb(options)
  const tables = await readTables(db, data)
  const columns = await columnsOf(db, 'family')
  const { features, issues } =
    known === undefined
      ? await withAnswers(db, resolveFeatures(completedSpec(spec, columns), columns))
      : { features: known, issues: [] }
  const query = renderPipeline(pipelineOf(momentSteps(spec, features, columns, weight), tables), 'moments')
  try {
    return { kind: 'read', features, moments: await readMoments(db, query, features.length), issues }
  } catch (error) {
    const found = await checkExpressions(db, spec, features, columns)
    const roles = Object.keys(rolesOf(spec)).filter((place) => place !== 'district')
    const own = known === undefined ? found : found.filter(({ where }) => !roles.includes(where.column ?? ''))
    if (own.length === 0) throw error
    return { kind: 'refused', issues: own }
  }
}

async function readMoments(db: DuckDb, query: string, count: number): Promise<readonly Moments[]> {
  const { texts, numbers } = await db.readColumns(query)
  const [means, squares] = ['m', 's'].map((letter) =>
    Array.from({ length: count }, (_, index) => numbers(`${letter}${index}`)),
  )
  return texts('district').map((district, row) => {
    const own = (means ?? []).map((column) => column[row] ?? 0)
    return {
      district: district ?? '',
      families: numbers('families')[row] ?? 0,
      means: own,
      variances: (squares ?? []).map((column, index) => (column[row] ?? 0) - (own[index] ?? 0) ** 2),
    }
  })
}
