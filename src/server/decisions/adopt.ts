import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { type DraftAdoption, decisionProblems, draftAdoption, publishAdoption } from '../../cycle/index.ts'
import { type Json, plainDateSchema } from '../../kernel/index.ts'
import { adoptQuerySchema } from '../contract/decision.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { inboxFile } from '../uploads/inbox.ts'

const requestSchema = adoptQuerySchema.extend({
  decisionDate: plainDateSchema,
  listId: z.uuid(),
  areaCode: z.string(),
  fileId: z.uuid(),
  fileName: z.string(),
})
type Asked = z.infer<typeof requestSchema>

/** Bringing in the list in force: looked at, or published when it is what was looked at. The subject is as of a decision. */
export function adoptKind(parts: ServerParts): JobKind {
  return jobKind({
    kind: 'list.adopt',
    permission: 'list.publish',
    request: requestSchema,
    run: (work) => adopt(work, parts),
    afterCut: () => async () => problems.fileNotReadable().text,
  })
}

async function adopt({ request, actor, note }: Work<Asked>, { registry }: ServerParts): Promise<Json> {
  const { store, vault, keys, folder } = registry
  const path = inboxFile(folder, request.fileId)
  try {
    const { csvSha256, reason, fileId: _, fileName, ...asked } = request
    note(0.2, { id: 'Mencari keluarga setiap baris', en: 'Looking up the family of each row' })
    const list = { ...asked, areaId: actor.areaId, file: { name: fileName, bytes: await readFile(path) } }
    const draft = await store.asActor(actor, draftAdoption(list, { vault, keys }))
    if (csvSha256 === undefined || reason === undefined) return renderAdoption(draft, null)
    if (csvSha256 !== draft.manifest.csvSha256) throw decisionProblems.listChanged()
    note(0.8, { id: 'Menandatangani dan menerbitkan', en: 'Signing and publishing' })
    await store.asOwner(publishAdoption(draft, reason), actor)
    return renderAdoption(draft, asked.listId)
  } finally {
    await rm(path, { force: true })
  }
}

const mostIssues = 200

function renderAdoption({ rows, families, issues, manifest }: DraftAdoption, listId: string | null): Json {
  const shown = issues.slice(0, mostIssues).map((issue) => ({ ...issue, where: { ...issue.where } }))
  return {
    rows,
    families: families.length,
    issues: shown,
    issueCount: issues.length,
    csvSha256: manifest.csvSha256,
    listId,
  }
}
