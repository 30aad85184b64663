import type { Dialect } from '../../sql/index.ts'

/** How a column is read. One column may be read in several ways: a name as words and by its sound. */
export type Reading = 'text' | 'area' | 'name' | 'date' | 'nik' | 'digits' | 'number' | 'words'

/** SQL from the text expression of a column. */
export type TextSql = (dialect: Dialect, text: string) => string

/**
 * A column of the table `record`: something read from a column of the file. `sql` makes it from the text expression of
 * that column, or, for names, from the row of `name_form` that stands beside it. What several features of a column have
 * in common is `read` once, and `sql` then made from that.
 */
export type Feature = {
  readonly name: string
  /** The column of the settings it is read from. */
  readonly column: string
  readonly reading: Reading
  readonly sql: TextSql
  readonly read: { readonly name: string; readonly sql: TextSql } | undefined
}

/** Columns of the settings have a number each, so that no name from outside stands in SQL. */
export type ColumnNumbers = (column: string) => number

export function featureOf(
  numberOf: ColumnNumbers,
  column: string,
  reading: Reading,
  part: string,
  sql: TextSql,
  read?: TextSql,
): Feature {
  const number = numberOf(column)
  return {
    name: `${part}_${number}`,
    column,
    reading,
    sql,
    read: read && { name: `${reading}_read_${number}`, sql: read },
  }
}

/** What was read is the feature. */
export const asRead: TextSql = (_, read) => read

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
export const areaSql: TextSql = (dialect, text) => {
  return absentSql(`replace(replace(${dialect.trimmed(text)}, '.', ''), '-', '')`, ['', 'null', 'nan'])
}

/** The text, or NULL where it stands for nothing. */
export function absentSql(text: string, absent: readonly string[]): string {
  return absent.reduce((inner, word) => `nullif(${inner}, '${word}')`, text)
}
