import { z } from 'zod'
import { revisionOf } from '../../engine/index.ts'
import { plainDate } from '../../kernel/index.ts'
import type { PilotReport } from '../../quality/index.ts'
import {
  type Db,
  type PilotHead,
  type PilotRow,
  findPilot,
  listFormVersions,
  listPilotDecisions,
  listPilotNotes,
} from '../../store/index.ts'
import { issueSchema } from '../contract/common.ts'
import {
  type Pilot,
  type PilotBrief,
  assessmentSchema,
  pilotDecisionSchema,
  pilotNoteSchema,
  pilotOutcomeSchema,
} from '../contract/pilot.ts'
import { getFormVersion, readForm } from '../forms/form-versions.ts'
import { problems } from '../problems.ts'

export function renderPilotBrief({ areaId: _, proposal, verdict, ...head }: PilotHead): PilotBrief {
  return {
    ...head,
    proposal: pilotOutcomeSchema.parse(proposal),
    verdict: pilotOutcomeSchema.nullable().parse(verdict),
  }
}

/** @throws Problem `notFound` */
export const getPilot =
  (pilotId: string) =>
  async (db: Db): Promise<PilotRow> => {
    const row = await findPilot(pilotId)(db)
    if (!row) throw problems.notFound()
    return row
  }

export const readPilotPage =
  (pilotId: string) =>
  async (db: Db): Promise<Pilot> => {
    const { assessment, settings: _, issues, ...head } = await getPilot(pilotId)(db)
    return {
      ...renderPilotBrief(head),
      assessment: assessmentSchema.parse(assessment),
      issues: z.array(issueSchema).parse(issues),
      decisions: z.array(pilotDecisionSchema).parse(await listPilotDecisions(pilotId)(db)),
      notes: z.array(pilotNoteSchema).parse(await listPilotNotes(pilotId)(db)),
    }
  }

/** What is planned after a pilot, as it is known when the report is asked for. */
type Plan = Pick<PilotReport, 'households' | 'rupiahPerDay'>

/** The page as the report that is printed, with what the next version of the form has changed. */
export const readPilotReport =
  (pilotId: string, plan: Plan) =>
  async (db: Db): Promise<PilotReport> => {
    const pilot = await readPilotPage(pilotId)(db)
    const on = (at: string) => plainDate(at.slice(0, 10))
    return {
      ...plan,
      title: `${pilot.formTitle}: ${pilot.name}`,
      form: pilot.formId,
      version: pilot.version,
      assessment: pilot.assessment,
      notes: pilot.notes.map(({ at, ...note }) => ({ ...note, on: on(at) })),
      decisions: pilot.decisions.map(({ at, ...decision }) => ({ ...decision, on: on(at) })),
      revision: await findRevision(pilot.formVersionId)(db),
    }
  }

/** The newest version after the one that was tried out, of the same form and office. */
const findRevision =
  (triedId: string) =>
  async (db: Db): Promise<PilotReport['revision']> => {
    const tried = await getFormVersion(triedId)(db)
    const versions = await listFormVersions(db)
    const next = versions.find(({ formId, areaId }) => formId === tried.formId && areaId === tried.areaId)
    if (!next || next.formVersionId === triedId) return undefined
    const [before, after] = [await readForm(triedId)(db), await readForm(next.formVersionId)(db)]
    return revisionOf(before.compiled, after.compiled)
  }
