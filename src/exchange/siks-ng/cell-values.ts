import { type PlainDate, parsePlainDate, plainDateOf } from '../../kernel/index.ts'
import { type Reading } from './columns.ts'
import { oldCodes } from './old-codes.ts'

/** A value read, or what is wrong with the cell; an empty cell says nothing. */
export type CellRead =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: string | number; readonly note?: 'decimal_comma' }
  | {
      readonly kind: 'wrong'
      readonly code: 'code_unknown' | 'not_a_number' | 'date_impossible' | 'date_future'
    }

const nothing: CellRead = { kind: 'nothing' }

/** Reads one cell by the rule of its column; `listDate` is the day the list was made. */
export function readCell(text: string, reading: Reading, listDate: PlainDate): CellRead {
  const trimmed = text.trim()
  if (trimmed === '') return nothing
  switch (reading.kind) {
    case 'text':
      return { kind: 'value', value: trimmed.replace(/\s+/g, ' ') }
    case 'code':
      return readCode(trimmed, oldCodes[reading.table])
    case 'owned':
      return readOwned(trimmed)
    case 'whole':
      return rounded(readNumber(trimmed), 1)
    case 'hectares':
      return scaled(readNumber(trimmed), 10_000)
    case 'date':
      return readDate(trimmed, listDate)
  }
}

/** Codes with or without leading zeros; as a spreadsheet may have it, `3.0`. */
function readCode(text: string, table: Readonly<Record<string, string>>): CellRead {
  const value = table[text.replace(/\.0+$/, '').replace(/^0+(?=\d)/, '')]
  if (value === undefined) return { kind: 'wrong', code: 'code_unknown' }
  return value === '' ? nothing : { kind: 'value', value }
}

function readOwned(text: string): CellRead {
  if (text === '1' || text === '3') return { kind: 'value', value: 1 }
  if (text === '2' || text === '4' || text === '0') return { kind: 'value', value: 0 }
  return { kind: 'wrong', code: 'code_unknown' }
}

/** `1.250,5` and `1250.5`; a single comma is a decimal one, as is usual in Indonesia. */
function readNumber(text: string): CellRead {
  const comma = text.includes(',')
  const plain = comma ? text.replaceAll('.', '').replace(',', '.') : text
  if (!/^\d+(\.\d+)?$/.test(plain)) return { kind: 'wrong', code: 'not_a_number' }
  const value = Number(plain)
  return comma ? { kind: 'value', value, note: 'decimal_comma' } : { kind: 'value', value }
}

function rounded(read: CellRead, unit: number): CellRead {
  return read.kind === 'value' ? { ...read, value: Math.round(Number(read.value) / unit) * unit } : read
}

function scaled(read: CellRead, divisor: number): CellRead {
  return read.kind === 'value' ? { ...read, value: Number(read.value) / divisor } : read
}

/** `31/12/1970`, `31-12-1970`, `1970-12-31`. */
function readDate(text: string, listDate: PlainDate): CellRead {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const date = parts
    ? plainDateOf(Number(parts[3]), Number(parts[2]), Number(parts[1]))
    : parsePlainDate(text.slice(0, 10))
  if (date === undefined) return { kind: 'wrong', code: 'date_impossible' }
  return date > listDate ? { kind: 'wrong', code: 'date_future' } : { kind: 'value', value: date }
}
