import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sql } from '../sql/index.ts'
import type { Db } from './database.ts'
import { problems } from './problems.ts'

export type Migration = { readonly name: string; readonly text: string; readonly sha256: string }

const folder = join(import.meta.dirname, 'migrations')

/** The migrations of this version in order: `0001-areas.sql` and on. Forward only. */
export function readMigrations(): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

const appliedRow = z.object({ name: z.string(), sha256: z.string() })

/**
 * Applies what is missing, in the caller's transaction: all or nothing. Two processes that start at once wait for each
 * other. Returns the names that were applied.
 * @throws Problem `schemaIsNewer`, `migrationWasChanged`, `serverTooOld`.
 */
export const migrate =
  (migrations: readonly Migration[]) =>
  async (db: Db): Promise<readonly string[]> => {
    await requireVersion(db)
    await db.run(sql`select pg_advisory_xact_lock(hashtext('mutakhir migrations'))`)
    await db.run(sql`create table if not exists migration (
    name text primary key, sha256 text not null, applied_at timestamptz(3) not null default now())`)
    const applied = await db.many(
      appliedRow,
      sql`select name, sha256 from migration order by name collate "C"`,
    )
    checkHistory(migrations, applied)
    const missing = migrations.slice(applied.length)
    for (const { name, text, sha256 } of missing) {
      await db.run(sql.raw(text))
      await db.run(sql`insert into migration (name, sha256) values (${name}, ${sha256})`)
    }
    return missing.map(({ name }) => name)
  }

async function requireVersion(db: Db): Promise<void> {
  const row = z.object({ version: z.coerce.number(), name: z.string() })
  const { version, name } = await db.get(
    row,
    sql`
    select current_setting('server_version_num') as version, current_setting('server_version') as name`,
  )
  if (version < 150_000) throw problems.serverTooOld({ version: name })
}

function checkHistory(
  migrations: readonly Migration[],
  applied: readonly z.infer<typeof appliedRow>[],
): void {
  applied.forEach(({ name, sha256 }, index) => {
    const known = migrations[index]
    if (known?.name !== name) throw problems.schemaIsNewer({ name })
    if (known.sha256 !== sha256) throw problems.migrationWasChanged({ name })
  })
}
