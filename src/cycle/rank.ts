import { openDuckDb, scoreSnapshot, sha256Of } from '../engine/index.ts'
import type { AreaId, Json } from '../kernel/index.ts'
import { type Model, questionGroups, renderModel } from '../ranking/index.ts'
import { quoteText } from '../sql/index.ts'
import { type Db, copyRows, createRankingRun } from '../store/index.ts'
import type { SnapshotManifest } from './snapshot.ts'
import { columnRows } from './tables.ts'

export type RankRequest = {
  readonly runId: string
  readonly areaId: AreaId
  readonly snapshotDir: string
  readonly manifest: SnapshotManifest
  readonly model: Model
  readonly report: Json
  readonly scoresFile: string
}

export type Ranked = {
  readonly scored: number
  readonly decileCounts: readonly number[]
  readonly scoresSha256: string
  readonly modelSha256: string
}

/** Scores and ranks a snapshot, and loads the result into the registry under the hashes of snapshot and model. */
export const rankSnapshot =
  (request: RankRequest) =>
  async (db: Db): Promise<Ranked> => {
    const { runId, areaId, snapshotDir, manifest, model, report, scoresFile } = request
    const scored = await scoreSnapshot({ snapshotDir, model, outFile: scoresFile, details: true })
    const document = renderModel(model)
    const modelSha256 = sha256Of(document)
    const groups = await contributionGroups(scoresFile)
    await createRankingRun({
      runId,
      areaId,
      asOf: manifest.asOf,
      snapshotSha256: manifest.sha256,
      modelSha256,
      scoresSha256: scored.sha256,
      snapshotDir,
      scoresFile,
      model: document,
      report,
      contributionGroups: groups,
    })(db)
    await loadScores(runId, scoresFile, groups)(db)
    return {
      scored: scored.rows,
      decileCounts: scored.decileCounts,
      scoresSha256: scored.sha256,
      modelSha256,
    }
  }

/** The question groups that the score file has contributions of. */
async function contributionGroups(scoresFile: string): Promise<readonly string[]> {
  await using duck = await openDuckDb({})
  const { names } = await duck.readColumns(`select * from read_parquet(${quoteText(scoresFile)}) limit 0`)
  return questionGroups.filter((group) => names.includes(`contribution_${group}`))
}

const scoreColumns = [
  'family_id',
  'score',
  'probability',
  'rank_national',
  'rank_regency',
  'decile_national',
  'decile_regency',
  'margin_regency',
]

const loadScores =
  (runId: string, scoresFile: string, groups: readonly string[]) =>
  async (db: Db): Promise<void> => {
    await using duck = await openDuckDb({})
    const contributions = groups.map((group) => `round(contribution_${group}, 6)`).join(", ',', ")
    const scores = await duck.readColumns(
      `select ${scoreColumns.join(', ')}, concat('{', ${contributions}, '}') as contributions from read_parquet(${quoteText(scoresFile)}) order by family_id`,
    )
    const rows = function* () {
      for (const row of columnRows(scores)) yield [runId, ...row]
    }
    await copyRows('family_score', ['run_id', ...scoreColumns, 'contributions'], rows())(db)
  }
