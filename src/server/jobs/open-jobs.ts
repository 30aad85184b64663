import type { Permission } from '../../access/index.ts'
import { type Message, Problem } from '../../kernel/index.ts'
import { type JobRow, claimJob, endJob, findJobsUnderWay, noteJob, requeueJob } from '../../store/index.ts'
import type { ServerParts } from '../parts.ts'
import { problems } from '../problems.ts'
import type { AfterCut, JobKind } from './job-kind.ts'

/**
 * Carries out the jobs of the table `job`, lane by lane, after the answers were given. `createJob` puts one there in the
 * transaction of the request; `wake` is called when that is committed.
 */
export type Jobs = {
  /** Who may see jobs of a kind; undefined for kinds that this version does not know. */
  readonly permissionOf: (kind: string) => Permission | undefined
  readonly wake: () => void
  /** Waits until nothing waits or runs; in tests. */
  readonly settle: () => Promise<void>
  /** Ends what runs and takes on nothing more: what waits is done after the next start. */
  readonly close: () => Promise<void>
}

export async function openJobs(kinds: readonly JobKind[], parts: ServerParts): Promise<Jobs> {
  const byKind = new Map(kinds.map((each) => [each.kind, each]))
  const lanes = new Map([...byKind.keys()].map((kind) => [laneOf(kind), Promise.resolve()]))
  let closing = false
  const claim = (lane: string) => parts.registry.store.asOwner(claimJob(lane))
  const drain = async (lane: string) => {
    if (closing) return
    for (let job = await claim(lane); job; job = closing ? undefined : await claim(lane))
      await carryOut(job, byKind.get(job.kind), parts)
  }
  const wake = () => {
    for (const [lane, last] of lanes) {
      const next = last
        .then(() => drain(lane))
        .catch((error: unknown) => parts.logger?.error({ err: error, lane }, 'jobs cannot be claimed'))
      lanes.set(lane, next)
    }
  }
  const settle = async () => {
    await Promise.all(lanes.values())
  }
  await mendCutOff(byKind, parts)
  wake()
  return {
    permissionOf: (kind) => byKind.get(kind)?.permission,
    wake,
    settle,
    close: async () => {
      closing = true
      await settle()
    },
  }
}

/** Jobs of a kind that this version does not know are left for one that does. */
async function mendCutOff(byKind: ReadonlyMap<string, JobKind>, { registry }: ServerParts): Promise<void> {
  await registry.store.asOwner(async (db) => {
    for (const job of (await findJobsUnderWay(db)).filter(({ state }) => state === 'running')) {
      const kind = byKind.get(job.kind)
      if (kind) await noteCut(job, await kind.afterCut(workOf(job))(db))(db)
    }
  })
}

function noteCut({ jobId }: JobRow, after: AfterCut) {
  if (after === 'again') return requeueJob(jobId)
  return endJob(
    jobId,
    after === 'done' ? { state: 'done', result: null } : { state: 'failed', failure: after },
  )
}

async function carryOut(job: JobRow, kind: JobKind | undefined, parts: ServerParts): Promise<void> {
  const { store } = parts.registry
  const notes = openNotes(job.jobId, parts)
  try {
    if (!kind) throw new Error(`no such kind of job: ${job.kind}`)
    const result = await kind.run({ ...workOf(job), note: notes.note })
    await notes.settle()
    await store.asOwner(endJob(job.jobId, { state: 'done', result }))
  } catch (error) {
    await notes.settle()
    if (!(error instanceof Problem))
      parts.logger?.error({ err: error, jobId: job.jobId, kind: job.kind }, 'a job failed')
    await store
      .asOwner(endJob(job.jobId, { state: 'failed', failure: failureOf(error, job) }))
      .catch(() => undefined)
  }
}

function workOf({ jobId, subject, request, createdBy, role, areaId }: JobRow) {
  return { jobId, subject, request, actor: { accountId: createdBy, role, areaId } }
}

function failureOf(error: unknown, { jobId }: JobRow): Message {
  return error instanceof Problem ? error.text : problems.unexpected({ request: jobId }).text
}

/** Progress is written beside the transaction that does the work, one note at a time, the newest. */
function openNotes(jobId: string, { registry }: ServerParts) {
  let pending: readonly [number, Message | undefined] | undefined
  let writing: Promise<void> | undefined
  const write = async () => {
    while (pending) {
      const [share, phase] = pending
      pending = undefined
      await registry.store.asOwner(noteJob(jobId, share, phase)).catch(() => undefined)
    }
    writing = undefined
  }
  return {
    note: (share: number, phase?: Message) => {
      pending = [share, phase]
      writing ??= write()
    },
    settle: async () => {
      await writing
    },
  }
}

function laneOf(kind: string): string {
  return kind.split('.')[0] ?? kind
}
