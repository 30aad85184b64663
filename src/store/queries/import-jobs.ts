import { z } from 'zod'
import { type AccountId, type AreaId, type BatchId, batchIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type NewJob = {
  readonly batchId: BatchId
  readonly areaId: AreaId
  readonly profile: string
  readonly fileName: string
  readonly fileSha256: string
  readonly listDate: string
  readonly createdBy: AccountId
}

export const createImportJob =
  (job: NewJob) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into import_job (batch_id, area_id, profile, file_name, file_sha256, list_date, work, state, created_by)
    values (${job.batchId}, ${job.areaId}, ${job.profile}, ${job.fileName}, ${job.fileSha256}, ${job.listDate}, 'read', 'running', ${job.createdBy})`)
  }

/** A batch that came in by the command line has no job yet: it gets one. Whether no other work goes on with it. */
export const startPromotion =
  (batchId: BatchId, accountId: AccountId, reason: string) =>
  async (db: Db): Promise<boolean> => {
    await db.run(sql`
    insert into import_job (batch_id, area_id, profile, file_name, file_sha256, list_date, work, state, created_by)
    select batch_id, area_id, profile, file_name, file_sha256, list_date, 'read', 'done', ${accountId} from import_batch where batch_id = ${batchId} on conflict do nothing`)
    const started = await db.run(sql`
    update import_job set work = 'promote', state = 'running', progress = 0, failure_id = '', failure_en = '', reason = ${reason}
     where batch_id = ${batchId} and state <> 'running'`)
    return started === 1
  }

export type JobEnd = {
  readonly state: 'done' | 'failed'
  readonly failure?: { readonly id: string; readonly en: string } | undefined
}

export const noteProgress =
  (batchId: BatchId, progress: number) =>
  async (db: Db): Promise<void> => {
    await db.run(
      sql`update import_job set progress = ${progress} where batch_id = ${batchId} and state = 'running'`,
    )
  }

export const endJob =
  (batchId: BatchId, { state, failure }: JobEnd) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    update import_job set state = ${state}, progress = 1, failure_id = ${failure?.id ?? ''}, failure_en = ${failure?.en ?? ''} where batch_id = ${batchId}`)
  }

const jobRow = z.object({ batchId: batchIdSchema, work: z.enum(['read', 'promote']) })

/** Work that a former process left; for the owner. */
export const findJobsLeft = (db: Db) =>
  db.many(
    jobRow,
    sql`select batch_id as "batchId", work from import_job where state = 'running' order by created_at`,
  )
