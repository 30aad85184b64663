import type { Issue } from '../../kernel/index.ts'
import { type Dialect, quoteName, quoteText } from '../../sql/index.ts'
import type { Source, TableEngine } from '../table-engine.ts'
import { linkageIssue } from './issues.ts'

/** A file whose columns have been found. */
export type SourceFile = Source & { readonly file: string }

/** Opens a CSV or Parquet file. */
export async function openSource(
  db: TableEngine,
  file: string,
): Promise<SourceFile | { readonly issue: Issue }> {
  try {
    return { file, ...(await db.openSource(file)) }
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
  dialect: Dialect,
  id: string | undefined,
  columns: readonly (string | undefined)[],
  firstNumber: string,
  rowPrefix: string,
): string {
  const text = (name: string) => `cast(${quoteName(name)} as string)`
  const chosen = columns.map(
    (name, index) => `${name === undefined ? 'cast(null as string)' : text(name)} as c${index}`,
  )
  const idText =
    id === undefined ? `${quoteText(rowPrefix)} || cast(${source.row} as string)` : dialect.trimmed(text(id))
  return `select ${source.row} - 1 + ${firstNumber} as rid, ${idText} as id, ${chosen.join(', ')} from ${source.scan}`
}
