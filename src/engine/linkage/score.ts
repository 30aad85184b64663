import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type LinkagePlan,
  type Weights,
  chunkStep,
  levelSteps,
  weightGroups,
  weightRows,
  weightSteps,
} from '../../linkage/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import type { TableEngine } from '../table-engine.ts'

export type ScoreRequest = {
  readonly plan: LinkagePlan
  readonly weights: Weights
  readonly chunks: number
  /** The table of all pairs (`pairStep`). */
  readonly pairs: string
  /** Where finished chunks are kept, so that a killed run goes on; nothing is kept of a run of one chunk. */
  readonly workFolder: string
  readonly onChunk: (done: number, of: number) => void
}

const scoredTypes = {
  a: 'integer',
  b: 'integer',
  m: 'bigint',
  pattern: 'bigint',
  weight: 'integer',
} as const

/** Makes the table `scored` (a, b, m, pattern, weight) of all pairs worth keeping, chunk by chunk. */
export async function scorePairs(db: TableEngine, request: ScoreRequest): Promise<void> {
  const { plan, weights, chunks, workFolder, onChunk } = request
  await db.fillTable('scored', scoredTypes, [])
  const groups = weightGroups(plan.comparisons)
  for (const group of groups)
    await db.fillTable(group.name, { code: 'integer', weight: 'integer', most: 'integer' }, [
      weightRows(group, plan.comparisons, weights),
    ])
  if (chunks > 1) await mkdir(workFolder, { recursive: true })
  for (let chunk = 0; chunk < chunks; chunk++) {
    const file = join(workFolder, `chunk-${chunk}.parquet`)
    if (chunks === 1) await db.addRows('scored', await chunkQuery(db, request, chunk))
    else {
      if (!existsSync(file)) await writeChunk(db, await chunkQuery(db, request, chunk), file)
      await db.addRows('scored', `select * from ${await db.readParquet(file)} c`)
    }
    onChunk(chunk + 1, chunks)
  }
  await db.dropTables(['chunk_pair', ...groups.map(({ name }) => name)])
}

/** Whole or not at all: a file of the final name is a finished chunk. */
async function writeChunk(db: TableEngine, query: string, file: string): Promise<void> {
  await db.writeParquet(query, `${file}.part`)
  await rename(`${file}.part`, file)
}

export async function removeChunks(workFolder: string): Promise<void> {
  await rm(workFolder, { recursive: true, force: true })
}

/** Makes a table of a chunk's pairs: engines that know how many there are join them to the records, not these to them. */
async function chunkQuery(
  db: TableEngine,
  { plan, weights, pairs, chunks }: ScoreRequest,
  chunk: number,
): Promise<string> {
  const from = chunks === 1 ? pairs : 'chunk_pair'
  if (from !== pairs) await db.makeTable(from, chunkStep(from, pairs, { chunk, of: chunks }).sql)
  const steps = [
    ...levelSteps(from, { comparisons: plan.comparisons, dialect: db.dialect, weights }),
    ...weightSteps(plan.comparisons, weights),
  ]
  const inputs = steps.flatMap(({ uses }) => uses).filter((name) => !steps.some((step) => step.name === name))
  return renderPipeline(pipelineOf(steps, inputs), 'pair_scored')
}
