import { resolve } from 'node:path'
import { quoteName } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'
import type { Source, TableEngine, TablePart } from '../table-engine.ts'
import { type Statements, readColumns } from './statements.ts'

type FillTable = TableEngine['fillTable']

/** Where files come from: those that the cluster sees, and those of this machine, which `local` reads. */
export function sourcesOf(statements: Statements, local: DuckDb, fillTable: FillTable) {
  let sent = 0
  const next = (kind: string) => `${kind}_${++sent}`
  return {
    openSource: async (file: string) =>
      file.endsWith('.parquet')
        ? await findParquet(statements, fillTable, next('parquet_files'), file)
        : await sendCsv(local, fillTable, next('csv'), file),
    readParquet: async (file: string) => await sendParquet(local, fillTable, next('parquet'), file),
  }
}

/**
 * A Parquet file or folder as the cluster sees it. Rows are numbered file by file in the order of their paths: of one
 * file as DuckDB numbers them, and nothing is sorted for it.
 */
async function findParquet(
  statements: Statements,
  fillTable: FillTable,
  files: string,
  file: string,
): Promise<Source> {
  const path = file.includes('://') ? file : resolve(file)
  const scan = `parquet.\`${path.replaceAll('`', '``')}\``
  const { names } = await readColumns(statements, `select * from ${scan} limit 0`)
  const { texts, numbers } = await readColumns(
    statements,
    `select _metadata.file_path as path, count(*) as records from ${scan} group by 1 order by 1`,
  )
  let before = 0
  const first = Array.from(numbers('records'), (records) => {
    before += records
    return before - records + 1
  })
  await fillTable(files, { path: 'string', first: 'integer' }, [[texts('path'), first]])
  return {
    columns: names,
    scan: `(
select s.*, f.first + s.mutakhir_row as mutakhir_number from (
  select *, _metadata.file_path as mutakhir_file, _metadata.row_index as mutakhir_row from ${scan}) s
join ${files} f on f.path = s.mutakhir_file) numbered`,
    row: 'mutakhir_number',
  }
}

/** A CSV of this machine, read by the one reader and sent. */
async function sendCsv(local: DuckDb, fillTable: FillTable, table: string, file: string): Promise<Source> {
  const { columns, scan } = await local.openSource(file)
  const types = textColumns(columns)
  await fillTable(table, { mutakhir_number: 'integer', ...types }, numbered(local, scan))
  const named = columns.map((column, index) => `c${index} as ${quoteName(column)}`)
  return {
    columns,
    scan: `(select mutakhir_number, ${named.join(', ')} from ${table}) sent`,
    row: 'mutakhir_number',
  }
}

async function* numbered(local: DuckDb, scan: string): AsyncIterable<TablePart> {
  let before = 0
  for await (const { rowCount, names, texts } of local.streamColumns(`select * from ${scan}`)) {
    const first = before + 1
    before += rowCount
    yield [Int32Array.from({ length: rowCount }, (_, row) => first + row), ...names.map(texts)]
  }
}

/** A Parquet file of this machine, sent as texts, so that whole numbers keep all their digits. @returns a relation */
async function sendParquet(
  local: DuckDb,
  fillTable: FillTable,
  table: string,
  file: string,
): Promise<string> {
  const scan = await local.readParquet(file)
  const described = await local.readColumns(`describe select * from ${scan}`)
  const columns = described.texts('column_name').map((name) => name ?? '')
  const types = described.texts('column_type').map((type) => (type === 'VARCHAR' ? 'string' : (type ?? '')))
  const texts = `select ${columns.map((name) => `cast(${quoteName(name)} as varchar) as ${quoteName(name)}`).join(', ')} from ${scan}`
  await fillTable(table, textColumns(columns), parts(local, texts))
  const cast = columns.map((name, index) => `cast(c${index} as ${types[index]}) as ${quoteName(name)}`)
  return `(select ${cast.join(', ')} from ${table})`
}

async function* parts(local: DuckDb, query: string): AsyncIterable<TablePart> {
  for await (const { names, texts } of local.streamColumns(query)) yield names.map(texts)
}

/** Columns by number: a Parquet table of Spark takes not every name. */
function textColumns(columns: readonly string[]): Readonly<Record<string, 'string'>> {
  return Object.fromEntries(columns.map((_, index) => [`c${index}`, 'string'] as const))
}
