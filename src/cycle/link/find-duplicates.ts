import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  type Columns,
  type DuckDb,
  type OnProgress,
  copyToParquet,
  duckDbDialect,
  linkFiles,
  openDuckDb,
  readTable,
  runPipeline,
  shiftModelFolder,
} from '../../engine/index.ts'
import { type AccountId, type AreaId, canonicalJson } from '../../kernel/index.ts'
import {
  type Calibration,
  calibrate,
  clericalStrata,
  distinctNameStep,
  duplicateSteps,
  registrySettings,
  ruleDefaults,
  weightOfProbability,
} from '../../linkage/index.ts'
import { pipelineOf, quoteText } from '../../sql/index.ts'
import {
  type Db,
  type FoundPair,
  confirmedPersonsQuery,
  createLinkageRun,
  findNewestLinkageRun,
  listJudgedWeights,
  replacePairs,
} from '../../store/index.ts'
import { fillNameForms } from './name-forms.ts'
import { requireLinked } from './linked.ts'
import { readPersons } from './read-persons.ts'
import type { LinkageRunReport } from './run-report.ts'

export type DuplicateSearch = {
  readonly runId: string
  readonly areaId: AreaId
  /** Code of the area whose people are compared; empty for the nation. */
  readonly areaCode: string
  readonly snapshotDir: string
  readonly snapshotSha256: string
  readonly asOf: string
  /** Folder of all results of linkage; the run's own is made in it. */
  readonly folder: string
  readonly reviewers: 1 | 2
  /** Learns m and u anew instead of taking the area's last model, moved to where judgements say. */
  readonly retrain?: boolean
  readonly createdBy?: AccountId | undefined
  readonly onProgress?: OnProgress
}

export type DuplicatesFound = {
  readonly people: number
  readonly sure: number
  readonly review: number
  readonly sample: number
  /** Of all these, pairs that no earlier run had found. */
  readonly fresh: number
  readonly shift: number
}

/** Pairs below the threshold that are drawn of each band, to learn what is missed. */
const drawnOfBand = 15

/**
 * Looks for people who are in the registry twice. Pairs that may be one person are put up for review with their evidence;
 * nothing is merged. The model of the area's last run is used again, its prior moved by what reviewers have judged.
 * @throws Problem `linkageRefused`
 */
export const findDuplicates =
  (search: DuplicateSearch) =>
  async (db: Db): Promise<DuplicatesFound> => {
    await using duck = await openDuckDb({})
    await readPersons(duck, search.snapshotDir)
    const out = join(search.folder, search.runId)
    await mkdir(out, { recursive: true })
    const file = join(out, 'people.parquet')
    await writePeople(search, file, out)(duck, db)
    const given = search.retrain === true ? undefined : await recalibrated(search, out)(db)
    const linked = requireLinked(
      await linkFiles({
        left: file,
        settings: registrySettings,
        out,
        model: given?.folder,
        onProgress: search.onProgress,
      }),
    )
    await compare(duck, { pairs: join(out, 'pairs.parquet'), people: file }, search.snapshotDir)
    await rm(file)
    const pairs = foundPairs(await duck.readColumns('select * from found order by person_a, person_b'))
    const count = (tier: string) => pairs.filter((pair) => pair.tier === tier).length
    const { records, estimated, prior } = linked.report
    const report: LinkageRunReport = {
      people: records,
      candidates: linked.report.pairs,
      prior,
      thresholds: {
        sure: weightOfProbability(sureProbability),
        review: weightOfProbability(reviewProbability),
      },
      strata: await countStrata(duck),
      estimated,
      calibration: given?.calibration ?? null,
    }
    await createLinkageRun({
      ...search,
      settings: registrySettings,
      model: linked.model,
      trainedBy: given?.trainedBy ?? search.runId,
      shift: given?.calibration.shift ?? 0,
      report,
      createdBy: search.createdBy,
    })(db)
    const fresh = await replacePairs(search.runId, search.areaId, pairs)(db)
    const [sure, review, sample] = [count('sure'), count('review'), count('sample')]
    return { people: records, sure, review, sample, fresh, shift: given?.calibration.shift ?? 0 }
  }

const sureProbability = 0.95
const reviewProbability = 0.5
const strata = clericalStrata(sureProbability)
/** SQL: the band of a weight, counted from the surest. */
const bandSql = `case ${strata.map(({ from }, index) => `when weight >= ${from} then ${index}`).join(' ')} end`

/** The people of the area as the settings name their columns. A NIK that the register confirmed stands apart. */
const writePeople =
  ({ areaCode }: DuplicateSearch, file: string, folder: string) =>
  async (duck: DuckDb, db: Db): Promise<void> => {
    const csv = join(folder, 'confirmed.csv')
    await pipeline(db.copyOut(`copy (${confirmedPersonsQuery}) to stdout csv`), createWriteStream(csv))
    const confirmed = `read_csv(${quoteText(csv)}, header = false, auto_detect = false, columns = {'person_id': 'VARCHAR'})`
    const within =
      areaCode === '' ? 'true' : `starts_with(concat(village_code, '.'), ${quoteText(`${areaCode}.`)})`
    await copyToParquet(
      duck,
      `select person_id, family_id, nik as nik_index, case when confirmed.person_id is not null then nik end as verified_nik,
         name, birth_date, sex, village_code
       from (select *, case when nik_status not in ('none', 'malformed') then nik_index end as nik from person) person
       left join ${confirmed} confirmed using (person_id) where ${within} order by person_id`,
      file,
    )
    await rm(csv)
  }

type Given = {
  readonly folder: string
  readonly trainedBy: string
  readonly calibration: Calibration
}

/** The model of the area's last run, moved by the judgements of pairs that it weighed; undefined where there is none. */
const recalibrated =
  ({ areaId, folder }: DuplicateSearch, out: string) =>
  async (db: Db): Promise<Given | undefined> => {
    const last = await findNewestLinkageRun(areaId)(db)
    if (!last || canonicalJson(last.settings) !== canonicalJson(registrySettings)) return undefined
    const calibration = calibrate(await listJudgedWeights(last.trainedBy)(db))
    const given = join(out, 'given')
    const from = join(folder, last.trainedBy)
    const shifted = await shiftModelFolder({ from, to: given, shift: calibration.shift })
    return shifted ? { folder: given, trainedBy: last.trainedBy, calibration } : undefined
  }

/** Makes `found`: the pairs to be reviewed, with the reason of each, and a sample of those below the threshold. */
async function compare(
  duck: DuckDb,
  files: { readonly pairs: string; readonly people: string },
  snapshotDir: string,
): Promise<void> {
  await runPipeline(duck, pipelineOf([distinctNameStep(['person'])], ['person']))
  await fillNameForms(duck, join(snapshotDir, '..'))
  await readTable(duck, 'compared', files.people)
  await readTable(duck, 'any_pair', files.pairs)
  // Two numbers that the civil register confirmed are two people: nobody need look.
  await duck.run(`
    create table scored_pair as select p.* from any_pair p
    join compared l on l.person_id = left_id join compared r on r.person_id = right_id
    where l.verified_nik is null or r.verified_nik is null or l.verified_nik = r.verified_nik`)
  // The first rule is that of the NIK: two people with one number are looked at, however little else they share.
  await duck.run(`
    create table linked_pair as
    select left_id as a, right_id as b, weight, pattern, weight >= ${weightOfProbability(reviewProbability)} or drawn as drawn,
      case when tier <> 'no' then tier when rules % 2 = 1 then 'review' else 'sample' end as tier
    from (select *, band is not null and tier = 'no' and turn <= ${drawnOfBand} as drawn from (
      select *, row_number() over (partition by band, tier order by hash, left_id, right_id) as turn from (
        select *, ${bandOfSample} as band, ${duckDbDialect.hash(`concat(left_id, '|', right_id)`)} as hash from scored_pair) banded) ranked) chosen
    where tier <> 'no' or drawn or rules % 2 = 1`)
  const steps = duplicateSteps(duckDbDialect, ruleDefaults)
  await runPipeline(duck, pipelineOf(steps, ['person', 'name_form', 'linked_pair']), {
    tables: ['duplicate_person', 'duplicate_pair'],
  })
  await duck.run(`
    create table found as select person_a, person_b, p.tier, reason, weight, pattern, drawn
    from duplicate_pair p join linked_pair on a = person_a and b = person_b`)
}

/** The lowest band is left out: of a thousand pairs in it not one may be of one person. */
const bandOfSample = `nullif(${bandSql}, ${strata.length - 1})`

async function countStrata(duck: DuckDb): Promise<LinkageRunReport['strata']> {
  const { rowCount, numbers } = await duck.readColumns(
    `select ${bandSql} as band, count(*) as n from scored_pair group by band`,
  )
  const sizes = new Map(
    Array.from({ length: rowCount }, (_, row) => [numbers('band')[row], numbers('n')[row] ?? 0]),
  )
  return strata.map(({ from }, band) => ({ from, size: sizes.get(band) ?? 0 }))
}

function foundPairs({ rowCount, texts, numbers }: Columns): readonly FoundPair[] {
  const text = (name: string, row: number) => texts(name)[row] ?? ''
  const number = (name: string, row: number) => numbers(name)[row] ?? 0
  return Array.from({ length: rowCount }, (_, row) => ({
    personA: text('person_a', row),
    personB: text('person_b', row),
    tier: text('tier', row),
    reason: text('reason', row),
    weight: number('weight', row),
    pattern: number('pattern', row),
    drawn: number('drawn', row) === 1,
  }))
}
