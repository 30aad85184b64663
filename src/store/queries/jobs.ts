import { z } from 'zod'
import {
  type AccountId,
  type AreaId,
  type Json,
  type Message,
  accountIdSchema,
  areaIdSchema,
} from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type NewJob = {
  readonly jobId: string
  /** `lane.work`: `import.read`. */
  readonly kind: string
  /** The id of what it is done to. */
  readonly subject: string
  readonly areaId: AreaId
  /** What is asked, kept as JSON. */
  readonly request: object
  readonly createdBy: AccountId
  readonly role: string
}

const jobRow = z.object({
  jobId: z.string(),
  kind: z.string(),
  subject: z.string(),
  areaId: areaIdSchema,
  request: z.unknown(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  progress: z.number(),
  phaseId: z.string(),
  phaseEn: z.string(),
  failureId: z.string(),
  failureEn: z.string(),
  result: z.unknown(),
  createdBy: accountIdSchema,
  role: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})
export type JobRow = z.infer<typeof jobRow>

const columns = sql`
  job_id as "jobId", kind, subject, area_id as "areaId", request, state, progress, phase_id as "phaseId", phase_en as "phaseEn",
  failure_id as "failureId", failure_en as "failureEn", result, created_by as "createdBy", role, created_at as "createdAt", ended_at as "endedAt"`

/** Puts a job into the queue, unless one is under way on the same subject already; whether it was put. */
export const createJob =
  ({ jobId, kind, subject, areaId, request, createdBy, role }: NewJob) =>
  async (db: Db): Promise<boolean> => {
    const put = await db.run(sql`
    insert into job (job_id, kind, subject, area_id, request, created_by, role)
    values (${jobId}, ${kind}, ${subject}, ${areaId}, ${JSON.stringify(request)}, ${createdBy}, ${role})
    on conflict (subject) where state in ('waiting', 'running') do nothing`)
    return put === 1
  }

export const findJob =
  (jobId: string) =>
  (db: Db): Promise<JobRow | undefined> =>
    db.find(jobRow, sql`select ${columns} from job where job_id = ${jobId}`)

/** Takes the oldest waiting job of a lane, for the owner; two servers never take the same one. */
export const claimJob =
  (lane: string) =>
  (db: Db): Promise<JobRow | undefined> =>
    db.find(
      jobRow,
      sql`
    update job set state = 'running' where job_id = (
      select job_id from job where state = 'waiting' and split_part(kind, '.', 1) = ${lane} order by created_at, job_id limit 1 for update skip locked)
    returning ${columns}`,
    )

export const noteJob =
  (jobId: string, progress: number, phase: Message | undefined) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    update job set progress = ${Math.min(Math.max(progress, 0), 1)}, phase_id = ${phase?.id ?? ''}, phase_en = ${phase?.en ?? ''}
     where job_id = ${jobId} and state = 'running'`)
  }

export type JobEnd =
  | { readonly state: 'done'; readonly result: Json }
  | { readonly state: 'failed'; readonly failure: Message }

export const endJob =
  (jobId: string, end: JobEnd) =>
  async (db: Db): Promise<void> => {
    const { result, failure } =
      end.state === 'done' ? { ...end, failure: undefined } : { ...end, result: null }
    await db.run(sql`
    update job set state = ${end.state}, progress = 1, result = ${JSON.stringify(result)}, failure_id = ${failure?.id ?? ''}, failure_en = ${failure?.en ?? ''},
           ended_at = clock_timestamp()
     where job_id = ${jobId}`)
  }

/** Puts a job that was cut off back into the queue. */
export const requeueJob =
  (jobId: string) =>
  async (db: Db): Promise<void> => {
    await db.run(
      sql`update job set state = 'waiting', progress = 0 where job_id = ${jobId} and state = 'running'`,
    )
  }

/** What a former process was at work on, and what still waits; for the owner. */
export const findJobsUnderWay = (db: Db): Promise<readonly JobRow[]> =>
  db.many(
    jobRow,
    sql`select ${columns} from job where state in ('waiting', 'running') order by created_at, job_id`,
  )
