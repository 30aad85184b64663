import { randomUUID } from 'node:crypto'
import { type DuckDbOptions, openDuckDb } from '../duckdb/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { openSession } from './client.ts'
import { parseSparkConnection } from './connection.ts'
import { sessionStatements } from './dialect.ts'
import { problems } from './problems.ts'
import { type Statements, readColumns, statementsOn } from './statements.ts'
import { tableMethods } from './table-methods.ts'

/**
 * Opens a session on the Spark Connect server of a connection string (`sc://host:port/;…`). Tables are Parquet tables of
 * a database of the session's own in the cluster's warehouse, and go when it closes. Parquet sources are read by the
 * cluster, so their path must be one that it knows; CSV sources, and whatever else is on this machine, are sent to it.
 * @param local of the DuckDB that reads and writes the files of this machine
 * @throws Problem when the server cannot be reached, refuses, or is older than 4.0
 */
export async function openSpark(connection: string, local: DuckDbOptions = {}): Promise<TableEngine> {
  await using opened = new AsyncDisposableStack()
  const session = opened.use(await openSession(parseSparkConnection(connection)))
  const duckDb = opened.use(await openDuckDb(local))
  const statements = statementsOn(session)
  const version = await getVersion(statements)
  const database = `mutakhir_${randomUUID().replaceAll('-', '')}`
  await statements.run(`create database ${database}`)
  // Where Spark is gone by then, nothing can be done about it from here.
  opened.defer(async () => await statements.run(`drop database ${database} cascade`).catch(() => {}))
  for (const statement of [`use ${database}`, ...sessionStatements(version)]) await statements.run(statement)
  const held = opened.move()
  return {
    ...tableMethods(statements, duckDb),
    [Symbol.asyncDispose]: async () => await held.disposeAsync(),
  }
}

async function getVersion(statements: Statements): Promise<string> {
  const { texts } = await readColumns(statements, 'select version() as version')
  const version = /^[0-9.]+/.exec(texts('version')[0] ?? '')?.[0] ?? ''
  if (Number.parseInt(version, 10) < 4) throw problems.tooOld({ version })
  return version
}
