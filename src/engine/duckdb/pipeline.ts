import { type Pipeline, renderPipeline } from '../../sql/index.ts'
import type { DuckDb } from './open.ts'

export type RunOptions = {
  /** Steps to keep as tables; without it the last one. A step that several others read is worth keeping. */
  readonly tables?: readonly string[]
  /** Keeps every step as a table, to be looked at. */
  readonly debug?: boolean
  readonly onTable?: (name: string) => void
}

/**
 * Runs a pipeline whose inputs are tables or views of `db`. Each kept step becomes a table of its own name; the steps
 * between are common table expressions of the query that makes it.
 */
export async function runPipeline(db: DuckDb, pipeline: Pipeline, options: RunOptions = {}): Promise<void> {
  const kept = keptNames(pipeline, options)
  let waiting: Pipeline = { inputs: pipeline.inputs, steps: [] }
  for (const step of pipeline.steps) {
    waiting = { ...waiting, steps: [...waiting.steps, step] }
    if (!kept.has(step.name)) continue
    await db.run(`create or replace table ${step.name} as ${renderPipeline(waiting, step.name)}`)
    options.onTable?.(step.name)
    waiting = { ...waiting, steps: waiting.steps.filter((other) => other !== step) }
  }
}

function keptNames(pipeline: Pipeline, options: RunOptions): ReadonlySet<string> {
  const names = pipeline.steps.map((step) => step.name)
  return new Set(options.debug === true ? names : (options.tables ?? names.slice(-1)))
}
