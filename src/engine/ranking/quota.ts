import type { Issue } from '../../kernel/index.ts'
import {
  type Model,
  type PovertyMap,
  type RankingRules,
  allotQuotas,
  standingSteps,
  standingsTable,
} from '../../ranking/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import { type DuckDb, type DuckDbOptions, copyToParquet, openDuckDb, readTable } from '../duckdb/index.ts'
import { sha256OfFile } from '../sha256.ts'
import type { Refused } from './read-survey.ts'

export type QuotaRequest = {
  /** The file that `scoreSnapshot` wrote. */
  readonly scoresFile: string
  readonly model: Model
  readonly map: PovertyMap
  readonly rules: RankingRules
  /** The file that this wrote last time. */
  readonly previousFile?: string
  /** The snapshot of last time, scored by `model`; without it by what the file of last time says. */
  readonly previousScoresFile?: string
  readonly outFile: string
  readonly duckdb?: DuckDbOptions
}

export type QuotaReport = {
  readonly kind: 'allotted'
  readonly families: number
  readonly selected: number
  readonly borderline: number
  /** Families by what their standing rests on: rank, kept, left_out, facts. */
  readonly basis: Readonly<Record<string, number>>
  /** Of those selected last time and still there, the number that is so no longer. */
  readonly dropped: number
  readonly quotas: Readonly<Record<string, number>>
  readonly sha256: string
}

/** Fills each area's quota from the poverty map by rank, keeping standings that have no reason to change. */
export async function applyQuotas(request: QuotaRequest): Promise<QuotaReport | Refused> {
  await using db = await openDuckDb(request.duckdb)
  await readTable(db, 'scores', request.scoresFile)
  const { quotas, issues } = await quotasOf(db, request)
  if (issues.length > 0) return { kind: 'refused', issues }
  const withPrevious = request.previousFile !== undefined
  if (withPrevious) await readPrevious(db, request)
  const steps = standingSteps({ model: request.model, rules: request.rules, quotas, withPrevious })
  const pipeline = pipelineOf(steps, ['scores', ...(withPrevious ? ['previous'] : [])])
  await copyToParquet(db, renderPipeline(pipeline, standingsTable), request.outFile)
  await readTable(db, 'standing', request.outFile)
  return {
    kind: 'allotted',
    ...(await countStandings(db, withPrevious)),
    quotas,
    sha256: await sha256OfFile(request.outFile),
  }
}

async function quotasOf(
  db: DuckDb,
  { map, rules }: QuotaRequest,
): Promise<{ readonly quotas: Readonly<Record<string, number>>; readonly issues: readonly Issue[] }> {
  const { texts, numbers } = await db.readColumns(
    'select regency_code, count(*) as families from scores group by regency_code order by regency_code',
  )
  const areas = texts('regency_code').map((code, row) => ({
    code: code ?? '',
    families: numbers('families')[row] ?? 0,
  }))
  const total = Math.round(rules.share * areas.reduce((sum, { families }) => sum + families, 0))
  return allotQuotas(map, areas, total)
}

async function readPrevious(
  db: DuckDb,
  { previousFile = '', previousScoresFile }: QuotaRequest,
): Promise<void> {
  await readTable(db, 'standing_before', previousFile)
  if (previousScoresFile === undefined) {
    await db.run('create view previous as select family_id, selected, score from standing_before')
    return
  }
  await readTable(db, 'scores_before', previousScoresFile)
  await db.run(
    `create view previous as select family_id, selected, scores_before.score
       from standing_before join scores_before using (family_id)`,
  )
}

async function countStandings(db: DuckDb, withPrevious: boolean) {
  const { numbers } = await db.readColumns(
    `select count(*) as families, count(*) filter (where selected) as selected, count(*) filter (where borderline) as borderline from standing`,
  )
  const bases = await db.readColumns(
    'select basis, count(*) as families from standing group by basis order by basis',
  )
  const dropped = withPrevious
    ? await db.readColumns(
        'select count(*) as families from previous join standing using (family_id) where previous.selected and not standing.selected',
      )
    : undefined
  return {
    families: numbers('families')[0] ?? 0,
    selected: numbers('selected')[0] ?? 0,
    borderline: numbers('borderline')[0] ?? 0,
    basis: Object.fromEntries(
      bases.texts('basis').map((basis, row) => [basis ?? '', bases.numbers('families')[row] ?? 0]),
    ),
    dropped: dropped?.numbers('families')[0] ?? 0,
  }
}
