import { z } from 'zod'
import { type BatchId, areaIdSchema, batchIdSchema, plainDateSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'
import { outcomeSchema } from './import-rows.ts'
import { type PageOf, type Paged, onPage } from './page.ts'

const batchRow = z.object({
  batchId: batchIdSchema,
  areaId: areaIdSchema,
  fileName: z.string(),
  profile: z.string(),
  sha256: z.string(),
  listDate: plainDateSchema,
  state: z.enum(['reading', 'checked', 'promoting', 'promoted', 'discarded', 'failed']),
  progress: z.number(),
  rows: z.number(),
  counts: z.partialRecord(outcomeSchema, z.number()),
  failureId: z.string(),
  failureEn: z.string(),
  by: z.string().nullable(),
  at: z.string(),
})
export type BatchHead = z.infer<typeof batchRow>

/** A batch with the work that goes on: until a file has been read there is only the work. */
const batches = sql`
  select coalesce(job.batch_id, batch.batch_id) as "batchId", coalesce(job.area_id, batch.area_id) as "areaId", coalesce(job.file_name, batch.file_name) as "fileName",
         coalesce(job.profile, batch.profile) as profile, coalesce(job.file_sha256, batch.file_sha256) as sha256, coalesce(job.list_date, batch.list_date) as "listDate",
         case when job.state = 'running' then case job.work when 'read' then 'reading' else 'promoting' end
              when job.state = 'failed' and job.work = 'read' then 'failed' else coalesce(batch.state, 'failed') end as state,
         case when job.state = 'running' then job.progress else 1 end as progress, coalesce(batch.rows, 0) as rows,
         (select coalesce(jsonb_object_agg(outcome, rows), '{}')
            from (select outcome, count(*) as rows from import_row where import_row.batch_id = batch.batch_id and outcome is not null group by 1) counted) as counts,
         coalesce(job.failure_id, '') as "failureId", coalesce(job.failure_en, '') as "failureEn", display_name as by, coalesce(job.created_at, batch.created_at) as at
    from import_job job full join import_batch batch on batch.batch_id = job.batch_id
    left join account_label on account_id = coalesce(job.created_by, batch.created_by)`

export const listBatches =
  (page: PageOf) =>
  async (db: Db): Promise<Paged<BatchHead>> => {
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`
    select count(*) as total from import_job job full join import_batch batch on batch.batch_id = job.batch_id`,
    )
    return {
      items: await db.many(batchRow, sql`${batches} order by at desc, "batchId" ${onPage(page)}`),
      total,
    }
  }

export const findBatch =
  (batchId: BatchId) =>
  (db: Db): Promise<BatchHead | undefined> =>
    db.find(batchRow, sql`${batches} where coalesce(job.batch_id, batch.batch_id) = ${batchId}`)
