import { type DuckDBDataChunk, type DuckDBResult, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api'

/**
 * The columns of a query. Numbers, Booleans (0, 1) and decimals are doubles, with NaN for NULL; whole numbers are exact
 * to 2^53. Everything else is text as DuckDB writes it, with `null` for NULL.
 */
export type Columns = {
  readonly rowCount: number
  /** In the order of the query. */
  readonly names: readonly string[]
  /** @throws Error when the query has no such column, or it holds text. */
  readonly numbers: (name: string) => Float64Array
  /** @throws Error when the query has no such column, or it holds numbers. */
  readonly texts: (name: string) => readonly (string | null)[]
  readonly isNumeric: (name: string) => boolean
}

type Column = { readonly numbers: Float64Array[]; readonly texts: (string | null)[] }

/** Takes a result chunk by chunk into columns. */
export async function readChunks(result: DuckDBResult): Promise<Columns> {
  const reader = chunkReader(result)
  const columns = reader.names.map((): Column => ({ numbers: [], texts: [] }))
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
    const columns = reader.names.map((): Column => ({ numbers: [], texts: [] }))
    reader.take(chunk, columns)
    yield columnsOf(reader.names, reader.numeric, columns, chunk.rowCount)
  }
}

function chunkReader(result: DuckDBResult) {
  const names = result.columnNames()
  const numeric = names.map((_, index) => numericTypes.has(result.columnTypeId(index)))
  const take = (chunk: DuckDBDataChunk, columns: readonly Column[]) => {
    columns.forEach((column, index) => {
      if (numeric[index] === true) column.numbers.push(numbersOf(chunk, index))
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

function numbersOf(chunk: DuckDBDataChunk, index: number): Float64Array {
  const vector = chunk.getColumnVector(index)
  const numbers = new Float64Array(chunk.rowCount)
  for (let row = 0; row < numbers.length; row++) numbers[row] = numberOf(vector.getItem(row))
  return numbers
}

function numberOf(value: DuckDBValue): number {
  if (typeof value === 'number') return value
  if (value === null) return Number.NaN
  return Number(typeof value === 'object' ? String(value) : value)
}

function appendTexts(chunk: DuckDBDataChunk, index: number, texts: (string | null)[]): void {
  const vector = chunk.getColumnVector(index)
  for (let row = 0; row < chunk.rowCount; row++) {
    const value = vector.getItem(row)
    texts.push(value === null ? null : String(value))
  }
}

function columnsOf(
  names: readonly string[],
  numeric: readonly boolean[],
  columns: readonly Column[],
  rowCount: number,
): Columns {
  const numbers = new Map<string, Float64Array>()
  const texts = new Map<string, readonly (string | null)[]>()
  columns.forEach((column, index) => {
    const name = names[index] ?? ''
    if (numeric[index] === true) numbers.set(name, joined(column.numbers, rowCount))
    else texts.set(name, column.texts)
  })
  return {
    rowCount,
    names,
    numbers: (name) => numbers.get(name) ?? missing(name, 'numbers'),
    texts: (name) => texts.get(name) ?? missing(name, 'text'),
    isNumeric: (name) => numbers.has(name),
  }
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const whole = new Float64Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function missing(name: string, what: string): never {
  throw new Error(`the query has no column of ${what} named ${name}`)
}
