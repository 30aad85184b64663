import type { Issue, Where } from '../kernel/index.ts'
import { numberText } from './number-text.ts'
import { refusals, warningOf } from './refusals.ts'
import { richText } from './rich-text.ts'
import { serialDateText } from './serial-date.ts'
import { type Cell, type SheetRow, cellWhere, emptyCell, textCell, trimmedRow } from './sheet.ts'
import type { XlsxBook } from './xlsx-workbook.ts'
import { type Attributes, type XmlHandlers, xmlReader } from './xml.ts'
import { inflatedPart } from './zip.ts'

type Report = (issue: Issue) => void

/** The rows of one sheet, as fast as they are unpacked: never more than a slice of the sheet is in memory. */
export function* xlsxRows(
  book: XlsxBook,
  sheet: XlsxBook['sheets'][number],
  report: Report,
): Generator<SheetRow> {
  const ready: SheetRow[] = []
  const rows = rowBuilder(sheet.name, book.zip.limits.cells, (row) => ready.push(row))
  const reader = xmlReader(sheet.part, sheetHandlers(book, rows, report))
  for (const chunk of inflatedPart(book.zip, sheet.part)) {
    reader.write(chunk)
    yield* ready.splice(0)
  }
  reader.end()
  yield* ready
}

/** Addresses may be absent: then a row follows the last one, and a cell the last of its row. */
type RowBuilder = {
  readonly openRow: (reference: string | undefined) => void
  readonly openCell: (reference: string | undefined) => void
  /** Puts a value in the open cell and says where it lies. */
  readonly place: (cell: Cell) => Where
  readonly closeRow: () => void
}

function rowBuilder(sheet: string, limit: number, take: (row: SheetRow) => void): RowBuilder {
  let number = 0
  let column = -1
  let cells: Cell[] = []
  let held = 0
  return {
    openRow: (reference) => {
      number = rowNumberOf(reference) ?? number + 1
      column = -1
      cells = []
    },
    openCell: (reference) => {
      column = columnOf(reference) ?? column + 1
    },
    place: (cell) => {
      held += Math.max(1, column - cells.length + 1)
      if (held > limit) throw refusals['sheets.too_large']({ what: 'sel/cells', limit })
      while (cells.length < column) cells.push(emptyCell)
      cells[column] = cell
      return cellWhere({ sheet, number }, column)
    },
    closeRow: () => {
      const row = trimmedRow(sheet, number, cells)
      if (row) take(row)
    },
  }
}

function sheetHandlers(book: XlsxBook, rows: RowBuilder, report: Report): XmlHandlers {
  let cell: Attributes = {}
  let value = ''
  let inValue = false
  const inline = richText((piece) => {
    value += piece
  })
  const closeCell = () => {
    const content = cellOf(book, cell, value)
    if (content.kind === 'empty') return
    const where = rows.place(content)
    if (cell['t'] === 'e') report(warningOf('sheets.formula_error', where))
  }
  return {
    open: (name, attributes) => {
      inline.open(name)
      if (name === 'v') inValue = true
      else if (name === 'row') rows.openRow(attributes['r'])
      else if (name === 'c') {
        rows.openCell(attributes['r'])
        cell = attributes
        value = ''
      }
    },
    close: (name) => {
      inline.close(name)
      if (name === 'v') inValue = false
      else if (name === 'c') closeCell()
      else if (name === 'row') rows.closeRow()
    },
    text: (piece) => {
      if (inValue) value += piece
      else inline.text(piece)
    },
  }
}

function cellOf(book: XlsxBook, attributes: Attributes, value: string): Cell {
  switch (attributes['t']) {
    case 's':
      return textCell(book.sharedStrings[Number(value)] ?? '')
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean', raw: value }
    case 'd':
      return { text: value.replace(/T00:00:00(\.0+)?Z?$/, ''), kind: 'date', raw: value }
    case 'inlineStr':
    case 'str':
    case 'e':
      return textCell(value)
    default:
      return value === '' ? emptyCell : numberCell(book, Number(attributes['s'] ?? 0), value)
  }
}

function numberCell(book: XlsxBook, style: number, raw: string): Cell {
  const date = book.dateStyles[style] ? serialDateText(raw, book.dateSystem) : undefined
  return date === undefined
    ? { text: numberText(raw), kind: 'number', raw }
    : { text: date, kind: 'date', raw }
}

/** 0 for `A1`, 26 for `AA7`; `undefined` for what is no address of a sheet (XFD is the last column). */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column >= 1 && column <= 16_384 ? column - 1 : undefined
}

function rowNumberOf(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= 1_048_576 ? number : undefined
}
