import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { renderPdf } from '../../engine/index.ts'
import { areaIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { renderRemedyLetters } from '../../linkage/index.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { readLetters } from './read-letters.ts'

const requestSchema = z.object({
  areaId: areaIdSchema,
  day: plainDateSchema,
  until: plainDateSchema,
  language: z.enum(['id', 'en']),
})
export type LettersRequest = z.infer<typeof requestSchema>

/** Letters to all families of an area as one PDF; the result is how many. */
export function letterKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'letter.print',
      permission: 'register.letter',
      request: requestSchema,
      run: (work) => print(work, parts),
    }),
  ]
}

async function print({ jobId, request, actor, note }: Work<LettersRequest>, parts: ServerParts) {
  const { areaId, day, until, language } = request
  note(0, { id: 'Mengumpulkan data yang belum cocok', en: 'Gathering what does not agree' })
  const found = await parts.registry.store.asActor(actor, readLetters({ areaId }, day, parts))
  if (!found) throw problems.everybodyMatched()
  note(0.2, { id: 'Mencetak surat', en: 'Printing the letters' })
  const html = renderRemedyLetters(found.letters, { checkedOn: found.checkedOn, until }, language)
  const file = letterFile(parts.registry.folder, jobId)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, await renderPdf(html), { mode: 0o600 })
  return { letters: found.letters.length, jobId }
}

/** Where the letters of a job lie. */
export function letterFile(folder: string, jobId: string): string {
  return join(folder, 'letters', `${jobId}.pdf`)
}
