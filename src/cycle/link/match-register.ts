import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type DuckDb,
  type LinkageRefused,
  type Linked,
  type OnProgress,
  copyToParquet,
  duckDbDialect,
  linkFiles,
  openDuckDb,
  readRegister,
  readTable,
  runPipeline,
} from '../../engine/index.ts'
import { type Vault, indexNumber } from '../../access/index.ts'
import type { Issue, PlainDate } from '../../kernel/index.ts'
import {
  comparedFields,
  distinctNameStep,
  registerMatchSteps,
  registerSettings,
  ruleDefaults,
} from '../../linkage/index.ts'
import { pipelineOf, quoteText } from '../../sql/index.ts'
import { type Db, copyRows, validateByRegister } from '../../store/index.ts'
import { columnRows, countTexts } from '../tables.ts'
import { fillNameForms } from './name-forms.ts'
import { readPersons } from './read-persons.ts'

export type RegisterMatchRequest = {
  readonly runId: string
  readonly snapshotDir: string
  /** The extract of the civil register as it was handed over: see `readRegister`. */
  readonly extract: string
  readonly vault: Vault
  readonly registerName: string
  readonly checkedOn: PlainDate
  /** Folder of all results of linkage; the run's own is made in it. */
  readonly folder: string
  /** The statistician's settings; without them those of linkage for a registry and a civil register. */
  readonly settings?: unknown
  readonly onProgress?: OnProgress
}

export type RegisterMatched = {
  readonly kind: 'matched'
  readonly statuses: Readonly<Record<string, number>>
  /** What of the extract could not be read. */
  readonly issues: readonly Issue[]
}

const resultColumns = [
  'person_id',
  'status',
  'reason',
  'register_id',
  'weight',
  ...comparedFields.map((field) => `${field}_field`),
]

/**
 * Matches the people of a snapshot with an extract of the civil register by a model trained on both: each person gets a
 * status, a reason, and an outcome of each field. NIKs are compared by their keyed index, and no clear one is kept.
 * Refused where the extract lacks a column or an id, with nothing written.
 */
export const matchRegister =
  (request: RegisterMatchRequest) =>
  async (db: Db): Promise<RegisterMatched | LinkageRefused> => {
    const out = join(request.folder, request.runId)
    const registerFile = join(out, 'register.parquet')
    await mkdir(out, { recursive: true })
    const read = await readRegister({
      file: request.extract,
      out: registerFile,
      indexOf: (nik) => indexNumber(request.vault, 'nik', nik).toString('hex'),
    })
    if (read.kind === 'refused') {
      await rm(out, { recursive: true })
      return read
    }
    await using duck = await openDuckDb({})
    await readPersons(duck, request.snapshotDir)
    await readTable(duck, 'register', registerFile)
    const linked = await linkWithRegister(duck, request, out, registerFile)
    if (linked.kind === 'refused') return linked
    await runPipeline(duck, pipelineOf([distinctNameStep(['person', 'register'])], ['person', 'register']))
    await fillNameForms(duck, join(request.snapshotDir, '..'))
    const inputs = ['person', 'register', 'name_form', 'register_pair']
    await runPipeline(duck, pipelineOf(registerMatchSteps(duckDbDialect, ruleDefaults), inputs), {
      tables: [
        'match_person',
        'match_register',
        'compared_pair',
        'nik_candidate',
        'register_candidate',
        'register_match',
      ],
    })
    const matches = await duck.readColumns(
      `select ${resultColumns.join(', ')} from register_match order by person_id`,
    )
    await copyRows(
      'register_match',
      ['run_id', ...resultColumns],
      withRun(request.runId, columnRows(matches)),
    )(db)
    await validateByRegister(request.runId, request.registerName, request.checkedOn)(db)
    await rm(registerFile)
    return { kind: 'matched', statuses: countTexts(matches.texts('status')), issues: read.issues }
  }

/** Makes the table `register_pair` of the pairs that the model weighed. */
async function linkWithRegister(
  duck: DuckDb,
  { settings, onProgress }: RegisterMatchRequest,
  out: string,
  registerFile: string,
): Promise<Linked | LinkageRefused> {
  const people = join(out, 'people.parquet')
  await copyToParquet(
    duck,
    `select person_id, case when nik_status not in ('none', 'malformed') then nik_index end as nik_index,
       name, birth_date, sex, village_code from person order by person_id`,
    people,
  )
  const linked = await linkFiles({
    left: people,
    right: registerFile,
    settings: settings ?? registerSettings,
    out,
    onProgress,
  })
  await rm(people)
  if (linked.kind === 'refused') return linked
  await duck.run(
    `create table register_pair as select left_id as person_id, right_id as register_id, weight, tier
     from read_parquet(${quoteText(join(out, 'pairs.parquet'))})`,
  )
  return linked
}

function* withRun<Row extends readonly unknown[]>(runId: string, rows: Iterable<Row>) {
  for (const row of rows) yield [runId, ...row] as const
}
