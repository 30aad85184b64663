import { Problem, type BatchId, type Message } from '../../kernel/index.ts'
import { type Actor, endJob, findBatch, findJobsLeft, noteProgress } from '../../store/index.ts'
import type { ServerParts } from '../parts.ts'
import { emptyInbox } from './inbox.ts'
import { problems } from '../problems.ts'
import { type UploadedFile, promoteInto, readFileInto } from './work.ts'

/** Reads and promotes files one after the other, after the answer was given. How far each has come is in the database. */
export type Reading = {
  readonly read: (file: UploadedFile, actor: Actor) => void
  readonly promote: (batchId: BatchId, actor: Actor, reason: string) => void
  /** Waits until all work is done; at the end, and in tests. */
  readonly settle: () => Promise<void>
}

/** Work that a former process left is noted as cut off: each is all or nothing, so nothing is half written. */
export async function openReading(parts: ServerParts): Promise<Reading> {
  await endJobsLeft(parts)
  await emptyInbox(parts.registry.folder)
  let last = Promise.resolve()
  const add = (batchId: BatchId, work: () => Promise<void>) => {
    last = last.then(() => carryOut(batchId, work, parts))
  }
  return {
    read: (file, actor) =>
      add(file.batchId, () => readFileInto(file, actor, parts, noteInto(file.batchId, parts))),
    promote: (batchId, actor, reason) => add(batchId, () => promoteInto(batchId, actor, reason, parts)),
    settle: () => last,
  }
}

async function carryOut(batchId: BatchId, work: () => Promise<void>, parts: ServerParts): Promise<void> {
  const { store } = parts.registry
  try {
    await work()
    await store.asOwner(endJob(batchId, { state: 'done' }))
  } catch (error) {
    parts.logger?.error({ err: error, batchId }, 'the import failed')
    await store
      .asOwner(endJob(batchId, { state: 'failed', failure: failureOf(error, batchId) }))
      .catch(() => undefined)
  }
}

function failureOf(error: unknown, batchId: BatchId): Message {
  return error instanceof Problem ? error.text : problems.unexpected({ request: batchId }).text
}

/** Beside the transaction that does the work, whose own writing nobody sees before its end. */
function noteInto(batchId: BatchId, { registry }: ServerParts): (share: number) => void {
  let noted = Promise.resolve()
  return (share) => {
    noted = noted.then(() => registry.store.asOwner(noteProgress(batchId, share))).catch(() => undefined)
  }
}

async function endJobsLeft({ registry }: ServerParts): Promise<void> {
  await registry.store.asOwner(async (db) => {
    for (const { batchId, work } of await findJobsLeft(db)) {
      await endJob(batchId, { state: 'done' })(db)
      const batch = await findBatch(batchId)(db)
      if (work === 'promote' && batch?.state === 'promoted') continue
      const failure = work === 'read' ? problems.fileNotReadable().text : problems.promotionCutOff().text
      await endJob(batchId, { state: 'failed', failure })(db)
    }
  })
}
