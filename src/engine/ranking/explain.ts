import {
  type Explanation,
  type Model,
  codedFamilySteps,
  explain,
  featureColumn,
  featureList,
  roleExpression,
} from '../../ranking/index.ts'
import { pipelineOf, quoteText, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, type DuckDbOptions, openDuckDb, readTables } from '../duckdb/index.ts'
import { columnsOf } from './read-survey.ts'

export type ExplainRequest = {
  readonly snapshotDir: string
  readonly model: Model
  /** Families to explain: a page's one, a list's thousands. */
  readonly familyIds: readonly string[]
  readonly duckdb?: DuckDbOptions
}

/** Explanations of some families of a snapshot, by their id. Families that the snapshot lacks are left out. */
export async function explainFamilies(request: ExplainRequest): Promise<ReadonlyMap<string, Explanation>> {
  await using db = await openDuckDb(request.duckdb)
  const rows = await readFeatures(db, request, await readTables(db, request.snapshotDir))
  return new Map([...rows].map(([id, { place, values }]) => [id, explain(request.model, place, values)]))
}

type FeatureRow = {
  readonly place: { readonly district: string; readonly province: string }
  readonly values: readonly number[]
}
type Asked = Pick<ExplainRequest, 'model' | 'familyIds'>

/** The features of some families, by their id; `tables` are those that are open. */
export async function readFeatures(
  db: DuckDb,
  asked: Asked,
  tables: readonly string[],
): Promise<ReadonlyMap<string, FeatureRow>> {
  const { texts, numbers } = await db.readColumns(featureQuery(asked, tables, await columnsOf(db, 'family')))
  const columns = asked.model.features.map((_, index) => numbers(featureColumn(index)))
  const [districts, provinces] = [texts('district'), texts('province')]
  return new Map(
    texts('family_id').map((id, row) => {
      const place = { district: districts[row] ?? '', province: provinces[row] ?? '' }
      return [id ?? '', { place, values: columns.map((column) => column[row] ?? Number.NaN) }]
    }),
  )
}

function featureQuery(
  { model, familyIds }: Asked,
  tables: readonly string[],
  columns: readonly string[],
): string {
  const { spec, features } = model
  const text = (from: string | undefined) =>
    from === undefined ? `''` : `cast(${roleExpression(from, columns)} as varchar)`
  const id = text(columns.includes('family_id') ? 'family_id' : spec.id)
  const pipeline = pipelineOf(codedFamilySteps(spec, columns), tables)
  return `select ${id} as family_id, ${text(spec.district)} as district, ${text(spec.province)} as province,
${featureList(features)}
from (${renderPipeline(pipeline, 'coded_family')}) as coded
where ${id} in (${['NULL', ...familyIds.map(quoteText)].join(', ')})`
}
