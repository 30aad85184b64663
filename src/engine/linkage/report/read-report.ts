import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { WeightBin } from '../../../charts/index.ts'
import {
  type EvidencePiece,
  type Model,
  parseModel,
  parseSettings,
  planLinkage,
  tellPair,
  weightsOf,
} from '../../../linkage/index.ts'
import { quoteText } from '../../../sql/index.ts'
import { type DuckDb, duckDbDialect, openDuckDb } from '../../duckdb/index.ts'

const runSchema = z.object({
  left: z.string(),
  right: z.string().optional(),
  settings: z.unknown(),
  report: z.object({
    records: z.number(),
    pairs: z.number(),
    sure: z.number(),
    review: z.number(),
    clusters: z.number(),
    cut: z.number(),
    rules: z.array(
      z.object({
        rule: z.string(),
        pairs: z.number(),
        refusedRecords: z.number(),
        falsePairs: z.object({ now: z.number(), later: z.number() }),
      }),
    ),
    estimated: z.object({
      falseDiscovery: z.number(),
      missedByModel: z.number(),
      missedByBlocking: z.number(),
    }),
  }),
})

/** A pair told piece by piece, in bits: the prior, each column, and how rare its values are. */
export type ToldPair = {
  readonly left: string
  readonly right: string
  readonly probability: number
  readonly steps: readonly { readonly name: string; readonly bits: number }[]
}

export type RunReport = {
  readonly files: readonly string[]
  readonly run: z.infer<typeof runSchema>['report']
  readonly model: Model
  readonly thresholds: { readonly review: number; readonly sure: number }
  readonly bins: readonly WeightBin[]
  readonly told: readonly ToldPair[]
}

/** What the results in `folder` say of a run; undefined when they are not those of a run. */
export async function readRunReport(folder: string): Promise<RunReport | undefined> {
  const read = async (name: string) => await readFile(join(folder, name), 'utf8').catch(() => '')
  const model = parseModel(await read('model/model.json'))
  const text = await read('run.json')
  if (model === undefined || text === '') return undefined
  const { left, right, settings, report } = runSchema.parse(JSON.parse(text))
  const parsed = parseSettings(settings)
  if (parsed.kind === 'refused') return undefined
  const plan = planLinkage(parsed.settings, duckDbDialect)
  const weights = weightsOf(model, parsed.settings.keep)
  const bits = (probability: number) => Math.log2(probability / (1 - probability))
  await using db = await openDuckDb()
  await db.run(`create view pairs as select * from read_parquet(${quoteText(join(folder, 'pairs.parquet'))})`)
  return {
    files: [left, ...(right === undefined ? [] : [right])],
    run: report,
    model,
    thresholds: { review: bits(parsed.settings.review), sure: bits(parsed.settings.sure) },
    bins: await readBins(db),
    told: await tellPairs(
      db,
      (pair) => tellPair(pair, plan.comparisons, weights),
      bits(parsed.settings.sure),
    ),
  }
}

async function readBins(db: DuckDb): Promise<readonly WeightBin[]> {
  const { rowCount, numbers } = await db.readColumns(
    'select floor(weight / 1000.0) as bin, count(*) as n from pairs group by bin order by bin',
  )
  return Array.from({ length: rowCount }, (_, row) => {
    const from = numbers('bin')[row] ?? 0
    return { from, to: from + 1, pairs: numbers('n')[row] ?? 0 }
  })
}

/** The pairs just above the threshold of links, those just below it, and the surest one: where a reader learns most. */
async function tellPairs(
  db: DuckDb,
  tell: (pair: { readonly pattern: number; readonly weight: number }) => readonly EvidencePiece[],
  sure: number,
): Promise<readonly ToldPair[]> {
  const threshold = Math.round(sure * 1000)
  const chosen = `
    (select * from pairs where weight >= ${threshold} order by weight, left_id, right_id limit 2)
    union all (select * from pairs where weight < ${threshold} order by weight desc, left_id, right_id limit 2)
    union all (select * from pairs order by weight desc, left_id, right_id limit 1)`
  const { rowCount, numbers, texts } = await db.readColumns(chosen)
  return Array.from({ length: rowCount }, (_, row) => {
    const pair = { pattern: numbers('pattern')[row] ?? 0, weight: numbers('weight')[row] ?? 0 }
    const steps = tell(pair).map(({ kind, column, level, weight }) => ({
      name: kind === 'comparison' ? `${column}: ${level}` : kind,
      bits: weight / 1000,
    }))
    return {
      left: texts('left_id')[row] ?? '',
      right: texts('right_id')[row] ?? '',
      probability: numbers('probability')[row] ?? 0,
      steps: steps.filter(({ bits }) => bits !== 0),
    }
  })
}
