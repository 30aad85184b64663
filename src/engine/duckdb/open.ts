import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Columns, readChunks } from './columns.ts'

/** What a DuckDB may use of the machine. */
export type DuckDbOptions = {
  /** As DuckDB writes it: `1GB`, `512MB`. Never left to DuckDB, which would take four fifths of the machine. */
  readonly memoryLimit?: string
  readonly threads?: number
  /** Where sorts and joins spill when memory is short; without it a new folder of the system's, removed at the end. */
  readonly tempDirectory?: string
}

/** An open DuckDB in memory, with one connection: one statement at a time. Hold it with `await using`. */
export type DuckDb = AsyncDisposable & {
  /** Runs statements and forgets their result. */
  readonly run: (sql: string) => Promise<void>
  /** A query's columns as typed arrays and lists of text; no row objects. */
  readonly readColumns: (sql: string) => Promise<Columns>
}

/**
 * Opens a DuckDB in memory. It reads and writes local files only: no extension is loaded, none can be downloaded.
 * Every error of DuckDB is thrown with the statement it came from.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDb> {
  const spill = options.tempDirectory ?? (await mkdtemp(join(tmpdir(), 'mutakhir-duckdb-')))
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '1GB',
    threads: String(options.threads ?? 2),
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
  })
  const connection = await instance.connect()
  return {
    run: (sql) => withStatement(sql, async () => void (await connection.run(sql))),
    readColumns: (sql) => withStatement(sql, async () => readChunks(await connection.stream(sql))),
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
