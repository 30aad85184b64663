import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BatchId } from '../../kernel/index.ts'

/** The folder of files that were received and not read yet: they hold identity numbers as they were sent. */
function inboxOf(folder: string): string {
  return join(folder, 'inbox')
}

/** Where the file of a batch is kept until it is read; readable by us alone. */
export async function openInbox(folder: string, batchId: BatchId): Promise<string> {
  await mkdir(inboxOf(folder), { recursive: true, mode: 0o700 })
  return join(inboxOf(folder), `${batchId}.upload`)
}

/** Removes what a former process was cut off from reading: those files are asked for once more. */
export async function emptyInbox(folder: string): Promise<void> {
  await rm(inboxOf(folder), { recursive: true, force: true })
}
