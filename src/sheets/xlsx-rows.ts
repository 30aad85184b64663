import type { Issue } from '../kernel/index.ts'
import { numberText } from './number-text.ts'
import { refusals, warningOf } from './refusals.ts'
import { serialDateText } from './serial-date.ts'
import { type Cell, type SheetRow, cellWhere, emptyCell, textCell, trimmedRow } from './sheet.ts'
import { type XlsxBook, richText } from './xlsx-workbook.ts'
import { type Attributes, xmlReader } from './xml.ts'
import { inflatedPart } from './zip.ts'

type Report = (issue: Issue) => void

/** The rows of one sheet, as fast as they are unpacked: never more than a slice of the sheet is in memory. */
export function* xlsxRows(
  book: XlsxBook,
  sheet: XlsxBook['sheets'][number],
  report: Report,
): Generator<SheetRow> {
  const ready: SheetRow[] = []
  const reader = xmlReader(
    sheet.part,
    rowHandlers(book, sheet.name, (row) => ready.push(row), report),
  )
  for (const chunk of inflatedPart(book.zip, sheet.part)) {
    reader.write(chunk)
    yield* ready.splice(0)
  }
  reader.end()
  yield* ready
}

function rowHandlers(book: XlsxBook, sheet: string, take: (row: SheetRow) => void, report: Report) {
  let number = 0
  let cells: Cell[] = []
  let column = -1
  let cell: Attributes = {}
  let value = ''
  let inValue = false
  let held = 0
  const inline = richText((piece) => {
    value += piece
  })
  const place = () => {
    const content = cellOf(book, cell, value)
    if (content.kind === 'empty') return
    held += column - cells.length + 1
    if (held > book.zip.limits.cells)
      throw refusals['sheets.too_large']({ what: 'sel/cells', limit: book.zip.limits.cells })
    while (cells.length < column) cells.push(emptyCell)
    cells[column] = content
    if (cell['t'] === 'e') report(warningOf('sheets.formula_error', cellWhere({ sheet, number }, column)))
  }
  return {
    open: (name: string, attributes: Attributes): void => {
      inline.open(name)
      if (name === 'v') inValue = true
      else if (name === 'c') {
        cell = attributes
        value = ''
        column = columnOf(attributes['r']) ?? column + 1
      } else if (name === 'row') {
        number = rowNumberOf(attributes['r']) ?? number + 1
        cells = []
        column = -1
      }
    },
    close: (name: string): void => {
      inline.close(name)
      if (name === 'v') inValue = false
      else if (name === 'c') place()
      else if (name === 'row') {
        const row = trimmedRow(sheet, number, cells)
        if (row) take(row)
      }
    },
    text: (piece: string): void => {
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
