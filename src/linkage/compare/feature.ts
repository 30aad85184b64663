import type { Dialect } from '../../sql/index.ts'

/** How a column is read. One column may be read in several ways: a name as words and by its sound. */
export type Reading = 'text' | 'area' | 'name' | 'date' | 'nik' | 'digits' | 'number' | 'words'

/**
 * A column of the table `record`: something read from a column of the file. `sql` makes it from the text expression of
 * that column, or, for names, from the row of `name_form` that stands beside it.
 */
export type Feature = {
  readonly name: string
  /** The column of the settings it is read from. */
  readonly column: string
  readonly reading: Reading
  readonly sql: (dialect: Dialect, text: string) => string
}

/** Columns of the settings have a number each, so that no name from outside stands in SQL. */
export type ColumnNumbers = (column: string) => number

export function featureOf(
  numberOf: ColumnNumbers,
  column: string,
  reading: Reading,
  part: string,
  sql: Feature['sql'],
): Feature {
  return { name: `${part}_${numberOf(column)}`, column, reading, sql }
}

/** Small letters and digits, parted by single spaces; what stands for nothing is NULL. */
export function plainSql(dialect: Dialect, text: string): string {
  const plain = dialect.trimmed(dialect.replacePattern(dialect.plainText(text), '[^\\p{L}\\p{N}]+', ' '))
  return absentSql(plain, ['', 'null', 'nan', 'n a'])
}

/** Small letters without spaces around, for codes. */
export function codeSql(dialect: Dialect, text: string): string {
  return absentSql(`lower(${dialect.trimmed(text)})`, ['', '-', 'null', 'nan', 'n/a'])
}

/** Codes of areas without the stops between their levels. */
export function areaSql(dialect: Dialect, text: string): string {
  return absentSql(`replace(replace(${dialect.trimmed(text)}, '.', ''), '-', '')`, ['', 'null', 'nan'])
}

/** The text, or NULL where it stands for nothing. */
export function absentSql(text: string, absent: readonly string[]): string {
  return absent.reduce((inner, word) => `nullif(${inner}, '${word}')`, text)
}
