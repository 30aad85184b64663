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
  /** Of what is staged, whatever work goes on; null until the file has been read. */
  batchState: z.string().nullable(),
  failureId: z.string(),
  failureEn: z.string(),
  by: z.string().nullable(),
  at: z.string(),
})
export type BatchHead = z.infer<typeof batchRow>

/** A batch with the work that goes on: until a file has been read there is only the work. */
const work = sql`(
  select distinct on (subject) subject::uuid as batch_id, area_id, kind, state, progress, failure_id, failure_en, request ->> 'fileName' as file_name,
         request ->> 'profile' as profile, request ->> 'fileSha256' as file_sha256, (request ->> 'listDate')::date as list_date,
         first_value(created_by) over every as created_by, min(created_at) over every as created_at
    from job where kind in ('import.read', 'import.promote')
  window every as (partition by subject order by created_at rows between unbounded preceding and unbounded following)
   order by subject, job.created_at desc)`

const batches = sql`
  select coalesce(job.batch_id, batch.batch_id) as "batchId", coalesce(job.area_id, batch.area_id) as "areaId", coalesce(job.file_name, batch.file_name) as "fileName",
         coalesce(job.profile, batch.profile) as profile, coalesce(job.file_sha256, batch.file_sha256) as sha256, coalesce(job.list_date, batch.list_date) as "listDate",
         case when job.state in ('waiting', 'running') then case job.kind when 'import.read' then 'reading' else 'promoting' end
              when job.state = 'failed' and job.kind = 'import.read' then 'failed' else coalesce(batch.state, 'failed') end as state,
         case when job.state in ('waiting', 'running') then job.progress else 1 end as progress, coalesce(batch.rows, 0) as rows,
         (select coalesce(jsonb_object_agg(outcome, rows), '{}')
            from (select outcome, count(*) as rows from import_row where import_row.batch_id = batch.batch_id and outcome is not null group by 1) counted) as counts,
         batch.state as "batchState", coalesce(job.failure_id, '') as "failureId", coalesce(job.failure_en, '') as "failureEn", display_name as by, coalesce(job.created_at, batch.created_at) as at
    from ${work} job full join import_batch batch on batch.batch_id = job.batch_id
    left join account_label on account_id = coalesce(job.created_by, batch.created_by)`

export const listBatches =
  (page: PageOf) =>
  async (db: Db): Promise<Paged<BatchHead>> => {
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`
    select count(*) as total from ${work} job full join import_batch batch on batch.batch_id = job.batch_id`,
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
