import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { preparedFileNames } from '../contract/form.ts'
import { type JobKind, type Work, jobKind } from '../jobs/job-kind.ts'
import type { ServerParts } from '../parts.ts'
import { prepareFormFile } from './form-files.ts'
import { readContents } from './form-versions.ts'

const requestSchema = z.object({ formVersionId: z.string(), file: z.enum(preparedFileNames) })
export type PreparationRequest = z.infer<typeof requestSchema>

/** Files of a form that take seconds to make; the subject is the version and the file. Made anew whenever asked for. */
export function formKinds(parts: ServerParts): readonly JobKind[] {
  return [
    jobKind({
      kind: 'form.prepare',
      permission: 'form.view',
      request: requestSchema,
      run: (work) => prepare(work, parts),
    }),
  ]
}

/** Where a prepared file lies until it is fetched. */
export function preparedFile(folder: string, { formVersionId, file }: PreparationRequest): string {
  return join(folder, 'forms', `${formVersionId}-${file}`)
}

async function prepare(
  { jobId, request, actor, note }: Work<PreparationRequest>,
  { registry: { store, folder } }: ServerParts,
) {
  const contents = await store.asActor(actor, readContents(request.formVersionId))
  const bytes = await prepareFormFile(request.file, contents, (share) => note(share, phase))
  const path = preparedFile(folder, request)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.${jobId}`, bytes, { mode: 0o600 })
  await rename(`${path}.${jobId}`, path)
  return { file: request.file, bytes: bytes.length }
}

const phase = { id: 'Mencetak pedoman', en: 'Printing manuals' }
