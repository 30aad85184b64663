import { z } from 'zod'
import { type AccountId, type AreaId, areaIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type NewPilot = {
  readonly pilotId: string
  readonly areaId: AreaId
  readonly formVersionId: string
  readonly name: string
  readonly filesSha256: string
  /** These three are kept as JSON. */
  readonly settings: object
  readonly assessment: object
  readonly issues: readonly object[]
  readonly createdBy: AccountId
}

export const createPilot =
  (pilot: NewPilot) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into pilot (pilot_id, area_id, form_version_id, name, files_sha256, settings, assessment, issues, created_by)
    values (${pilot.pilotId}, ${pilot.areaId}, ${pilot.formVersionId}, ${pilot.name}, ${pilot.filesSha256}, ${JSON.stringify(pilot.settings)},
            ${JSON.stringify(pilot.assessment)}, ${JSON.stringify(pilot.issues)}, ${pilot.createdBy})`)
  }

const headRow = z.object({
  pilotId: z.string(),
  areaId: areaIdSchema,
  formVersionId: z.string(),
  formId: z.string(),
  version: z.string(),
  formTitle: z.string(),
  name: z.string(),
  filesSha256: z.string(),
  by: z.string(),
  at: z.string(),
  interviews: z.number(),
  proposal: z.string(),
  /** The newest decision about the form; null while there is none. */
  verdict: z.string().nullable(),
})
export type PilotHead = z.infer<typeof headRow>

const heads = sql`
  select pilot_id as "pilotId", pilot.area_id as "areaId", pilot.form_version_id as "formVersionId", form.form_id as "formId", form.version,
         form.title as "formTitle", pilot.name, files_sha256 as "filesSha256", author.display_name as by, pilot.created_at as at,
         (assessment->>'interviews')::integer as interviews, assessment->>'proposal' as proposal,
         (select verdict from pilot_decision decision where decision.pilot_id = pilot.pilot_id and item = '' order by seq desc limit 1) as verdict
    from pilot
    join form_version form using (form_version_id)
    join account_label author on author.account_id = pilot.created_by`

export const listPilots = (db: Db): Promise<readonly PilotHead[]> =>
  db.many(headRow, sql`${heads} order by pilot.created_at desc, pilot_id`)

const pilotRow = headRow.extend({ assessment: z.unknown(), settings: z.unknown(), issues: z.unknown() })
export type PilotRow = z.infer<typeof pilotRow>

export const findPilot =
  (pilotId: string) =>
  (db: Db): Promise<PilotRow | undefined> =>
    db.find(
      pilotRow,
      sql`
    select head.*, pilot.assessment, pilot.settings, pilot.issues from (${heads}) head join pilot on pilot.pilot_id = head."pilotId"
     where head."pilotId" = ${pilotId}`,
    )

const decisionRow = z.object({
  item: z.string(),
  verdict: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type PilotDecisionRow = z.infer<typeof decisionRow>

/** Oldest first: of an item the last one counts. */
export const listPilotDecisions =
  (pilotId: string) =>
  (db: Db): Promise<readonly PilotDecisionRow[]> =>
    db.many(
      decisionRow,
      sql`
    select item, verdict, reason, author.display_name as by, decided_at as at
      from pilot_decision join account_label author on author.account_id = decided_by
     where pilot_id = ${pilotId} order by seq`,
    )

export type NewPilotDecision = {
  readonly pilotId: string
  readonly item: string
  readonly verdict: string
  readonly reason: string
  readonly decidedBy: AccountId
}

export const createPilotDecision =
  ({ pilotId, item, verdict, reason, decidedBy }: NewPilotDecision) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into pilot_decision (pilot_id, item, verdict, reason, decided_by)
    values (${pilotId}, ${item}, ${verdict}, ${reason}, ${decidedBy})`)
  }

const noteRow = z.object({
  item: z.string(),
  round: z.number(),
  problem: z.string(),
  probe: z.string(),
  quote: z.string(),
  by: z.string(),
  at: z.string(),
})
export type PilotNoteRow = z.infer<typeof noteRow>

export const listPilotNotes =
  (pilotId: string) =>
  (db: Db): Promise<readonly PilotNoteRow[]> =>
    db.many(
      noteRow,
      sql`
    select item, round, problem, probe, quote, author.display_name as by, noted_at as at
      from pilot_note join account_label author on author.account_id = noted_by
     where pilot_id = ${pilotId} order by seq`,
    )

export type NewPilotNote = Omit<PilotNoteRow, 'by' | 'at'> & {
  readonly pilotId: string
  readonly notedBy: AccountId
}

export const createPilotNote =
  ({ pilotId, item, round, problem, probe, quote, notedBy }: NewPilotNote) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into pilot_note (pilot_id, item, round, problem, probe, quote, noted_by)
    values (${pilotId}, ${item}, ${round}, ${problem}, ${probe}, ${quote}, ${notedBy})`)
  }
