import type { Issue, Message } from '../../kernel/index.ts'
import { type DigitsRead, readDigits } from '../../registry/index.ts'
import { type SheetRow, type TableFile, cellText, readRows } from '../../sheets/index.ts'

/** A row of a list of recipients: by what a family may be found. Empty where the row says nothing. */
export type RecipientRow = {
  readonly row: number
  /** The number that the old list gives the family (`idbdt`). */
  readonly familyKey: string
  readonly kk: string
  readonly nik: string
}

/** The headings under which offices write each number; letters and digits alone count. */
const headings = {
  familyKey: ['idbdt', 'iddtks', 'idkeluarga', 'idsemesta'],
  kk: ['nokk', 'nomorkk', 'kk', 'nokartukeluarga'],
  nik: ['nik', 'nikpengurus', 'nikktp', 'noktp'],
} as const

/**
 * Reads a list of who receives a programme, as the office has it: a row a family or a person, with at least one of
 * `idbdt`, `nokk` and `nik`; other columns are passed over. Issues: the file cannot be read, has none of the columns, or
 * a row has no number that can be read.
 */
export function readRecipients(file: TableFile): {
  readonly rows: readonly RecipientRow[]
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  const [heading, ...rows] = readRows(file, (issue) => issues.push(issue))
  if (!heading) return { rows: [], issues }
  const columns = columnsOf(heading)
  if (Object.values(columns).every((column) => column < 0))
    return { rows: [], issues: [...issues, noColumn(file)] }
  const read = rows.map((row) => rowOf(row, columns))
  const empty = read.filter(({ familyKey, kk, nik }) => familyKey === '' && kk === '' && nik === '')
  return {
    rows: read.filter((row) => !empty.includes(row)),
    issues: [...issues, ...empty.map(({ row }) => noNumber(file, row))],
  }
}

type Columns = Readonly<Record<keyof typeof headings, number>>

function columnsOf({ cells }: SheetRow): Columns {
  const names = cells.map(({ text }) => text.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const find = (known: readonly string[]) => names.findIndex((name) => known.includes(name))
  return { familyKey: find(headings.familyKey), kk: find(headings.kk), nik: find(headings.nik) }
}

function rowOf(row: SheetRow, { familyKey, kk, nik }: Columns): RecipientRow {
  const number = (column: number) => digitsOf(readDigits(cellText(row, column), isNumber(row, column)))
  return { row: row.number, familyKey: cellText(row, familyKey).trim(), kk: number(kk), nik: number(nik) }
}

function isNumber({ cells }: SheetRow, column: number): boolean {
  return cells[column]?.kind === 'number'
}

/** A number whose last digits a spreadsheet lost finds nobody, or somebody else. */
function digitsOf(read: DigitsRead): string {
  return read.kind === 'digits' && /^\d{16}$/.test(read.digits) ? read.digits : ''
}

function noColumn({ name }: TableFile): Issue {
  return issue(
    'recipients_no_column',
    { file: name },
    {
      id: 'Berkas ini tidak punya kolom pengenal. Beri salah satu: idbdt, nokk, atau nik.',
      en: 'This file has no column to find a family by. Give one of: idbdt, nokk, nik.',
    },
  )
}

function noNumber({ name }: TableFile, row: number): Issue {
  return issue(
    'recipients_no_number',
    { file: name, row },
    {
      id: 'Baris ini tidak punya nomor yang dapat dibaca (16 angka).',
      en: 'This row has no number that can be read (16 digits).',
    },
  )
}

function issue(code: string, where: Issue['where'], message: Message): Issue {
  return { code, severity: 'error', where, params: {}, message }
}
