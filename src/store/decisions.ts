import type { AreaId } from '../kernel/index.ts'
import { type Json, type Message } from '../kernel/index.ts'
import { quoteName, sql } from '../sql/index.ts'
import { type Db, csvLine } from './database.ts'

/** A value of a bulk row, as COPY takes it. */
export type BulkValue = string | number | boolean | null | undefined

/** Tables that a step of the cycle fills as a whole. */
export type BulkTable = 'family_score' | 'register_match' | 'programme_decision' | 'list_change'

/** Copies rows in, each a list of values in the order of `columns`. */
export const copyRows =
  (table: BulkTable, columns: readonly string[], rows: Iterable<readonly BulkValue[]>) =>
  async (db: Db): Promise<number> =>
    await db.copyIn(
      `copy ${quoteName(table)} (${columns.map(quoteName).join(', ')}) from stdin csv`,
      lines(rows),
    )

function* lines(rows: Iterable<readonly BulkValue[]>): Iterable<string> {
  for (const row of rows) yield csvLine(row)
}

export type NewRankingRun = {
  readonly runId: string
  readonly areaId: AreaId
  readonly asOf: string
  readonly snapshotSha256: string
  readonly modelSha256: string
  readonly scoresSha256: string
  readonly snapshotDir: string
  readonly scoresFile: string
  readonly model: string
  readonly report: Json
  readonly contributionGroups: readonly string[]
}

export const createRankingRun =
  (run: NewRankingRun) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into ranking_run (run_id, area_id, as_of, snapshot_sha256, model_sha256, scores_sha256, snapshot_dir, scores_file, model, report, contribution_groups)
    values (${run.runId}, ${run.areaId}, ${run.asOf}, ${run.snapshotSha256}, ${run.modelSha256}, ${run.scoresSha256}, ${run.snapshotDir},
            ${run.scoresFile}, ${run.model}::jsonb, ${JSON.stringify(run.report)}::jsonb, ${run.contributionGroups}::text[])`)
  }

export type NewList = {
  readonly listId: string
  readonly areaId: AreaId
  readonly programme: string
  readonly name: Message
  readonly period: string
  readonly decisionDate: string
  readonly runId: string | undefined
  readonly quota: number
  readonly manifest: Json
  readonly csv: string
  readonly keyId: string
  readonly signature: string
  readonly previousListId: string | undefined
}

export const createList =
  (list: NewList) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into programme_list (list_id, area_id, programme, programme_name_id, programme_name_en, period, decision_date, run_id, quota, manifest, csv, key_id, signature, previous_list_id)
    values (${list.listId}, ${list.areaId}, ${list.programme}, ${list.name.id}, ${list.name.en}, ${list.period}, ${list.decisionDate}, ${list.runId ?? null},
            ${list.quota}, ${JSON.stringify(list.manifest)}::jsonb, ${list.csv}, ${list.keyId}, ${list.signature}, ${list.previousListId ?? null})`)
  }

export type CycleStep =
  | 'frame'
  | 'form'
  | 'visit'
  | 'review'
  | 'registry'
  | 'snapshot'
  | 'link'
  | 'rank'
  | 'decide'
  | 'publish'

/** Notes what a step came to: the count under its picture, and further figures by name. */
export const recordStep =
  (
    areaId: AreaId,
    cycle: string,
    step: CycleStep,
    count: number,
    figures: Readonly<Record<string, number>> = {},
  ) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
      insert into cycle_step (area_id, cycle, step, state, count, figures) values (${areaId}, ${cycle}, ${step}, 'done', ${count}, ${JSON.stringify(figures)}::jsonb)
      on conflict (area_id, cycle, step) do update set state = excluded.state, count = excluded.count, figures = excluded.figures, at = clock_timestamp()`)
  }

/** What the register says of the NIK, as a validation of the fact. */
export const validateByRegister =
  (runId: string, register: string, checkedOn: string) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`
    insert into validation (person_id, variables, rule, outcome, register, detail, checked_on)
    select person_id, array['nik'], 'civil_register', case when status = 'matched' then 'passed' else 'failed' end, ${register}, reason, ${checkedOn}::date
      from register_match where run_id = ${runId}`)
