import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { type Sql, renderSql } from '../sql/index.ts'

/**
 * A connection inside a transaction. Every query of the store is a function `(arguments) => (db) => …`, and every row
 * is parsed where it enters.
 */
export type Db = {
  readonly many: <T>(row: z.ZodType<T>, query: Sql) => Promise<readonly T[]>
  readonly find: <T>(row: z.ZodType<T>, query: Sql) => Promise<T | undefined>
  /** @throws Error when there is not exactly one row: a bug, for what users ask for use `find`. */
  readonly get: <T>(row: z.ZodType<T>, query: Sql) => Promise<T>
  /** Runs a statement; the number of rows it touched. */
  readonly run: (query: Sql) => Promise<number>
  /** `copy … from stdin`. */
  readonly copyIn: (
    statement: string,
    chunks: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
  ) => Promise<number>
  /** `copy … to stdout`, chunk by chunk. */
  readonly copyOut: (statement: string) => AsyncIterable<Buffer>
}

/** A pool whose values come as JSON would have them: days as text, instants as ISO 8601 text, whole numbers as numbers. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 10, ...config, types: { getTypeParser: parserFor } })
  // An idle connection that the server closed is replaced at the next query; without a listener it ends the process.
  pool.on('error', () => undefined)
  return pool
}

const int8 = 20
const date = 1082
const timestamptz = 1184
const numeric = 1700

function parserFor(oid: number, format?: 'text' | 'binary') {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === int8) return parseWhole
  if (oid === numeric) return Number
  if (oid === date) return (text: string) => text
  if (oid === timestamptz) return (text: string) => new Date(text).toISOString()
  return pg.types.getTypeParser(oid, 'text')
}

function parseWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`whole number beyond 2^53: ${text}`)
  return value
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const copies = new Set<Readable>()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(databaseOf(client, copies))
    await client.query('commit')
    return result
  } catch (error) {
    broken = copies.size > 0 ? new Error('a copy was left halfway') : await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** What is wrong with the connection, if it can no longer be used. */
async function rollBack(client: pg.ClientBase): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (cause) {
    return new Error('the connection is lost', { cause })
  }
}

/**
 * The `Db` of one connection. `copies` holds the streams that are being read: a connection on which one was left halfway
 * would wait for ever.
 */
export function databaseOf(client: pg.ClientBase, copies: Set<Readable> = new Set()): Db {
  const query = async (piece: Sql) => {
    const { text, values } = renderSql(piece)
    return await client.query<Record<string, unknown>>(text, [...values])
  }
  const many = async <T>(row: z.ZodType<T>, piece: Sql) => z.array(row).parse((await query(piece)).rows)
  return {
    many,
    find: async (row, piece) => atMostOne(await many(row, piece)),
    get: async (row, piece) => exactlyOne(await many(row, piece)),
    run: async (piece) => (await query(piece)).rowCount ?? 0,
    copyIn: async (statement, chunks) => {
      const sink = client.query(copyFrom(statement))
      await pipeline(Readable.from(chunks), sink)
      return sink.rowCount
    },
    copyOut: (statement) => {
      const stream = client.query(copyTo(statement))
      copies.add(stream)
      stream.once('end', () => copies.delete(stream))
      return stream
    },
  }
}

function atMostOne<T>(rows: readonly T[]): T | undefined {
  if (rows.length > 1) throw new Error(`at most one row expected, ${rows.length} came`)
  return rows[0]
}

function exactlyOne<T>(rows: readonly T[]): T {
  const row = atMostOne(rows)
  if (row === undefined) throw new Error('one row expected, none came')
  return row
}

/** One line of `copy … from stdin csv`; `null` and `undefined` become NULL, empty text stays empty text. */
export function csvLine(values: readonly (string | number | boolean | null | undefined)[]): string {
  return `${values.map(csvField).join(',')}\n`
}

function csvField(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value)
}
