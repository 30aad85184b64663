import { z } from 'zod'
import { plainDate } from '../../kernel/index.ts'
import type { PilotReport } from '../../quality/index.ts'
import {
  type Db,
  type PilotHead,
  type PilotRow,
  findPilot,
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

/** The page as the report that is printed. */
export function reportOf(pilot: Pilot, households: number | undefined): PilotReport {
  const on = (at: string) => plainDate(at.slice(0, 10))
  return {
    title: `${pilot.formTitle}: ${pilot.name}`,
    form: pilot.formId,
    version: pilot.version,
    assessment: pilot.assessment,
    notes: pilot.notes.map(({ at, ...note }) => ({ ...note, on: on(at) })),
    decisions: pilot.decisions.map(({ at, ...decision }) => ({ ...decision, on: on(at) })),
    households,
  }
}
