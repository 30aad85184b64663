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
import { type DuckDbOptions, openDuckDb, readTables } from '../duckdb/index.ts'
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
  const tables = await readTables(db, request.snapshotDir)
  const { texts, numbers } = await db.readColumns(
    featureQuery(request, tables, await columnsOf(db, 'family')),
  )
  const columns = request.model.features.map((_, index) => numbers(featureColumn(index)))
  const [districts, provinces] = [texts('district'), texts('province')]
  return new Map(
    texts('family_id').map((id, row) => {
      const place = { district: districts[row] ?? '', province: provinces[row] ?? '' }
      return [
        id ?? '',
        explain(
          request.model,
          place,
          columns.map((column) => column[row] ?? Number.NaN),
        ),
      ]
    }),
  )
}

function featureQuery(
  { model, familyIds }: ExplainRequest,
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
