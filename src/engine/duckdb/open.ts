import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBAppender,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import type { ReadKeys, TableEngine } from '../table-engine.ts'
import { keyChunks, readChunks, streamChunks } from './read-chunks.ts'
import { tableMethods } from './table-methods.ts'

/** What a DuckDB may use of the machine. */
export type DuckDbOptions = {
  /** As DuckDB writes it: `1GB`, `512MB`. Never left to DuckDB, which would take four fifths of the machine. */
  readonly memoryLimit?: string
  readonly threads?: number
  /** Where sorts and joins spill when memory is short; without it a new folder of the system's, removed at the end. */
  readonly tempDirectory?: string
  /** A database file to work in, for tables beyond memory; without it tables are in memory and spill. */
  readonly file?: string
}

/** An open DuckDB, with one connection: one statement at a time. Hold it with `await using`. */
export type DuckDb = TableEngine & {
  /** Runs statements and forgets their result. */
  readonly run: (sql: string) => Promise<void>
  /** Adds rows to a table, column by column in the table's order; the columns are equally long. */
  readonly append: (table: string, columns: readonly ArrayLike<DuckDBValue>[]) => Promise<void>
  readonly readKeys: ReadKeys
}

/**
 * Opens a DuckDB in memory. It reads and writes local files only: no extension is loaded, none can be downloaded.
 * Every error of DuckDB is thrown with the statement it came from.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDb> {
  const spill = options.tempDirectory ?? (await mkdtemp(join(tmpdir(), 'mutakhir-duckdb-')))
  const instance = await DuckDBInstance.create(options.file ?? ':memory:', {
    memory_limit: options.memoryLimit ?? '1GB',
    threads: String(options.threads ?? 2),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const run: DuckDb['run'] = (sql) => withStatement(sql, async () => void (await connection.run(sql)))
  const readColumns: DuckDb['readColumns'] = (sql) =>
    withStatement(sql, async () => readChunks(await connection.stream(sql)))
  const append: DuckDb['append'] = async (table, columns) => {
    const appender = await connection.createAppender(table)
    appendColumns(appender, columns)
    appender.closeSync()
  }
  return {
    run,
    readColumns,
    append,
    ...tableMethods({ run, readColumns, append }),
    streamColumns: async function* (sql) {
      // A connection of its own: tables may be made while the result is read.
      const reader = await instance.connect()
      try {
        yield* streamChunks(await withStatement(sql, async () => await reader.stream(sql)))
      } finally {
        reader.closeSync()
      }
    },
    readKeys: async (from, number, keys) => {
      const sql = keyQuery(from, number, keys)
      return keyChunks(await withStatement(sql, async () => await connection.run(sql)))
    },
    [Symbol.asyncDispose]: async () => {
      connection.closeSync()
      instance.closeSync()
      if (options.tempDirectory === undefined) await rm(spill, { recursive: true, force: true })
    },
  }
}

/** Runs `task`; its error says which statement it was running. */
async function withStatement<T>(sql: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`DuckDB refused a statement: ${reason}\n${sql}`, { cause })
  }
}

/** DuckDB's own hash of the numbers of a key: the same within a process, and that is enough. */
function keyQuery(from: string, number: string, keys: readonly (readonly string[])[]): string {
  const hashes = keys.map((parts, index) => {
    const filled = parts.map((part) => `(${part}) is not null`).join(' and ')
    return `case when ${filled} then hash(${parts.join(', ')}) else cast(0 as ubigint) end as k${index}`
  })
  return `select ${[number, ...hashes].join(', ')} from ${from}`
}

const chunkRows = 2048

function appendColumns(appender: DuckDBAppender, columns: readonly ArrayLike<DuckDBValue>[]): void {
  const types = columns.map((_, index) => appender.columnType(index))
  const rows = columns[0]?.length ?? 0
  for (let from = 0; from < rows; from += chunkRows) {
    const chunk = DuckDBDataChunk.create(types, Math.min(chunkRows, rows - from))
    columns.forEach((column, index) => writeVector(chunk, index, column, from, types[index]))
    appender.appendDataChunk(chunk)
  }
}

/** Writes the values of a column from a row on into a chunk. */
function writeVector(
  chunk: DuckDBDataChunk,
  index: number,
  column: ArrayLike<DuckDBValue>,
  from: number,
  type: DuckDBType | undefined,
): void {
  const { rowCount } = chunk
  if (type !== undefined && liesAs(column, type)) {
    const target = bindings.data_chunk_get_vector(chunk.chunk, index)
    const { buffer, byteOffset, BYTES_PER_ELEMENT: width } = column
    bindings.copy_data_to_vector(target, 0, buffer, byteOffset + from * width, rowCount * width)
    return
  }
  const vector = chunk.getColumnVector(index)
  for (let row = 0; row < rowCount; row++) vector.setItem(row, column[from + row] ?? null)
  vector.flush()
}

/** Whether a column's numbers lie in memory as DuckDB's do, so that they are copied at once. */
function liesAs(
  column: ArrayLike<DuckDBValue>,
  { typeId }: DuckDBType,
): column is Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> {
  const fits =
    (column instanceof Int32Array && typeId === DuckDBTypeId.INTEGER) ||
    (column instanceof Float64Array && typeId === DuckDBTypeId.DOUBLE) ||
    (column instanceof BigInt64Array && typeId === DuckDBTypeId.BIGINT)
  return fits && column.buffer instanceof ArrayBuffer
}
