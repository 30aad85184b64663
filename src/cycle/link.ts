import { join } from 'node:path'
import { duckDbDialect, openDuckDb, readTable, readTables, runPipeline } from '../engine/index.ts'
import type { PlainDate } from '../kernel/index.ts'
import {
  distinctNameStep,
  duplicateSteps,
  linkageDefaults,
  nameFormTable,
  registerMatchSteps,
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
    await runPipeline(duck, pipelineOf(registerMatchSteps(duckDbDialect, linkageDefaults), inputs), {
      tables: [
        'match_person',
        'match_register',
        'nik_hit',
        'nik_candidate',
        'register_candidate',
        'register_match',
      ],
    })
    await runPipeline(
      duck,
      pipelineOf(duplicateSteps(duckDbDialect, linkageDefaults), ['person', 'name_form']),
      { tables: ['duplicate_person', 'duplicate_candidate', 'duplicate_pair'] },
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
      'select person_a, person_b, tier, reason from duplicate_pair where tier is not null order by person_a, person_b',
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
