import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Issue } from '../../kernel/index.ts'
import {
  type LinkagePlan,
  type Sides,
  indonesiaSettingsFor,
  parseSettings,
  planLinkage,
  weightsOf,
} from '../../linkage/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { phaseTimer } from '../phases.ts'
import { sha256Of } from '../sha256.ts'
import { getModel, keepModel } from './get-model.ts'
import { linkageIssue } from './issues.ts'
import { joinRecords } from './join-records.ts'
import { type CountedRule, countRules, pairsOf } from './plan-rules.ts'
import { type Prepared, findEmptyColumns, prepareRecords, readSources } from './prepare.ts'
import { addOldPairs, findPreviousIssue, orderByNews } from './previous.ts'
import { openSource } from './read-source.ts'
import { reportRun } from './report-run.ts'
import type { LinkageRefused, LinkageRequest, Linked } from './request.ts'
import { makePairs } from './make-pairs.ts'
import { removeChunks, scorePairs } from './score.ts'
import { writeResults } from './write-results.ts'

/** Of DuckDB; Spark takes all at once, for it has memory elsewhere and finished chunks would travel. */
const defaultChunkPairs = 20_000_000

/**
 * Finds the records of one file that are the same, or of two files, and writes `clusters.parquet`, `pairs.parquet`,
 * `links.parquet` (two files), `model/` and `run.json` to a folder. Same files and settings, same bytes, whatever the
 * threads and chunks. A killed run goes on with its next chunk when it is started again.
 */
export async function linkFiles(request: LinkageRequest): Promise<Linked | LinkageRefused> {
  const timer = phaseTimer(request.onProgress)
  await mkdir(request.out, { recursive: true })
  await using db = await openEngine(request)
  const paths = request.right === undefined ? [request.left] : [request.left, request.right]
  const parsed = parseSettings(request.settings ?? (await settingsForFiles(db, paths)))
  if (parsed.kind === 'refused') return parsed
  const plan = planLinkage(parsed.settings, db.dialect)
  const large = tooManyPatterns(plan)
  if (large !== undefined) return { kind: 'refused', issues: [large] }
  const prepared = await timer.run('read', () => readSources(db, plan, paths))
  if (prepared.kind === 'refused') return prepared
  // Awaited here: `db` must outlive the run.
  return await runPrepared(db, plan, prepared, request, timer)
}

/** Spark where the request names one; its DuckDB only carries files. */
async function openEngine({ spark, duckdb }: LinkageRequest): Promise<TableEngine> {
  const options = { memoryLimit: '4GB', ...duckdb }
  if (spark === undefined) return await openDuckDb(options)
  // Loaded where it is wanted alone: its libraries take longer than many a command.
  const { openSpark } = await import('../spark/index.ts')
  return await openSpark(spark, options)
}

type Timer = ReturnType<typeof phaseTimer>

async function runPrepared(
  db: TableEngine,
  plan: LinkagePlan,
  prepared: Prepared,
  request: LinkageRequest,
  timer: Timer,
): Promise<Linked | LinkageRefused> {
  const { records } = prepared
  const { previous, out } = request
  const all: Sides =
    request.right === undefined ? { kind: 'one' } : { kind: 'two', split: prepared.leftRecords }
  const unfit = previous === undefined ? undefined : await findPreviousIssue(db, previous, all)
  if (unfit) return { kind: 'refused', issues: [unfit] }
  await timer.run('normalise', () => prepareRecords(db, plan))
  const counted = await timer.run('plan', () =>
    countRules(db, { plan, rules: plan.rules, sides: all, records }),
  )
  const flood = tooManyPairs(counted.rules)
  if (flood !== undefined) return { kind: 'refused', issues: [flood] }
  const work = join(out, 'work', await fingerprintOf(request))
  // Whether files that only Spark sees are as they were nobody can tell: its runs begin anew.
  if (request.spark !== undefined) await removeChunks(work)
  const news =
    previous === undefined
      ? undefined
      : await timer.run('compare with before', () => orderByNews(db, plan, previous, counted.rules, all))
  const pairs = 'rule_pair'
  const rules = await timer.run('block', () =>
    makePairs(db, { name: pairs, counted, sides: news?.sides ?? all, records }),
  )
  const chunks = chunksOf(rules, request)
  const got = await timer.run('train', () =>
    getModel(db, { plan, sides: all, records, rules, pairs, earlier: request.model ?? previous, work }),
  )
  if (got.kind === 'refused') return got
  await timer.run('compare', () =>
    scorePairs(db, {
      plan,
      weights: weightsOf(got.model, plan.settings.keep),
      chunks,
      pairs,
      workFolder: work,
      onChunk: (done, of) => request.onProgress?.({ phase: 'compare', done, of }),
    }),
  )
  await db.dropTables([pairs])
  if (previous !== undefined && news) await addOldPairs(db, previous, news)
  const joined = await timer.run('cluster', () => joinRecords(db, plan, all, records))
  await timer.run('write', () => writeResults(db, plan, all, out))
  const run = {
    plan,
    model: got.model,
    rules: news === undefined ? rules : counted.rules,
    joined,
    prepared,
    chunks,
    newRecords: records - (news?.oldRecords ?? 0),
    emptyColumns: await findEmptyColumns(db, plan),
  }
  const report = await reportRun(db, run, timer.seconds)
  await keepModel(got.folder, out)
  await writeFile(join(out, 'run.json'), `${JSON.stringify(runDocument(request, report), null, 2)}\n`)
  await removeChunks(join(out, 'work'))
  return { kind: 'linked', report, model: got.model }
}

function chunksOf(rules: readonly CountedRule[], { spark, chunkPairs }: LinkageRequest): number {
  const most = chunkPairs ?? (spark === undefined ? defaultChunkPairs : Number.POSITIVE_INFINITY)
  return Math.max(1, Math.ceil(pairsOf(rules) / most))
}

/** The settings for Indonesia, as far as all files have their columns. */
async function settingsForFiles(db: TableEngine, paths: readonly string[]) {
  const columns: (readonly string[])[] = []
  for (const path of paths) {
    const opened = await openSource(db, path)
    columns.push('issue' in opened ? [] : opened.columns.map((column) => column.trim().toLowerCase()))
  }
  return indonesiaSettingsFor((column) => columns.every((known) => known.includes(column)))
}

/** A pattern is a whole number that a double holds exactly. */
function tooManyPatterns({ comparisons }: LinkagePlan): Issue | undefined {
  const patterns = comparisons.reduce((product, { levels }) => product * levels.length, 1)
  if (patterns <= Number.MAX_SAFE_INTEGER) return undefined
  return linkageIssue(
    'too_many_levels',
    { column: 'comparisons' },
    {},
    {
      id: 'Terlalu banyak kolom dan tingkat kemiripan untuk satu pola. Kurangi "similar", "edits", atau kolom.',
      en: 'There are too many columns and levels for one pattern. Leave out some of "similar", "edits", or columns.',
    },
  )
}

/** Pairs lie on disk until they are compared, 16 bytes each. */
const mostPairs = 5_000_000_000

function tooManyPairs(rules: readonly CountedRule[]): Issue | undefined {
  const pairs = pairsOf(rules)
  if (pairs <= mostPairs) return undefined
  const most = Math.max(...rules.map((rule) => rule.pairs))
  const worst = rules.findIndex((rule) => rule.pairs === most)
  return linkageIssue(
    'too_many_pairs',
    { column: `blocking.${worst}` },
    { pairs, rule: rules[worst]?.plan.rule.text ?? '', of: most },
    {
      id: 'Aturan-aturan membuat sekitar {pairs} pasangan, {of} di antaranya oleh "{rule}". Tambahkan bagian lain pada aturan itu, atau turunkan "max_block".',
      en: 'The rules make about {pairs} pairs, {of} of them by "{rule}". Add another part to that rule, or lower "max_block".',
    },
  )
}

/** What evaluation needs to know later: which files and settings the results are of. */
function runDocument({ left, right, settings }: LinkageRequest, report: Linked['report']) {
  return { left, right, settings, report }
}

/** Names the folder of unfinished work: settings, files as they are now, and how the work was cut. */
async function fingerprintOf({
  left,
  right,
  settings,
  model,
  previous,
  chunkPairs,
}: LinkageRequest): Promise<string> {
  const files = []
  for (const file of [left, right]) {
    if (file === undefined) continue
    // What Spark reads need not be on this machine.
    const found = await stat(file).catch(() => undefined)
    files.push({ file, size: found?.size, mtimeMs: found?.mtimeMs })
  }
  return sha256Of(JSON.stringify({ files, settings, model, previous, chunkPairs })).slice(0, 16)
}
