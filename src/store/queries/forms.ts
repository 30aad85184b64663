import { z } from 'zod'
import { type AccountId, type AreaId, areaIdSchema } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type NewFormVersion = {
  readonly formVersionId: string
  readonly areaId: AreaId
  readonly formId: string
  readonly version: string
  readonly title: string
  readonly fileName: string
  readonly source: Buffer
  readonly sourceSha256: string
  readonly xform: string
  /** Warnings that came with it, kept as JSON. */
  readonly issues: readonly object[]
  readonly uploadedBy: AccountId
}

/** Keeps a version, unless the office has another of that name; whether it was kept. */
export const createFormVersion =
  (form: NewFormVersion) =>
  async (db: Db): Promise<boolean> => {
    const kept = await db.run(sql`
    insert into form_version (form_version_id, area_id, form_id, version, title, file_name, source, source_sha256, xform, issues, uploaded_by)
    values (${form.formVersionId}, ${form.areaId}, ${form.formId}, ${form.version}, ${form.title}, ${form.fileName}, ${form.source},
            ${form.sourceSha256}, ${form.xform}, ${JSON.stringify(form.issues)}, ${form.uploadedBy})
    on conflict (area_id, form_id, version) do nothing`)
    return kept === 1
  }

const headRow = z.object({
  formVersionId: z.string(),
  areaId: areaIdSchema,
  office: z.string(),
  formId: z.string(),
  version: z.string(),
  title: z.string(),
  fileName: z.string(),
  sourceSha256: z.string(),
  by: z.string(),
  at: z.string(),
  /** Whether it is the version that is out. */
  published: z.boolean(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedReason: z.string().nullable(),
})
export type FormVersionHead = z.infer<typeof headRow>

const heads = sql`
  select form.form_version_id as "formVersionId", form.area_id as "areaId", office.name as office, form.form_id as "formId",
         form.version, form.title, form.file_name as "fileName", form.source_sha256 as "sourceSha256", uploader.display_name as by,
         form.uploaded_at as at, force.form_version_id is not null as published, force.published_at as "publishedAt",
         publisher.display_name as "publishedBy", force.reason as "publishedReason"
    from form_version form
    join account_label uploader on uploader.account_id = form.uploaded_by
    join area office on office.area_id = form.area_id
    left join form_in_force force on force.form_version_id = form.form_version_id
    left join account_label publisher on publisher.account_id = force.published_by`

/** All versions that the asker may use, newest first. */
export const listFormVersions = (db: Db): Promise<readonly FormVersionHead[]> =>
  db.many(headRow, sql`${heads} order by form.seq desc`)

export const findFormVersion =
  (formVersionId: string) =>
  (db: Db): Promise<FormVersionHead | undefined> =>
    db.find(headRow, sql`${heads} where form.form_version_id = ${formVersionId}`)

const contentRow = z.object({
  fileName: z.string(),
  source: z.instanceof(Buffer),
  xform: z.string(),
})
type FormContent = z.infer<typeof contentRow>

/** What was uploaded, and the XForm that was made of it then. */
export const findFormContent =
  (formVersionId: string) =>
  (db: Db): Promise<FormContent | undefined> =>
    db.find(
      contentRow,
      sql`select file_name as "fileName", source, xform from form_version where form_version_id = ${formVersionId}`,
    )

export type NewPublication = {
  readonly areaId: AreaId
  readonly formId: string
  /** `undefined` takes the form back. */
  readonly formVersionId: string | undefined
  readonly reason: string
  readonly publishedBy: AccountId
}

/** One writer a form at a time, so that the newest row is the one that was decided last. */
export const publishForm =
  ({ areaId, formId, formVersionId, reason, publishedBy }: NewPublication) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`select pg_advisory_xact_lock(hashtext(${`form ${areaId} ${formId}`}))`)
    await db.run(sql`
    insert into form_publication (area_id, form_id, form_version_id, reason, published_by)
    values (${areaId}, ${formId}, ${formVersionId ?? null}, ${reason}, ${publishedBy})`)
  }
