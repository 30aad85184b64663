import { quoteText } from '../../sql/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { duckDbDialect } from './dialect.ts'
import type { DuckDb } from './open.ts'
import { copyToParquet } from './parquet.ts'

type Statements = Pick<DuckDb, 'run' | 'readColumns' | 'append'>

/** What an engine of tables does, in DuckDB's words. */
export function tableMethods({
  run,
  readColumns,
  append,
}: Statements): Omit<TableEngine, 'streamColumns' | 'readColumns' | typeof Symbol.asyncDispose> {
  return {
    dialect: duckDbDialect,
    makeTable: async (name, query) => await run(`create or replace table ${name} as ${query}`),
    fillTable: async (name, types, parts) => {
      const columns = Object.entries(types).map(([column, type]) => `${column} ${type}`)
      await run(`create or replace table ${name} (${columns.join(', ')})`)
      for await (const part of parts) await append(name, part)
    },
    addRows: async (table, query) => await run(`insert into ${table} ${query}`),
    dropTables: async (names) => await run(names.map((name) => `drop table if exists ${name}`).join(';')),
    openSource: async (file) => {
      const scan = file.endsWith('.parquet')
        ? `read_parquet(${quoteText(file)})`
        : `read_csv(${quoteText(file)}, header = true, all_varchar = true)`
      const { names } = await readColumns(`select * from ${scan} limit 0`)
      return { columns: names, scan, row: 'row_number() over ()' }
    },
    readParquet: (file) => Promise.resolve(`read_parquet(${quoteText(file)})`),
    writeParquet: async (query, file) => await copyToParquet({ run }, query, file),
  }
}
