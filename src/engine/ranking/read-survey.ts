import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Issue, isError } from '../../kernel/index.ts'
import {
  type FeatureSpec,
  type Spec,
  type Survey,
  checkSurvey,
  completedSpec,
  parseSpec,
  resolveFeatures,
  rolesOf,
  surveyOf,
  surveySteps,
  withoutFeatures,
} from '../../ranking/index.ts'
import { pipelineOf, quoteName, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, readTable, readTables } from '../duckdb/index.ts'
import { withAnswers } from './answers.ts'
import { checkExpressions, expressionIssue } from './check-expressions.ts'

export type Refused = { readonly kind: 'refused'; readonly issues: readonly Issue[] }
export type ReadSurvey = {
  readonly kind: 'read'
  readonly spec: Spec
  readonly survey: Survey
  /** Warnings: what was left out or mended, and why. */
  readonly issues: readonly Issue[]
}

/**
 * Reads a survey (CSV, Parquet, or a directory laid out like a snapshot) as its spec says. Refused with issues when the
 * spec or the data would make a wrong model; otherwise constant features are left out, with a warning each.
 */
export async function readSurvey(db: DuckDb, data: string, document: unknown): Promise<ReadSurvey | Refused> {
  const parsed = parseSpec(document)
  if (parsed.kind === 'refused') return parsed
  const tables = await readTables(db, data)
  const missing = [...(await joinTables(db, data, parsed.spec)), ...memberIssues(parsed.spec, tables)]
  if (missing.length > 0) return { kind: 'refused', issues: missing }
  const columns = await columnsOf(db, 'family')
  const spec = completedSpec(parsed.spec, columns)
  const { features, issues } = await withAnswers(db, resolveFeatures(spec, columns))
  const query = renderPipeline(pipelineOf(surveySteps(spec, features, columns), tables), 'survey')
  try {
    const read = await db.readColumns(query)
    const survey = surveyOf(read, spec, features)
    const idOf = (row: number) => read.texts('id')[row] ?? ''
    return checked({ survey, spec, idOf }, [...issues, ...foldIssues(spec, columns)])
  } catch (error) {
    return refusedQuery(db, spec, features, columns, error)
  }
}

/** Which of the spec's expressions the engine could not run; when none, the fault is ours. */
async function refusedQuery(
  db: DuckDb,
  spec: Spec,
  features: readonly FeatureSpec[],
  columns: readonly string[],
  error: unknown,
): Promise<Refused> {
  const issues = await checkExpressions(db, spec, features, columns)
  if (issues.length === 0) throw error
  return { kind: 'refused', issues }
}

type Unchecked = {
  readonly survey: Survey
  readonly spec: Spec
  readonly idOf: (row: number) => string
}

function checked({ survey, spec, idOf }: Unchecked, before: readonly Issue[]): ReadSurvey | Refused {
  const { issues, leftOut } = checkSurvey(survey, idOf)
  const all = [...before, ...issues]
  if (all.some(isError)) return { kind: 'refused', issues: all }
  return { kind: 'read', spec, survey: withoutFeatures(survey, leftOut), issues: all }
}

/** Joins the spec's further tables, found beside the data; issues where one cannot be read or joined. */
async function joinTables(db: DuckDb, data: string, { joins }: Spec): Promise<readonly Issue[]> {
  const folder = (await stat(data)).isDirectory() ? data : dirname(data)
  for (const [index, { file, on }] of joins.entries()) {
    const place = `joins.${index}`
    try {
      await readTable(db, `joined_${index}`, join(folder, file))
      await db.run(`alter view family rename to family_${index}`)
      await db.run(
        `create view family as select * from family_${index} left join joined_${index} using (${quoteName(on)})`,
      )
    } catch (error) {
      return [expressionIssue(place, error)]
    }
  }
  return []
}

function memberIssues({ members }: Spec, tables: readonly string[]): readonly Issue[] {
  if (Object.keys(members).length === 0 || tables.includes('person')) return []
  return [expressionIssue('members', new Error('the data have no table of persons'))]
}

/** Names of a table's columns, in order. */
export async function columnsOf(db: DuckDb, table: string): Promise<readonly string[]> {
  return [...(await columnTypesOf(db, table)).keys()]
}

/** The columns of a table or view in their order, each with its type as DuckDB names it. */
export async function columnTypesOf(db: DuckDb, table: string): Promise<ReadonlyMap<string, string>> {
  const { texts } = await db.readColumns(`describe ${table}`)
  const types = texts('column_type')
  return new Map(texts('column_name').map((name, index) => [String(name), String(types[index])]))
}

function foldIssues(spec: Spec, columns: readonly string[]): readonly Issue[] {
  const { fold } = rolesOf(spec)
  if (fold === undefined || columns.includes(fold)) return []
  return [
    {
      code: 'spec_fold_made',
      severity: 'warning',
      where: { column: fold },
      params: { fold, count: spec.folds.count },
      message: {
        id: `Kolom lipatan "${fold}" tidak ada; ${spec.folds.count} lipatan dibuat dari PSU utuh.`,
        en: `There is no fold column "${fold}"; ${spec.folds.count} folds were made of whole PSUs.`,
      },
    },
  ]
}
