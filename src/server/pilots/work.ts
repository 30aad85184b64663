import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { keepPilot } from '../../cycle/index.ts'
import { measureGains, readPilot, unpackPilot } from '../../engine/index.ts'
import { type Issue, type Json, type Message, isError } from '../../kernel/index.ts'
import type { DataDictionary } from '../../questionnaire/index.ts'
import type { Actor } from '../../store/index.ts'
import { findingsIn } from '../forms/findings.ts'
import { readForm } from '../forms/form-versions.ts'
import { inboxFile } from '../uploads/inbox.ts'
import { specInForce } from '../models/spec-in-force.ts'
import { getSurvey } from '../models/surveys.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'

/** A pilot's archive waits in the inbox under the id of the pilot. */
const requestSchema = z.object({
  formVersionId: z.string(),
  name: z.string(),
  fileName: z.string(),
  filesSha256: z.string(),
  pairs: z.array(z.string()),
  critical: z.array(z.string()),
  stable: z.array(z.string()),
  expected: z.number().nullable(),
  /** On it is measured what each question is worth to the ranking. */
  survey: z.string().nullable(),
})
export type PilotRequest = z.infer<typeof requestSchema>

/** Measuring a pilot; the subject is the pilot. All or nothing. */
export function pilotKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'pilot.assess',
      permission: 'pilot.view',
      request: requestSchema,
      run: (work) => assess(work, parts),
      afterCut: () => async () => problems.fileNotReadable().text,
    }),
  ]
}

const phases = {
  read: { id: 'Membaca kiriman dan catatan ponsel', en: 'Reading submissions and logs' },
  gains: { id: 'Menghitung manfaat tiap pertanyaan', en: 'Measuring what each question is worth' },
  measure: { id: 'Mengukur tiap pertanyaan', en: 'Measuring each question' },
} satisfies Record<string, Message>

async function assess(
  { subject, request, actor, note }: Work<PilotRequest>,
  { registry }: ServerParts,
): Promise<Json> {
  const { store, folder } = registry
  const path = inboxFile(folder, subject)
  const { formVersionId, name, fileName, filesSha256, critical, stable, survey } = request
  try {
    note(0, phases.read)
    const { compiled } = await store.asActor(actor, readForm(formVersionId))
    const { files, issues: torn } = filesOf({ name: fileName, bytes: await readFile(path) })
    const { data, issues } = readPilot(files, compiled.dictionary)
    const all = [...torn, ...issues]
    const fatal = all.find(isError)
    if (fatal) throw refusal(fatal)
    note(0.3, phases.gains)
    const settings = {
      pairs: pairsOf(request.pairs),
      critical,
      stable,
      expected: request.expected ?? undefined,
      gains: survey === null ? new Map() : await gainsOf(survey, compiled.dictionary, registry, actor),
    }
    note(0.7, phases.measure)
    const { areaId, accountId: createdBy } = actor
    const pilot = { pilotId: subject, areaId, formVersionId, name, filesSha256, createdBy }
    const plainIssues = findingsIn({ sheets: [] }, all).general
    await store.asActor(actor, keepPilot({ ...pilot, data, settings, issues: plainIssues }))
    return { pilotId: subject }
  } finally {
    await rm(path, { force: true })
  }
}

async function gainsOf(
  survey: string,
  dictionary: DataDictionary,
  { store, folder }: ServerParts['registry'],
  actor: Actor,
): Promise<ReadonlyMap<string, number>> {
  const spec = await store.asActor(actor, specInForce)
  const measured = await measureGains({ dictionary, data: await getSurvey(folder, survey), spec })
  if (measured.kind === 'measured') return measured.gains
  const fatal = measured.issues.find(isError)
  throw fatal ? refusal(fatal) : new Error(`the survey ${survey} was refused without an error`)
}

function filesOf(file: { readonly name: string; readonly bytes: Uint8Array }) {
  return /\.zip$/i.test(file.name) ? unpackPilot(file) : { files: [file], issues: [] }
}

function refusal({ message }: Issue) {
  return problems.pilotNotRead({ first: message.id, firstEn: message.en })
}

function pairsOf(pairs: readonly string[]) {
  return pairs.flatMap((pair) => {
    const [a, b] = pair.split(':')
    return a === undefined || b === undefined ? [] : [{ name: pair, a, b }]
  })
}
