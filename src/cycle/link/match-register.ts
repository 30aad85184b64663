import { join } from 'node:path'
import { duckDbDialect, openDuckDb, readTable, readTables, runPipeline } from '../../engine/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { distinctNameStep, registerMatchSteps, ruleDefaults } from '../../linkage/index.ts'
import { pipelineOf } from '../../sql/index.ts'
import { type Db, copyRows, validateByRegister } from '../../store/index.ts'
import { columnRows, countTexts } from '../tables.ts'
import { fillNameForms } from './name-forms.ts'

export type RegisterMatchRequest = {
  readonly runId: string
  readonly snapshotDir: string
  /** Parquet file with the columns of linkage's `register`. */
  readonly registerFile: string
  readonly registerName: string
  readonly checkedOn: PlainDate
}

export type Matched = { readonly statuses: Readonly<Record<string, number>> }

/** Matches the people of a snapshot with the civil register. */
export const matchRegister =
  (request: RegisterMatchRequest) =>
  async (db: Db): Promise<Matched> => {
    await using duck = await openDuckDb({})
    await readTables(duck, request.snapshotDir)
    await readTable(duck, 'register', request.registerFile)
    await runPipeline(duck, pipelineOf([distinctNameStep(['person', 'register'])], ['person', 'register']))
    await fillNameForms(duck, join(request.snapshotDir, '..'))
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
    const matches = await duck.readColumns(
      'select person_id, status, reason, register_id from register_match order by person_id',
    )
    await copyRows(
      'register_match',
      ['run_id', 'person_id', 'status', 'reason', 'register_id'],
      withRun(request.runId, columnRows(matches)),
    )(db)
    await validateByRegister(request.runId, request.registerName, request.checkedOn)(db)
    return { statuses: countTexts(matches.texts('status')) }
  }

function* withRun<Row extends readonly unknown[]>(runId: string, rows: Iterable<Row>) {
  for (const row of rows) yield [runId, ...row] as const
}
