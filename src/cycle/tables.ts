import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Columns, DuckDb } from '../engine/index.ts'
import { quoteName, quoteText } from '../sql/index.ts'
import { type BulkValue, csvLine } from '../store/index.ts'

/** Columns as rows of values, on their way into the database. */
export function* columnRows(columns: Columns): Iterable<readonly BulkValue[]> {
  const read = columns.names.map((name) => {
    if (!columns.isNumeric(name)) return { text: columns.texts(name) }
    return { number: columns.numbers(name) }
  })
  for (let row = 0; row < columns.rowCount; row++) {
    yield read.map(({ text, number }) => {
      const value = text ? text[row] : number?.[row]
      return typeof value === 'number' && Number.isNaN(value) ? undefined : value
    })
  }
}

/** Makes a table of text columns in DuckDB, by way of a file in `folder`. */
export async function fillTextTable(
  duck: DuckDb,
  name: string,
  columns: Readonly<Record<string, readonly string[]>>,
  folder: string,
): Promise<void> {
  const names = Object.keys(columns)
  const file = join(folder, `${name}.csv`)
  const rows = columns[names[0] ?? '']?.length ?? 0
  const lines = Array.from({ length: rows }, (_, row) =>
    csvLine(names.map((column) => columns[column]?.[row])),
  )
  await writeFile(file, lines.join(''))
  const types = names.map((column) => `${quoteText(column)}: 'VARCHAR'`).join(', ')
  await duck.run(
    `create or replace table ${quoteName(name)} as select * from read_csv(${quoteText(file)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`,
  )
  await rm(file)
}

/** How often each value stands in a column. */
export function countTexts(values: readonly (string | null)[]): Readonly<Record<string, number>> {
  const counts = [...Map.groupBy(values, (value) => value ?? '')].map(
    ([value, all]) => [value, all.length] as const,
  )
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)))
}
