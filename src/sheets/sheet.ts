import type { Where } from '../kernel/index.ts'

/** A workbook small enough to hold: a questionnaire, a table of settings. Lists of people are read row by row. */
export type Workbook = { readonly sheets: readonly Sheet[] }

/** Rows with nothing in them are left out, hence the numbers. */
export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[] }

export type SheetRow = {
  readonly sheet: string
  /** As the user counts: the first row is 1. */
  readonly number: number
  /** Column A first; empty cells at the end are left out. */
  readonly cells: readonly Cell[]
}

export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'empty'

export type Cell = {
  /** As a person reads it: numbers without exponent, dates as `YYYY-MM-DD`, booleans as `TRUE` and `FALSE`. */
  readonly text: string
  readonly kind: CellKind
  /** As the file holds it, where that differs in nature: `3.2040101011990E+15`, the serial number of a date. */
  readonly raw?: string
}

export const emptyCell: Cell = { text: '', kind: 'empty' }

export function textCell(text: string): Cell {
  return text === '' ? emptyCell : { text, kind: 'text' }
}

/** The text of the cell in a column, empty where the row is shorter. */
export function cellText(row: SheetRow, column: number): string {
  return row.cells[column]?.text ?? ''
}

/** The row without empty cells at its end, or `undefined` when nothing is left. */
export function trimmedRow(sheet: string, number: number, cells: readonly Cell[]): SheetRow | undefined {
  const last = cells.findLastIndex((cell) => cell.kind !== 'empty')
  return last < 0
    ? undefined
    : { sheet, number, cells: last + 1 === cells.length ? cells : cells.slice(0, last + 1) }
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetter(column: number): string {
  const before = column < 26 ? '' : columnLetter(Math.floor(column / 26) - 1)
  return before + String.fromCharCode(65 + (column % 26))
}

/** Where a cell lies, as its user looks for it: the column by its letter, and its heading when there is one. */
export function cellWhere(row: Pick<SheetRow, 'sheet' | 'number'>, column: number, heading = ''): Where {
  const letter = columnLetter(column)
  return { sheet: row.sheet, row: row.number, column: heading === '' ? letter : `${letter} (${heading})` }
}
