import { Problem } from '../../kernel/index.ts'
import type { Columns } from '../columns.ts'
import { type ArrowPart, columnsOfParts, readArrow } from './arrow.ts'
import type { Plan, SparkSession } from './client.ts'

/** What is said to Spark, in SQL. Every error of a statement is thrown with it. */
export type Statements = {
  readonly run: (sql: string) => Promise<void>
  readonly stream: (query: string) => AsyncIterable<ArrowPart>
  /** Runs `insert`, to which the rows of an Arrow IPC stream are the view `arriving`. */
  readonly send: (data: Uint8Array, insert: string) => Promise<void>
}

export function statementsOn({ execute }: SparkSession): Statements {
  const all = async (plan: Plan, sql: string) => {
    for await (const _ of named(execute(plan), sql));
  }
  const run = async (sql: string) =>
    await all({ command: { sqlCommand: { input: { sql: { query: sql } } } } }, sql)
  return {
    run,
    stream: async function* (query) {
      for await (const bytes of named(execute({ root: { sql: { query } } }), query)) yield readArrow(bytes)
    },
    send: async (data, insert) => {
      const input = { localRelation: { data } }
      await all({ command: { createDataframeView: { input, name: 'arriving', replace: true } } }, insert)
      await run(insert)
    },
  }
}

async function* named(batches: AsyncIterable<Uint8Array>, sql: string): AsyncIterable<Uint8Array> {
  try {
    yield* batches
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Spark refused a statement: ${reason}\n${sql}`, { cause })
  }
}

export async function readColumns({ stream }: Pick<Statements, 'stream'>, query: string): Promise<Columns> {
  return columnsOfParts(await Array.fromAsync(stream(query)))
}
