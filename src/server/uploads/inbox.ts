import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findJobsUnderWay } from '../../store/index.ts'
import type { ServerParts } from '../parts.ts'

/** The folder of files that were received and not read yet: they hold identity numbers as they were sent. */
function inboxOf(folder: string): string {
  return join(folder, 'inbox')
}

/** Where a file is kept until it is read. */
export function inboxFile(folder: string, fileId: string): string {
  return join(inboxOf(folder), `${fileId}.upload`)
}

/** Makes the inbox, readable by us alone. */
export async function openInbox(folder: string): Promise<void> {
  await mkdir(inboxOf(folder), { recursive: true, mode: 0o700 })
}

/** Removes what no waiting job names: files that a former process was cut off from reading are asked for once more. */
export async function tidyInbox({ registry: { store, folder } }: ServerParts): Promise<void> {
  const jobs = await store.asOwner(findJobsUnderWay)
  const waiting = jobs
    .filter(({ state }) => state === 'waiting')
    .map(({ subject, request }) => JSON.stringify([subject, request]))
  const names = await readdir(inboxOf(folder)).catch(() => [])
  const lost = names.filter((name) => !waiting.some((job) => job.includes(name.replace(/\.upload$/, ''))))
  await Promise.all(lost.map((name) => rm(join(inboxOf(folder), name), { recursive: true, force: true })))
}
