import { quoteName } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'
import type { TableEngine, TablePart } from '../table-engine.ts'
import { columnsOfParts, writeArrow } from './arrow.ts'
import { sparkDialect } from './dialect.ts'
import { sourcesOf } from './sources.ts'
import { type Statements, readColumns } from './statements.ts'

/** What an engine of tables does, in Spark's words; `local` is for the files of this machine. */
export function tableMethods(
  statements: Statements,
  local: DuckDb,
): Omit<TableEngine, typeof Symbol.asyncDispose> {
  const tables = namedTables(statements)
  const fillTable: TableEngine['fillTable'] = async (name, types, parts) => {
    const columns = Object.entries(types).map(([column, type]) => `${column} ${type}`)
    const table = await tables.make(name, `(${columns.join(', ')}) using parquet`)
    for await (const part of inLots(parts))
      await statements.send(writeArrow(types, part), `insert into ${table} select * from arriving`)
  }
  return {
    dialect: sparkDialect,
    makeTable: async (name, query) => void (await tables.make(name, `using parquet as ${query}`)),
    fillTable,
    addRows: async (name, query) => await statements.run(`insert into ${tables.get(name)} ${query}`),
    dropTables: async (names) => {
      for (const name of names) await tables.drop(name)
    },
    readColumns: async (query) => await readColumns(statements, query),
    streamColumns: async function* (query) {
      for await (const part of statements.stream(query)) yield columnsOfParts([part])
    },
    ...sourcesOf(statements, local, fillTable),
    writeParquet: async (query, file) => {
      for await (const { names, types, columns } of statements.stream(query)) {
        const definitions = names.map((name, index) => `${quoteName(name)} ${types[index]}`)
        await local.run(`create table if not exists arrived (${definitions.join(', ')})`)
        await local.append('arrived', columns)
      }
      await local.writeParquet('select * from arrived', file)
      await local.dropTables(['arrived'])
    },
  }
}

/**
 * Parquet tables under names that move: Spark can neither replace one nor read one while it is replaced, so each has a
 * name of its own behind a view.
 */
function namedTables({ run }: Statements) {
  const behind = new Map<string, string>()
  let made = 0
  const drop = async (name: string) => {
    const table = behind.get(name)
    if (table === undefined) return
    behind.delete(name)
    await run(`drop view ${name}`)
    await run(`drop table ${table}`)
  }
  return {
    drop,
    get: (name: string) => behind.get(name) ?? name,
    make: async (name: string, definition: string) => {
      const table = `t${++made}`
      await run(`create table ${table} ${definition}`)
      await drop(name)
      await run(`create temporary view ${name} as select * from ${table}`)
      behind.set(name, table)
      return table
    },
  }
}

/** Every lot is a job of Spark and a message to it: neither many nor large. */
const lotRows = 50_000

async function* inLots(parts: Iterable<TablePart> | AsyncIterable<TablePart>): AsyncIterable<TablePart> {
  let lot: (number | bigint | string | null)[][] = []
  for await (const part of parts) {
    lot = part.map((column, index) => (lot[index] ?? []).concat(Array.from(column)))
    if ((lot[0]?.length ?? 0) < lotRows) continue
    yield lot
    lot = []
  }
  if ((lot[0]?.length ?? 0) > 0) yield lot
}
