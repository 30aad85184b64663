import type { Issue } from '../../kernel/index.ts'
import { quoteName, quoteText } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'
import { linkageIssue } from './issues.ts'

/** A file whose columns have been found. */
export type SourceFile = {
  readonly file: string
  /** SQL that scans it, everything as it stands. */
  readonly scan: string
  /** Columns as the file names them. */
  readonly columns: readonly string[]
}

/** Opens a CSV or Parquet file: CSV as text only, so that no code loses its zeros. */
export async function openSource(db: DuckDb, file: string): Promise<SourceFile | { readonly issue: Issue }> {
  const scan = file.endsWith('.parquet')
    ? `read_parquet(${quoteText(file)})`
    : `read_csv(${quoteText(file)}, header = true, all_varchar = true)`
  try {
    const { names } = await db.readColumns(`select * from ${scan} limit 0`)
    return { file, scan, columns: names }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { issue: unreadable(file, reason) }
  }
}

function unreadable(file: string, reason: string): Issue {
  return linkageIssue(
    'file_unreadable',
    { file },
    { reason },
    {
      id: `Berkas tidak terbaca sebagai CSV atau Parquet: {reason}`,
      en: `The file cannot be read as CSV or Parquet: {reason}`,
    },
  )
}

/** The file's own name of a column of the settings: as it is, without regard to case and spaces, or by an alias. */
export function findColumn(
  { columns }: SourceFile,
  name: string,
  aliases: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const plain = (text: string) => text.trim().toLowerCase()
  for (const wanted of [name, ...(aliases[name] ?? [])]) {
    const found =
      columns.find((column) => column === wanted) ?? columns.find((column) => plain(column) === plain(wanted))
    if (found !== undefined) return found
  }
  return undefined
}

export function missingColumn(source: SourceFile, column: string): Issue {
  return linkageIssue(
    'column_missing',
    { file: source.file, column },
    { column, known: source.columns.map((name) => name.trim()).join(', ') },
    {
      id: 'Kolom "{column}" dalam pengaturan tidak ada di berkas. Kolom yang ada: {known}. Ganti namanya, atau beri nama lain di "columns".',
      en: 'The settings name the column "{column}", which the file lacks. Its columns are: {known}. Change the name, or give other names under "columns".',
    },
  )
}

/** SELECT of the id and the columns c0, c1 … as text; rows are numbered from `firstNumber` in their order. */
export function sourceSelect(
  source: SourceFile,
  id: string | undefined,
  columns: readonly (string | undefined)[],
  firstNumber: string,
  rowPrefix: string,
): string {
  const text = (name: string) => `cast(${quoteName(name)} as varchar)`
  const chosen = columns.map(
    (name, index) => `${name === undefined ? 'cast(null as varchar)' : text(name)} as c${index}`,
  )
  const row = 'row_number() over ()'
  const idText = id === undefined ? `${quoteText(rowPrefix)} || cast(${row} as varchar)` : `trim(${text(id)})`
  return `select ${row} - 1 + ${firstNumber} as rid, ${idText} as id, ${chosen.join(', ')} from ${source.scan}`
}
