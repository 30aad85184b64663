import type { Issue } from '../../kernel/index.ts'
import {
  type Model,
  type ScoreOptions,
  districtWithoutSample,
  keptSteps,
  scoreSteps,
  scoresTable,
} from '../../ranking/index.ts'
import { pipelineOf, quoteText, renderPipeline } from '../../sql/index.ts'
import {
  type DuckDb,
  type DuckDbOptions,
  copyToParquet,
  duckDbDialect,
  openDuckDb,
  readTables,
  runPipeline,
} from '../duckdb/index.ts'
import { sha256OfFile } from '../sha256.ts'
import { type OnProgress, phaseTimer } from '../phases.ts'
import { columnTypesOf } from './read-survey.ts'

export type ScoreRequest = {
  /** A snapshot's directory, or a single table of families. */
  readonly snapshotDir: string
  readonly model: Model
  /** Parquet file to be written; see `scoreSteps` for its columns. */
  readonly outFile: string
  readonly decileOf?: 'families' | 'persons'
  /** Also margins and contributions of question groups, as the registry keeps them. */
  readonly details?: boolean
  /** A line in rupiah a head, for the probability; without it each area's own. */
  readonly lineRupiah?: number
  readonly onProgress?: OnProgress
  readonly duckdb?: DuckDbOptions
}

export type Scored = {
  readonly rows: number
  readonly sha256: string
  /** Families in each national decile, the poorest first. */
  readonly decileCounts: readonly number[]
  /** Warnings: districts that the model's survey had no household of. */
  readonly issues: readonly Issue[]
  readonly seconds: Readonly<Record<string, number>>
}

/** Scores and ranks every family of a snapshot. Same snapshot and model, same bytes, with any number of threads. */
export async function scoreSnapshot(request: ScoreRequest): Promise<Scored> {
  const timer = phaseTimer(request.onProgress)
  await using db = await openDuckDb(request.duckdb)
  const tables = await readTables(db, request.snapshotDir)
  const steps = scoreSteps(request.model, await optionsOf(db, request))
  const scoring = pipelineOf(steps.score, [...tables, 'coefficients'])
  await timer.run('score', async () => {
    await db.fillTable('coefficients', steps.coefficients.types, [steps.coefficients.columns])
    await runPipeline(db, scoring, { tables: keptSteps.score })
    await numberRegencyCodes(db)
  })
  await timer.run('rank', () =>
    runPipeline(db, pipelineOf(steps.rank, ['scored']), { tables: keptSteps.rank }),
  )
  const query = renderPipeline(pipelineOf(steps.publish, ['areas', ...keptSteps.rank]), scoresTable)
  await timer.run('write', () => copyToParquet(db, query, request.outFile, 'distinct'))
  const [sha256, told] = await timer.run('hash', () =>
    Promise.all([sha256OfFile(request.outFile), tellAndFree(db, request.outFile)]),
  )
  const rows = told.decileCounts.reduce((sum, count) => sum + count, 0)
  return { rows, sha256, ...told, seconds: timer.seconds }
}

/** Makes codes of the regencies numbers with names: the writer of Parquet need not look up each family's in a dictionary. */
async function numberRegencyCodes(db: DuckDb): Promise<void> {
  await db.run(`
    create type regency_code as enum (select distinct regency_code from areas order by regency_code);
    alter table areas alter regency_code type regency_code`)
}

/** What the run has to say of itself; the tables are freed, which takes as long as hashing their file does. */
async function tellAndFree(db: DuckDb, file: string) {
  const decileCounts = await countDeciles(db, file)
  const issues = await districtIssues(db)
  await db.dropTables([...keptSteps.score, ...keptSteps.rank])
  return { decileCounts, issues }
}

async function optionsOf(
  db: DuckDb,
  { decileOf = 'families', details = false, lineRupiah }: ScoreRequest,
): Promise<ScoreOptions> {
  const types = await columnTypesOf(db, 'family')
  const idIsUuid = types.get('family_id') === 'UUID'
  const line = lineRupiah === undefined ? {} : { line: Math.log(lineRupiah) }
  return { columns: [...types.keys()], dialect: duckDbDialect, idIsUuid, decileOf, details, ...line }
}

/** Districts whose families were scored with the coefficients of an area above. */
async function districtIssues(db: DuckDb): Promise<readonly Issue[]> {
  const { texts } = await db.readColumns(
    `select district from areas where area <> 'district ' || district order by district`,
  )
  return texts('district').map((district) => districtWithoutSample(district ?? ''))
}

async function countDeciles(db: DuckDb, file: string): Promise<readonly number[]> {
  const { numbers } = await db.readColumns(`
    select count(decile_national) as families
    from range(1, 11) as tenths(decile) left join read_parquet(${quoteText(file)}) on decile = decile_national
    group by decile order by decile`)
  return [...numbers('families')]
}
