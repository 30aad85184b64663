import { type SheetRow, type Workbook, cellText, cellWhere } from '../sheets/index.ts'
import type { Where } from '../kernel/index.ts'

/** A sheet of an XLSForm whose first row names its columns. */
export type FormTable = {
  readonly sheet: string
  /** In the order of the sheet, as `normalHeading` spells them. */
  readonly headings: readonly string[]
  readonly rows: readonly FormRow[]
}

export type FormRow = {
  readonly sheet: string
  readonly number: number
  readonly headings: readonly string[]
  /** By heading; empty cells are left out. */
  readonly values: Readonly<Record<string, string>>
}

/** The sheet of that name, whatever its capitals, as rows under headings; no rows when there is no such sheet. */
export function formTable(workbook: Workbook, name: string): FormTable {
  const sheet = workbook.sheets.find((candidate) => candidate.name.trim().toLowerCase() === name)
  const [first, ...rest] = sheet?.rows ?? []
  const headings = first?.cells.map((cell) => normalHeading(cell.text)) ?? []
  return { sheet: name, headings, rows: rest.map((row) => formRow(row, headings)) }
}

export function value(row: FormRow, heading: string): string {
  return row.values[heading] ?? ''
}

export function rowWhere(row: FormRow, heading?: string): Where {
  if (heading === undefined) return { sheet: row.sheet, row: row.number }
  return cellWhere(row, Math.max(0, row.headings.indexOf(heading)), heading)
}

/** `label::English (en)` from `Label :: English (en)`; words of the format in small letters, its synonyms replaced. */
function normalHeading(text: string): string {
  const [base = '', ...rest] = text.trim().split(/\s*::?\s*/)
  const word = base.toLowerCase().replaceAll(' ', '_')
  return [synonyms[word] ?? word, ...rest].join('::')
}

const synonyms: Readonly<Record<string, string>> = {
  relevance: 'relevant',
  calculate: 'calculation',
  constraining_message: 'constraint_message',
  readonly: 'read_only',
  caption: 'label',
  value: 'name',
}

function formRow(row: SheetRow, headings: readonly string[]): FormRow {
  const values = headings.flatMap((heading, column) => {
    const text = cellText(row, column).trim()
    return heading === '' || text === '' ? [] : [[heading, text] as const]
  })
  return { sheet: row.sheet, number: row.number, headings, values: Object.fromEntries(values) }
}
