import {
  DataType,
  Float64,
  Int32,
  Table,
  Utf8,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow'
import { type Columns, columnsOf } from '../columns.ts'
import type { ColumnType, TablePart } from '../table-engine.ts'

/** A part of a result; whole numbers of 64 bits are bigints. */
export type ArrowPart = {
  readonly names: readonly string[]
  /** As DuckDB names them. */
  readonly types: readonly string[]
  readonly isNumeric: readonly boolean[]
  readonly columns: readonly (readonly ArrowValue[])[]
  readonly rowCount: number
}
export type ArrowValue = string | number | bigint | boolean | null

/** Reads an Arrow IPC stream. @throws Error when a column is of a type that no step of ours makes */
export function readArrow(bytes: Uint8Array): ArrowPart {
  const table = tableFromIPC(bytes)
  const fields = table.schema.fields
  const types = fields.map(({ name, type }) => typeOf(name, type))
  return {
    names: fields.map(({ name }) => name),
    types,
    isNumeric: types.map((type) => type !== 'varchar'),
    columns: fields.map((_, index) => Array.from(table.getChildAt(index) ?? [])),
    rowCount: table.numRows,
  }
}

function typeOf(name: string, type: unknown): string {
  if (DataType.isUtf8(type)) return 'varchar'
  if (DataType.isBool(type)) return 'boolean'
  if (DataType.isFloat(type)) return 'double'
  if (DataType.isInt(type)) return type.bitWidth === 64 ? 'bigint' : 'integer'
  throw new Error(`column ${name} comes from Spark as ${String(type)}, which is not read`)
}

/** The parts of a result as columns. */
export function columnsOfParts(parts: readonly ArrowPart[]): Columns {
  const [first] = parts
  if (first === undefined) return columnsOf([], [], [], 0)
  const columns = first.isNumeric.map((isNumeric, index) => {
    const values = parts.map((part) => part.columns[index] ?? [])
    return isNumeric
      ? { numbers: values.map(numbersOf), texts: [] }
      : { numbers: [], texts: values.flatMap((part) => part.map(textOf)) }
  })
  const rowCount = parts.reduce((sum, part) => sum + part.rowCount, 0)
  return columnsOf(first.names, first.isNumeric, columns, rowCount)
}

function numbersOf(values: readonly ArrowValue[]): Float64Array {
  return Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)))
}

function textOf(value: ArrowValue): string | null {
  return value === null ? null : String(value)
}

/** Columns of a table as an Arrow IPC stream. */
export function writeArrow(types: Readonly<Record<string, ColumnType>>, part: TablePart): Uint8Array {
  const vectors = Object.entries(types).map(([name, type], index) => {
    const values = Array.from(part[index] ?? [])
    return [name, vectorFromArray(values, arrowType(type))] as const
  })
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream')
}

function arrowType(type: ColumnType) {
  if (type === 'string') return new Utf8()
  return type === 'double' ? new Float64() : new Int32()
}
