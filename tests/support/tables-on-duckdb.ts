import { type Columns, type DuckDb, openDuckDb, runPipeline } from '../../src/engine/duckdb/index.ts'
import { type Step, pipelineOf, quoteText } from '../../src/sql/index.ts'

export type Value = string | number | boolean | null
export type Row = Readonly<Record<string, Value>>

/** Small tables written out in a test: the SQL type of each column, and rows. */
export type TestTable = { readonly types: Readonly<Record<string, string>>; readonly rows: readonly Row[] }

/** Runs `steps` over `tables` on a fresh DuckDB; see `runSteps`. */
export async function runOnDuckDb(
  tables: Readonly<Record<string, TestTable>>,
  steps: readonly Step[],
  results: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  await using db = await openDuckDb()
  // Awaited here: `db` must outlive the run.
  return await runSteps(db, tables, steps, results)
}

/** Runs `steps` over `tables`, which it replaces, and reads `results`, each ordered by its columns from left to right. */
export async function runSteps(
  db: DuckDb,
  tables: Readonly<Record<string, TestTable>>,
  steps: readonly Step[],
  results: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  for (const [name, table] of Object.entries(tables)) await fillTable(db, name, table)
  await runPipeline(db, pipelineOf(steps, Object.keys(tables)), { tables: results })
  const read = []
  for (const name of results) read.push(rowsOf(await db.readColumns(`select * from ${name} order by all`)))
  return read
}

export async function fillTable(db: DuckDb, name: string, { types, rows }: TestTable): Promise<void> {
  const columns = Object.entries(types)
  await db.run(
    `create or replace table ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(', ')})`,
  )
  if (rows.length === 0) return
  const tuples = rows.map((row) => `(${columns.map(([column]) => literal(row[column] ?? null)).join(', ')})`)
  await db.run(`insert into ${name} values ${tuples.join(', ')}`)
}

export function rowsOf(columns: Columns): readonly Row[] {
  return Array.from({ length: columns.rowCount }, (_, row) =>
    Object.fromEntries(columns.names.map((name) => [name, valueAt(columns, name, row)])),
  )
}

function valueAt(columns: Columns, name: string, row: number): Value {
  if (!columns.isNumeric(name)) return columns.texts(name)[row] ?? null
  const number = columns.numbers(name)[row] ?? Number.NaN
  return Number.isNaN(number) ? null : number
}

function literal(value: Value): string {
  return typeof value === 'string' ? quoteText(value) : String(value)
}
