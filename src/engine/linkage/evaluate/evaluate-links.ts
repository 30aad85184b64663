import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Issue } from '../../../kernel/index.ts'
import {
  type Agreement,
  type ThresholdPoint,
  agreementOf,
  bestThreshold,
  probabilityOf,
  thinned,
  thresholdCurve,
  weightOfProbability,
} from '../../../linkage/index.ts'
import { quoteName, quoteText } from '../../../sql/index.ts'
import { type DuckDb, type DuckDbOptions, openDuckDb } from '../../duckdb/index.ts'
import { findColumn, missingColumn, openSource } from '../read-source.ts'
import type { LinkageRefused } from '../request.ts'
import { checkTruth } from './check-truth.ts'
import { countByClusters, countByPairs } from './count-agreement.ts'
import { type TruthHints, readTruth } from './read-truth.ts'

export type EvaluateLinksRequest = {
  /** `clusters.parquet` or `links.parquet` of a run; the other results stand beside it. */
  readonly clusters: string
  /** One file, or two for the two sides of a match; without it the run's own files, whose settings name the truth. */
  readonly truth?: readonly string[] | undefined
  readonly hints?: TruthHints | undefined
  /** Probability from which pairs are links; without it the run's. */
  readonly threshold?: number | undefined
  /** Leaves out ids of the truth that the run does not know, instead of refusing them. */
  readonly knownOnly?: boolean | undefined
  readonly duckdb?: DuckDbOptions | undefined
}

export type LinkEvaluation = {
  readonly kind: 'evaluated'
  readonly threshold: number
  /** Pairs of at least the threshold; between two files, of those that were chosen. */
  readonly pairs: Agreement
  /** All pairs within a cluster. */
  readonly clusters: Agreement
  readonly best: Agreement & { readonly threshold: number; readonly weightBits: number }
  readonly truePairs: number
  readonly labelledRecords: number
  readonly curve: readonly (ThresholdPoint & { readonly threshold: number })[]
  readonly issues: readonly Issue[]
}

const runSchema = z.object({
  left: z.string(),
  right: z.string().optional(),
  settings: z
    .object({
      id: z.string().optional(),
      sure: z.number().optional(),
      truth: z.object({ column: z.string(), pattern: z.string().optional() }).optional(),
    })
    .optional(),
})

/** Compares the results of a run with the truth: by pairs, by clusters, and at the best threshold. */
export async function evaluateLinks(request: EvaluateLinksRequest): Promise<LinkEvaluation | LinkageRefused> {
  const folder = dirname(request.clusters)
  const run = await readRun(folder)
  await using db = await openDuckDb(request.duckdb)
  const opened = await openClusters(db, request.clusters)
  if ('issue' in opened) return { kind: 'refused', issues: [opened.issue] }
  const { hasSides } = opened
  const truthFiles = request.truth ?? [run?.left, run?.right].filter((file) => file !== undefined)
  const hints = { id: run?.settings?.id, ...run?.settings?.truth, ...definedOf(request.hints ?? {}) }
  const truth = await readTruth(db, truthFiles, hints, hasSides)
  if (truth.kind === 'refused') return truth
  const issues = await checkTruth(db, truth, truthFiles, request.knownOnly === true)
  if (issues.some(({ severity }) => severity === 'error')) return { kind: 'refused', issues }
  const threshold = request.threshold ?? run?.settings?.sure ?? 0.95
  await openPairs(db, join(folder, 'pairs.parquet'), hasSides)
  const counts =
    truth.kind === 'clusters'
      ? await countByClusters(db, hasSides)
      : await countByPairs(db, hasSides, truth.isComplete)
  const curve = thresholdCurve(counts.weights, counts.truePairs)
  const best = bestThreshold(curve)
  const least = weightOfProbability(threshold)
  const taken = counts.weights.filter(({ weight }) => weight >= least)
  const sum = (of: 'count' | 'trueCount') => taken.reduce((total, row) => total + row[of], 0)
  return {
    kind: 'evaluated',
    threshold,
    pairs: agreementOf(sum('count'), sum('trueCount'), counts.truePairs),
    clusters: agreementOf(counts.joined, counts.trueJoined, counts.truePairs),
    best: bestOf(best, counts.truePairs),
    truePairs: counts.truePairs,
    labelledRecords: counts.labelledRecords,
    curve: thinned(curve, 200).map((point) => ({ ...point, threshold: probabilityOf(point.weight) })),
    issues,
  }
}

/** Makes the view `clusters` (record_id, cluster_id, source): of a run, or of any file with a column of ids and one of clusters. */
async function openClusters(
  db: DuckDb,
  given: string,
): Promise<{ readonly hasSides: boolean } | { readonly issue: Issue }> {
  const whole = join(dirname(given), 'clusters.parquet')
  const opened = await openSource(db, existsSync(whole) ? whole : given)
  if ('issue' in opened) return opened
  const [first, second] = opened.columns
  const id = findColumn(opened, 'record_id', {}) ?? first
  const cluster = findColumn(opened, 'cluster_id', { cluster_id: ['cluster'] }) ?? second
  if (id === undefined || cluster === undefined) return { issue: missingColumn(opened, 'cluster_id') }
  const hasSides = opened.columns.includes('source')
  const text = (column: string) => `trim(cast(${quoteName(column)} as varchar))`
  await db.run(
    `create view clusters as select ${text(id)} as record_id, ${text(cluster)} as cluster_id${hasSides ? ', source' : ''} from ${opened.scan}`,
  )
  return { hasSides }
}

/** Makes the view `pairs` of a run; without its file nothing is known of thresholds, and the view is empty. */
async function openPairs(db: DuckDb, file: string, hasSides: boolean): Promise<void> {
  const none = `select '' as left_id, '' as right_id, 0 as weight${hasSides ? ', false as chosen' : ''} limit 0`
  await db.run(
    `create view pairs as ${existsSync(file) ? `select * from read_parquet(${quoteText(file)})` : none}`,
  )
}

function bestOf(best: ThresholdPoint | undefined, truePairs: number) {
  if (best === undefined) return { ...agreementOf(0, 0, truePairs), threshold: 1, weightBits: 0 }
  const { weight, ...agreement } = best
  return { ...agreement, threshold: probabilityOf(weight), weightBits: weight / 1000 }
}

function definedOf(hints: TruthHints): TruthHints {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined))
}

async function readRun(folder: string) {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : runSchema.parse(JSON.parse(text))
}
