import type { Dialect } from '../sql/index.ts'
import type { Columns } from './columns.ts'

/**
 * Where the steps of an analysis run: DuckDB in this process, or Spark on a cluster. Tables stay where they are made;
 * what is read from them, and the files that are named without `openSource`, are here.
 */
export type TableEngine = AsyncDisposable & {
  readonly dialect: Dialect
  /** Makes a table of a query. One of that name is replaced, and the query may read it. */
  readonly makeTable: (name: string, query: string) => Promise<void>
  /** Makes a table of columns in memory, part by part; the columns of a part are equally long. */
  readonly fillTable: (
    name: string,
    types: Readonly<Record<string, ColumnType>>,
    parts: Iterable<TablePart> | AsyncIterable<TablePart>,
  ) => Promise<void>
  readonly addRows: (table: string, query: string) => Promise<void>
  /** Tables that there are not are no error. */
  readonly dropTables: (names: readonly string[]) => Promise<void>
  /** A query's columns as typed arrays and lists of text; no row objects. */
  readonly readColumns: (query: string) => Promise<Columns>
  /** The same, some thousand rows at a time: for results beyond memory. Tables may be made meanwhile. */
  readonly streamColumns: (query: string) => AsyncIterable<Columns>
  /** There is one where tables lie in this process. */
  readonly readKeys?: ReadKeys
  /** Finds the columns of a user's CSV or Parquet file. @throws Error with the reason when it cannot be read */
  readonly openSource: (file: string) => Promise<Source>
  /** SQL of a relation that holds what a Parquet file does. */
  readonly readParquet: (file: string) => Promise<string>
  /** Writes a query to one Parquet file. Rows in a total order give the same bytes on every engine. */
  readonly writeParquet: (query: string, file: string) => Promise<void>
}

export type ColumnType = 'integer' | 'bigint' | 'double' | 'string'
export type TablePart = readonly ArrayLike<number | bigint | string | null>[]

/**
 * For each row of a relation its number, and for each list of whole numbers (SQL) a key of 64 bits, equal where all of them are
 * and 0 where one is NULL. That keys of different numbers are equal happens once in 2^64 pairs.
 */
export type ReadKeys = (
  from: string,
  number: string,
  keys: readonly (readonly string[])[],
) => Promise<Iterable<KeyChunk>>

export type KeyChunk = {
  readonly numbers: Int32Array
  /** Two words of 32 bits a row, the lower one first. */
  readonly keys: readonly Uint32Array[]
}

export type Source = {
  /** Columns as the file names them. */
  readonly columns: readonly string[]
  /** SQL that scans it: of a CSV everything is text, so that no code loses its zeros. */
  readonly scan: string
  /** SQL of a row's number in the file, from 1, over the scan. */
  readonly row: string
}
