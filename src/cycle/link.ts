import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type DuckDb,
  copyToParquet,
  duckDbDialect,
  linkFiles,
  openDuckDb,
  readTable,
  readTables,
  runPipeline,
} from '../engine/index.ts'
import type { PlainDate } from '../kernel/index.ts'
import {
  distinctNameStep,
  duplicateSteps,
  nameFormTable,
  registerMatchSteps,
  registrySettings,
  ruleDefaults,
} from '../linkage/index.ts'
import { pipelineOf } from '../sql/index.ts'
import { type Db, copyRows, validateByRegister } from '../store/index.ts'
import { columnRows, countTexts, fillTextTable } from './tables.ts'

export type LinkRequest = {
  readonly runId: string
  readonly snapshotDir: string
  /** Parquet file with the columns of linkage's `register`. */
  readonly registerFile: string
  readonly registerName: string
  readonly checkedOn: PlainDate
}

export type Linked = { readonly statuses: Readonly<Record<string, number>>; readonly duplicates: number }

/** Matches the people of a snapshot with the civil register and looks for people who are in it twice. */
export const linkSnapshot =
  (request: LinkRequest) =>
  async (db: Db): Promise<Linked> => {
    await using duck = await openDuckDb({})
    await readTables(duck, request.snapshotDir)
    await readTable(duck, 'register', request.registerFile)
    await runPipeline(duck, pipelineOf([distinctNameStep(['person', 'register'])], ['person', 'register']))
    const names = await duck.readColumns('select name from distinct_name order by name')
    await fillTextTable(
      duck,
      'name_form',
      nameFormTable(names.texts('name').flatMap((name) => name ?? [])),
      join(request.snapshotDir, '..'),
    )
    const inputs = ['person', 'register', 'name_form']
    await runPipeline(duck, pipelineOf(registerMatchSteps(duckDbDialect, ruleDefaults), inputs), {
      tables: [
        'match_person',
        'match_register',
        'nik_hit',
        'nik_candidate',
        'register_candidate',
        'register_match',
      ],
    })
    await linkPeople(duck, `${request.snapshotDir}-linkage`)
    await runPipeline(
      duck,
      pipelineOf(duplicateSteps(duckDbDialect, ruleDefaults), ['person', 'name_form', 'linked_pair']),
      { tables: ['duplicate_person', 'duplicate_pair'] },
    )
    const matches = await duck.readColumns(
      'select person_id, status, reason, register_id from register_match order by person_id',
    )
    await copyRows(
      'register_match',
      ['run_id', 'person_id', 'status', 'reason', 'register_id'],
      withRun(request.runId, columnRows(matches)),
    )(db)
    const pairs = await duck.readColumns(
      'select person_a, person_b, tier, reason from duplicate_pair order by person_a, person_b',
    )
    await copyRows(
      'duplicate_pair',
      ['run_id', 'person_a', 'person_b', 'tier', 'reason'],
      withRun(request.runId, columnRows(pairs)),
    )(db)
    await validateByRegister(request.runId, request.registerName, request.checkedOn)(db)
    return { statuses: countTexts(matches.texts('status')), duplicates: pairs.rowCount }
  }

function* withRun<Row extends readonly unknown[]>(runId: string, rows: Iterable<Row>) {
  for (const row of rows) yield [runId, ...row] as const
}

/** Makes the table `linked_pair` of the pairs of people that are surely or perhaps one, or that share a NIK; the results stay in `folder`. */
async function linkPeople(duck: DuckDb, folder: string): Promise<void> {
  const file = `${folder}.parquet`
  const nik = `case when nik_status not in ('none', 'malformed') then nik_index end`
  await copyToParquet(
    duck,
    `select person_id, family_id, ${nik} as nik_index, case when nik_status = 'matched' then nik_index end as verified_nik,
      name, birth_date, sex, village_code from person order by person_id`,
    file,
  )
  const linked = await linkFiles({ left: file, settings: registrySettings, out: folder })
  await rm(file)
  if (linked.kind === 'refused')
    throw new Error(
      `the snapshot cannot be linked: ${linked.issues.map(({ message }) => message.en).join(' ')}`,
    )
  await readTable(duck, 'scored_pair', join(folder, 'pairs.parquet'))
  await duck.run(
    // The first rule is that of the NIK: two people with one number are looked at, however little else they share.
    `create table linked_pair as select left_id as a, right_id as b, tier from scored_pair where tier <> 'no' or rules % 2 = 1`,
  )
}
