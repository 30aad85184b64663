import type { Issue } from '../kernel/index.ts'
import { delimitedRecords } from './delimited.ts'
import { type Limits, listLimits, workbookLimits } from './limits.ts'
import { parseMarkdown } from './markdown.ts'
import { issueOf, refusals } from './refusals.ts'
import { type SheetRow, type Workbook, textCell, trimmedRow } from './sheet.ts'
import { decodedText } from './text-encoding.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { openXlsx } from './xlsx-workbook.ts'

/** A file as it came: its name says what its bytes do not. */
export type TableFile = { readonly name: string; readonly bytes: Uint8Array }

export type Report = (issue: Issue) => void

/**
 * The rows of a table, one at a time and in bounded memory: XLSX, CSV (`,` `;` tab `|`; UTF-8, UTF-16, Windows-1252) or
 * Markdown. Reads the sheet named, or else the first that has rows; the heading is a row like others.
 * Whatever is wrong with the file is reported; after an error no rows follow. Never throws.
 */
export function* readRows(
  file: TableFile,
  report: Report,
  sheet?: string,
  limits = listLimits,
): Generator<SheetRow> {
  try {
    yield* sheetRows(openSource(file, limits, report), sheet)
  } catch (error) {
    report(issueOf(error, file.name))
  }
}

/** All sheets of a small workbook, such as a questionnaire. Never throws. */
export function readWorkbook(file: TableFile): {
  readonly workbook: Workbook
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  try {
    const source = openSource(file, workbookLimits, (issue) => issues.push(issue))
    const sheets = source.map(({ name, rows }) => ({ name, rows: [...rows()] }))
    if (sheets.every((sheet) => sheet.rows.length === 0)) throw refusals['sheets.empty']()
    return { workbook: { sheets }, issues }
  } catch (error) {
    return { workbook: { sheets: [] }, issues: [...issues, issueOf(error, file.name)] }
  }
}

type SourceSheet = { readonly name: string; readonly rows: () => Iterable<SheetRow> }

function* sheetRows(source: readonly SourceSheet[], wanted: string | undefined): Generator<SheetRow> {
  const named = source.filter(({ name }) => wanted === undefined || name === wanted)
  if (wanted !== undefined && named.length === 0) {
    throw refusals['sheets.no_sheet']({ sheet: wanted, sheets: source.map(({ name }) => name).join(', ') })
  }
  for (const { rows } of named) {
    let some = false
    for (const row of rows()) {
      some = true
      yield row
    }
    if (some) return
  }
  throw refusals['sheets.empty']()
}

function openSource(file: TableFile, limits: Limits, report: Report): readonly SourceSheet[] {
  const { bytes, name } = file
  if (bytes.length === 0) throw refusals['sheets.empty']()
  if (startsWith(bytes, 'PK')) {
    const book = openXlsx(bytes, limits)
    return book.sheets.map((sheet) => ({ name: sheet.name, rows: () => xlsxRows(book, sheet, report) }))
  }
  refuseForeign(bytes)
  if (/\.xls[xm]$/i.test(name)) throw refusals['sheets.damaged']({ part: 'zip' })
  const text = () => decodedText(bytes, name, report)
  if (/\.(md|markdown)$/i.test(name)) {
    return parseMarkdown([...text()].join('')).sheets.map((sheet) => ({
      name: sheet.name,
      rows: () => sheet.rows,
    }))
  }
  const sheet = name.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')
  return [{ name: sheet, rows: () => delimitedRows(sheet, text(), limits) }]
}

function* delimitedRows(sheet: string, text: Iterable<string>, limits: Limits): Generator<SheetRow> {
  for (const { number, fields } of delimitedRecords(text, limits.rowCharacters)) {
    const row = trimmedRow(sheet, number, fields.map(textCell))
    if (row) yield row
  }
}

/** Formats that are no tables of ours, by their first bytes. */
function refuseForeign(bytes: Uint8Array): void {
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw refusals['sheets.old_excel']()
  if (startsWith(bytes, 'PAR1')) throw refusals['sheets.unknown_format']({ format: 'Parquet' })
  if (startsWith(bytes, '%PDF')) throw refusals['sheets.unknown_format']({ format: 'PDF' })
  const head = latin1(bytes.subarray(0, 256)).replace(/^\xef\xbb\xbf/, '')
  if (/^\s*<(!doctype|html|head|meta|table|\?xml)/i.test(head)) throw refusals['sheets.web_page']()
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return latin1(bytes.subarray(0, magic.length)) === magic
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
