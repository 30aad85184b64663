import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { readPilot, unpackPilot } from '../../engine/index.ts'
import { type Issue, type Json, isError } from '../../kernel/index.ts'
import { assessPilot } from '../../quality/index.ts'
import { createPilot } from '../../store/index.ts'
import { findingsIn } from '../forms/findings.ts'
import { readForm } from '../forms/form-versions.ts'
import { inboxFile } from '../uploads/inbox.ts'
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

async function assess(
  { subject, request, actor, note }: Work<PilotRequest>,
  { registry: { store, folder } }: ServerParts,
): Promise<Json> {
  const path = inboxFile(folder, subject)
  try {
    const { compiled } = await store.asActor(actor, readForm(request.formVersionId))
    const { files, issues: torn } = filesOf({ name: request.fileName, bytes: await readFile(path) })
    note(0.2)
    const { data, issues } = readPilot(files, compiled.dictionary)
    const all = [...torn, ...issues]
    const fatal = all.find(isError)
    if (fatal) throw refusal(fatal)
    note(0.6)
    const { critical, stable } = request
    const settings = {
      pairs: pairsOf(request.pairs),
      critical,
      stable,
      expected: request.expected ?? undefined,
    }
    const assessment = assessPilot(data, { ...settings, gains: new Map() })
    await store.asActor(actor, async (db) => {
      await createPilot({
        pilotId: subject,
        areaId: actor.areaId,
        formVersionId: request.formVersionId,
        name: request.name,
        filesSha256: request.filesSha256,
        settings: json({ ...settings, expected: request.expected }),
        assessment: json(assessment),
        issues: json(findingsIn({ sheets: [] }, all).general),
        createdBy: actor.accountId,
      })(db)
      db.audit({
        action: 'pilot.assess',
        subject,
        areaId: actor.areaId,
        detail: `sha256=${request.filesSha256}`,
      })
    })
    return { pilotId: subject }
  } finally {
    await rm(path, { force: true })
  }
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

/** What is not measured is null already; nothing else is lost. */
function json(value: object): Json {
  return z.json().parse(JSON.parse(JSON.stringify(value)))
}
