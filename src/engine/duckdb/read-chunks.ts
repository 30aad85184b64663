import {
  type DuckDBDataChunk,
  type DuckDBMaterializedResult,
  type DuckDBResult,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { type ColumnParts, type Columns, columnsOf } from '../columns.ts'
import type { KeyChunk } from '../table-engine.ts'

/** Takes a result chunk by chunk into columns. */
export async function readChunks(result: DuckDBResult): Promise<Columns> {
  const reader = chunkReader(result)
  const columns = reader.names.map((): ColumnParts => ({ numbers: [], texts: [] }))
  let rowCount = 0
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    rowCount += chunk.rowCount
    reader.take(chunk, columns)
  }
  return columnsOf(reader.names, reader.numeric, columns, rowCount)
}

/** The chunks of a result, each as columns. */
export async function* streamChunks(result: DuckDBResult): AsyncIterable<Columns> {
  const reader = chunkReader(result)
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const columns = reader.names.map((): ColumnParts => ({ numbers: [], texts: [] }))
    reader.take(chunk, columns)
    yield columnsOf(reader.names, reader.numeric, columns, chunk.rowCount)
  }
}

/** A result of one INTEGER and then UBIGINT columns without NULLs, chunk by chunk as it lies in memory. */
export function* keyChunks(result: DuckDBMaterializedResult): Iterable<KeyChunk> {
  const columns = Array.from({ length: result.columnCount - 1 }, (_, key) => key + 1)
  for (let at = 0; at < result.chunkCount; at++) {
    const { chunk, rowCount } = result.getChunk(at)
    const bytesOf = (column: number, width: number) =>
      bindings.vector_get_data(bindings.data_chunk_get_vector(chunk, column), width * rowCount)
    const numbers = bytesOf(0, 4)
    yield {
      numbers: new Int32Array(numbers.buffer, numbers.byteOffset, rowCount),
      keys: columns.map((column) => {
        const words = bytesOf(column, 8)
        return new Uint32Array(words.buffer, words.byteOffset, 2 * rowCount)
      }),
    }
  }
}

function chunkReader(result: DuckDBResult) {
  const names = result.columnNames()
  const types = names.map((_, index) => result.columnTypeId(index))
  const numeric = types.map((type) => numericTypes.has(type))
  const take = (chunk: DuckDBDataChunk, columns: readonly ColumnParts[]) => {
    columns.forEach((column, index) => {
      if (numeric[index] === true) column.numbers.push(numbersOf(chunk, index, types[index]))
      else appendTexts(chunk, index, column.texts)
    })
  }
  return { names, numeric, take }
}

const numericTypes = new Set<DuckDBTypeId>([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
])

function numbersOf(chunk: DuckDBDataChunk, index: number, type: DuckDBTypeId | undefined): Float64Array {
  const copied = copiedNumbers(chunk, index, type)
  if (copied !== undefined) return copied
  const vector = chunk.getColumnVector(index)
  const numbers = new Float64Array(chunk.rowCount)
  for (let row = 0; row < numbers.length; row++) numbers[row] = numberOf(vector.getItem(row))
  return numbers
}

/** The numbers of an INTEGER or DOUBLE column without NULLs, as they lie in memory. */
function copiedNumbers(
  { chunk, rowCount }: DuckDBDataChunk,
  index: number,
  type: DuckDBTypeId | undefined,
): Float64Array | undefined {
  const vector = bindings.data_chunk_get_vector(chunk, index)
  const width = type === DuckDBTypeId.INTEGER ? 4 : type === DuckDBTypeId.DOUBLE ? 8 : undefined
  if (width === undefined || hasNulls(vector)) return undefined
  const { buffer, byteOffset } = bindings.vector_get_data(vector, width * rowCount)
  return width === 4
    ? new Float64Array(new Int32Array(buffer, byteOffset, rowCount))
    : new Float64Array(buffer.slice(byteOffset, byteOffset + 8 * rowCount))
}

/** A vector has no mask of what is valid where all is. */
function hasNulls(vector: bindings.Vector): boolean {
  const mask: Uint8Array | null | undefined = bindings.vector_get_validity(vector, 8)
  return mask !== null && mask !== undefined
}

function numberOf(value: DuckDBValue): number {
  if (typeof value === 'number') return value
  if (value === null) return Number.NaN
  return Number(typeof value === 'object' ? String(value) : value)
}

function appendTexts(chunk: DuckDBDataChunk, index: number, texts: (string | null)[]): void {
  const vector = chunk.getColumnVector(index)
  // The chunk's size is asked of the engine, which would take longer than a row.
  const { rowCount } = chunk
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row)
    texts.push(value === null ? null : String(value))
  }
}
