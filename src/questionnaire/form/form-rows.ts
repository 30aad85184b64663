import { type Sheet, type SheetRow, cellText, cellWhere } from '../../sheets/index.ts'
import type { Where } from '../../kernel/index.ts'
import { type Reading, issueTexts, reportMendable } from './form-issues.ts'
import { type Columns, canonicalHeading, isLooseLanguage } from './headings.ts'

/** A sheet of an XLSForm whose first row names its columns. */
export type FormTable = {
  readonly sheet: string
  /** Where the headings stand. */
  readonly headingRow: number
  /** In the order of the sheet, as `canonicalHeading` spells them; `` where a column has none. */
  readonly headings: readonly string[]
  readonly rows: readonly FormRow[]
}

export type FormRow = {
  readonly sheet: string
  readonly number: number
  readonly headings: readonly string[]
  /** By heading; empty cells are left out. */
  readonly values: ReadonlyMap<string, string>
}

const issue = issueTexts({
  'form.duplicate_column': {
    id: 'Kolom {heading} dan {first} berarti sama. Gabungkan isinya dalam satu kolom.',
    en: 'The columns {heading} and {first} mean the same. Bring their cells together in one column.',
  },
  'form.spaced_reference': {
    id: 'Spasi di dalam rujukan dibuang.',
    en: 'Spaces within a reference were taken out.',
  },
  'form.single_colon': {
    id: 'Kolom {heading} memakai satu titik dua. Tulis dengan dua, misalnya label::English (en).',
    en: 'The column {heading} has one colon. Write two, for instance label::English (en).',
  },
})

/** The rows of a sheet under its headings; no rows when there is no such sheet. */
export function formTable(
  sheet: Sheet | undefined,
  name: string,
  columns: Columns,
  reading: Reading,
): FormTable {
  const [first, ...rest] = sheet?.rows ?? []
  if (!first) return { sheet: name, headingRow: 1, headings: [], rows: [] }
  const headings = readHeadings(first, name, columns, reading)
  const rows = rest.map((row) => formRow(row, name, headings, reading))
  return { sheet: name, headingRow: first.number, headings, rows }
}

export function value(row: FormRow, heading: string): string {
  return row.values.get(heading) ?? ''
}

/** A row, or its cell under a heading: by letter and heading, by the heading alone where the sheet lacks the column. */
export function rowWhere(row: Pick<FormRow, 'sheet' | 'number' | 'headings'>, heading?: string): Where {
  if (heading === undefined) return { sheet: row.sheet, row: row.number }
  const column = row.headings.indexOf(heading)
  return column < 0 ? { sheet: row.sheet, row: row.number, column: heading } : cellWhere(row, column, heading)
}

function readHeadings(row: SheetRow, sheet: string, columns: Columns, reading: Reading): readonly string[] {
  const texts = row.cells.map((cell) => cleanText(cell.text.trim(), true))
  const doubleColon = texts.some((text) => text.includes('::'))
  const seen = new Map<string, string>()
  return texts.map((text, column) => {
    const where = cellWhere({ sheet, number: row.number }, column, text)
    const loose = doubleColon && isLooseLanguage(text, columns)
    if (loose)
      reportMendable(reading, issue('form.single_colon', where, { heading: text }), {
        id: 'Dibaca seolah-olah dua.',
        en: 'It was read as two.',
      })
    const heading = canonicalHeading(text, columns, doubleColon && !(loose && reading.lenient))
    const first = seen.get(heading)
    if (first === undefined) seen.set(heading, text)
    else if (heading !== '')
      reportMendable(reading, issue('form.duplicate_column', where, { heading: text, first }), {
        id: 'Sel kosong diisi dari kolom yang lain.',
        en: 'Empty cells were filled from the other column.',
      })
    return heading
  })
}

function formRow(row: SheetRow, sheet: string, headings: readonly string[], reading: Reading): FormRow {
  const values = new Map<string, string>()
  headings.forEach((heading, column) => {
    const where = () => cellWhere({ sheet, number: row.number }, column, heading)
    const text = mendReferences(cleanText(cellText(row, column).trim()), where, reading)
    if (heading !== '' && text !== '' && !values.has(heading)) values.set(heading, text)
  })
  return { sheet, number: row.number, headings, values }
}

/** Lenient reading takes the spaces out of `${ name }`; otherwise `check-references.ts` refuses it. */
function mendReferences(text: string, where: () => Where, { lenient, report }: Reading): string {
  if (!lenient || !text.includes('${')) return text
  const mended = text.replaceAll(/\$\{\s*([^{}\s]+)\s*\}/g, '$${$1}')
  if (mended !== text) report(issue('form.spaced_reference', where(), {}, 'warning'))
  return mended
}

/** Quotation marks as typed in formulas, for those that word processors put, and spaces for unbreakable ones. */
function cleanText(text: string, collapse = false): string {
  const plain = text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll('\u00a0', ' ')
  return collapse ? plain.replaceAll(/ +/g, ' ') : plain
}

/** With runs of spaces made one, as the sheet `survey` is read. */
export function collapsedRow(row: FormRow): FormRow {
  const values = new Map([...row.values].map(([heading, text]) => [heading, text.replaceAll(/ +/g, ' ')]))
  return { ...row, values }
}
