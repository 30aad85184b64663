/** What a cell may hold on its way out. Text stays text: identity numbers are never numbers. */
export type OutCell = string | number | boolean | undefined

export type CsvOptions = {
  readonly delimiter: ',' | ';'
  /** Tells Excel that the file is UTF-8. */
  readonly byteOrderMark: boolean
  /** For programs that compare texts: nothing is neutralised, and no spreadsheet should open it. */
  readonly exact?: true
}

/** RFC 4180, for programs. */
export const plainCsv: CsvOptions = { delimiter: ',', byteOrderMark: false }

/** For Excel under Indonesian settings, where the comma is the decimal sign. */
export const excelCsv: CsvOptions = { delimiter: ';', byteOrderMark: true }

/** A whole table, the heading first. Lines end in CRLF. */
export function renderCsv(rows: Iterable<readonly OutCell[]>, options: CsvOptions = plainCsv): string {
  return (options.byteOrderMark ? '\uFEFF' : '') + Array.from(rows, (row) => csvLine(row, options)).join('')
}

/** One line, for lists too long to hold. */
export function csvLine(row: readonly OutCell[], { delimiter, exact }: CsvOptions = plainCsv): string {
  return `${row.map((cell) => quoted(exact ? String(cell ?? '') : safe(cell), delimiter)).join(delimiter)}\r\n`
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers are
 * left alone.
 */
function safe(cell: OutCell): string {
  if (cell === undefined) return ''
  const text = String(cell)
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text)
    ? `'${text}`
    : text
}

function quoted(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}
