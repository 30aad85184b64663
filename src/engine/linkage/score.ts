import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type LinkagePlan,
  type RulePlan,
  type Sides,
  type Weights,
  levelSteps,
  pairStep,
  weightSteps,
} from '../../linkage/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import type { TableEngine } from '../table-engine.ts'

export type ScoreRequest = {
  readonly plan: LinkagePlan
  readonly rules: readonly RulePlan[]
  readonly sides: Sides
  readonly weights: Weights
  readonly chunks: number
  /** The table of all pairs, where it has been made. */
  readonly blockedPairs: string | undefined
  /** Where finished chunks are kept, so that a killed run goes on; nothing is kept of a run of one chunk. */
  readonly workFolder: string
  readonly onChunk: (done: number, of: number) => void
}

/** Makes the table `blocked_pair` of all pairs, when one chunk holds them. @returns its name */
export async function makePairs(db: TableEngine, rules: readonly RulePlan[], sides: Sides): Promise<string> {
  await db.makeTable('blocked_pair', pairStep('blocked_pair', rules, sides).sql)
  return 'blocked_pair'
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
  const { chunks, workFolder, onChunk } = request
  await db.fillTable('scored', scoredTypes, [])
  if (chunks > 1) await mkdir(workFolder, { recursive: true })
  for (let chunk = 0; chunk < chunks; chunk++) {
    const file = join(workFolder, `chunk-${chunk}.parquet`)
    if (chunks === 1) await db.addRows('scored', chunkQuery(db, request, chunk))
    else {
      if (!existsSync(file)) await writeChunk(db, chunkQuery(db, request, chunk), file)
      await db.addRows('scored', `select * from ${await db.readParquet(file)} c`)
    }
    onChunk(chunk + 1, chunks)
  }
}

/** Whole or not at all: a file of the final name is a finished chunk. */
async function writeChunk(db: TableEngine, query: string, file: string): Promise<void> {
  await db.writeParquet(query, `${file}.part`)
  await rename(`${file}.part`, file)
}

export async function removeChunks(workFolder: string): Promise<void> {
  await rm(workFolder, { recursive: true, force: true })
}

function chunkQuery(
  { dialect }: TableEngine,
  { plan, rules, sides, weights, chunks, blockedPairs }: ScoreRequest,
  chunk: number,
): string {
  const made = blockedPairs ?? 'chunk_pair'
  const steps = [
    ...(blockedPairs === undefined ? [pairStep(made, rules, sides, { chunk, of: chunks })] : []),
    ...levelSteps(made, { comparisons: plan.comparisons, dialect, weights }),
    ...weightSteps(plan.comparisons, weights),
  ]
  const inputs = steps.flatMap(({ uses }) => uses).filter((name) => !steps.some((step) => step.name === name))
  return renderPipeline(pipelineOf(steps, inputs), 'pair_scored')
}
