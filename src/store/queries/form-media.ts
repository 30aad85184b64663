import { z } from 'zod'
import type { AccountId } from '../../kernel/index.ts'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

export type NewFormMedia = {
  readonly formVersionId: string
  readonly name: string
  readonly sha256: string
  readonly bytes: Buffer
  readonly uploadedBy: AccountId
}

/** Keeps a file beside a form; of files with one name the last counts. */
export const createFormMedia =
  ({ formVersionId, name, sha256, bytes, uploadedBy }: NewFormMedia) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    insert into form_media (form_version_id, name, sha256, bytes, uploaded_by)
    values (${formVersionId}, ${name}, ${sha256}, ${bytes}, ${uploadedBy})`)
  }

const mediaRow = z.object({ name: z.string(), sha256: z.string(), size: z.number(), at: z.string() })
export type FormMediaRow = z.infer<typeof mediaRow>

export const listFormMedia =
  (formVersionId: string) =>
  (db: Db): Promise<readonly FormMediaRow[]> =>
    db.many(
      mediaRow,
      sql`
    select distinct on (name) name, sha256, length(bytes) as size, uploaded_at as at
      from form_media where form_version_id = ${formVersionId} order by name, seq desc`,
    )

const bytesRow = z.object({ name: z.string(), bytes: z.instanceof(Buffer) })

/** The files beside a form with what they hold: all of them, or the one of a name. */
export const readFormMedia =
  (formVersionId: string, name?: string) =>
  async (db: Db): Promise<ReadonlyMap<string, Buffer>> => {
    const rows = await db.many(
      bytesRow,
      sql`
    select distinct on (name) name, bytes from form_media
     where form_version_id = ${formVersionId} and (${name ?? null}::text is null or name = ${name ?? null}) order by name, seq desc`,
    )
    return new Map(rows.map((row) => [row.name, row.bytes]))
  }
