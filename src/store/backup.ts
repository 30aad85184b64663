import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { quoteName, sql } from '../sql/index.ts'
import type { Db } from './database.ts'
import { problems } from './problems.ts'

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number(),
  sha256: z.string(),
})
const manifestSchema = z.object({
  format: z.literal('mutakhir-backup-1'),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(tableSchema),
})

/** What a backup holds: the checksum of a table covers its rows in the order of its key. */
export type BackupManifest = z.infer<typeof manifestSchema>

/**
 * Writes every table to `folder`, one consistent state of the whole database. The keys are not in it: without the key
 * file the identity numbers stay sealed, so keep that elsewhere.
 */
export const backUp =
  (folder: string, onTable: (name: string) => void = () => undefined) =>
  async (db: Db): Promise<BackupManifest> => {
    await db.run(sql`set transaction isolation level repeatable read`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const tables: BackupManifest['tables'] = []
    for (const table of await listTables(db)) {
      onTable(table.name)
      tables.push({ name: table.name, columns: table.columns, ...(await dumpTable(table, folder)(db)) })
    }
    const manifest: BackupManifest = {
      format: 'mutakhir-backup-1',
      migrations: [...(await readApplied(db))],
      tables,
    }
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    return manifest
  }

/**
 * Restores a backup into a database that was migrated and prepared and holds nothing yet; then every table has the
 * checksum that the manifest names.
 * @throws Problem `notEmpty`, `backupOfOtherVersion`, `backupDamaged`: nothing is restored then.
 */
export const restore =
  (folder: string, onTable: (name: string) => void = () => undefined) =>
  async (db: Db): Promise<BackupManifest> => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    await requireSameSchema(manifest, db)
    const tables = await listTables(db)
    await requireEmpty(tables, db)
    for (const { name } of tables) await db.run(sql`alter table ${sql.id(name)} disable trigger user`)
    await db.run(sql`delete from audit_head`)
    for (const { name } of tables) {
      const backed = manifest.tables.find((table) => table.name === name)
      if (!backed) continue
      onTable(name)
      await loadTable(backed, folder)(db)
    }
    await db.run(sql`set constraints all immediate`)
    for (const { name } of tables) await db.run(sql`alter table ${sql.id(name)} enable trigger user`)
    await advanceSequences(db)
    await db.run(sql`select refresh_area_within()`)
    for (const table of tables) await requireChecksum(manifest, table, db)
    return manifest
  }

/** The checksums of all tables now, to compare two databases. */
export const checksumTables = async (db: Db): Promise<readonly TableChecksum[]> => {
  const sums = []
  for (const table of await listTables(db)) sums.push({ name: table.name, ...(await hashTable(table, db)) })
  return sums
}

export type TableChecksum = { readonly name: string; readonly rows: number; readonly sha256: string }

const tableRow = z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()) })
type ListedTable = z.infer<typeof tableRow>

/** All tables but the derived ones and the history of migrations, those first that others refer to. */
async function listTables(db: Db): Promise<readonly ListedTable[]> {
  const tables = await db.many(
    tableRow,
    sql`
    select class.relname::text as name,
           array(select attname::text from pg_attribute where attrelid = class.oid and attnum > 0 and not attisdropped order by attnum) as columns,
           coalesce((select array_agg(attname::text order by position) from pg_constraint, unnest(conkey) with ordinality key (number, position)
                       join pg_attribute on attrelid = class.oid and attnum = number where conrelid = class.oid and contype = 'p'), '{}') as key
      from pg_class class join pg_namespace space on space.oid = relnamespace
     where relkind = 'r' and nspname = 'public' and relname not in ('migration', 'area_within') order by relname`,
  )
  const references = await db.many(
    z.object({ from: z.string(), to: z.string() }),
    sql`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  return inOrder(tables, references)
}

function inOrder(
  tables: readonly ListedTable[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly ListedTable[] {
  const ordered: ListedTable[] = []
  const visit = (table: ListedTable, path: readonly string[]): void => {
    if (ordered.includes(table) || path.includes(table.name)) return
    for (const { to } of references.filter(({ from }) => from === table.name)) {
      const target = tables.find(({ name }) => name === to)
      if (target) visit(target, [...path, table.name])
    }
    ordered.push(table)
  }
  for (const table of tables) visit(table, [])
  return ordered
}

function copyOutStatement({ name, columns, key }: Pick<ListedTable, 'name' | 'columns' | 'key'>): string {
  const order = (key.length > 0 ? key : columns).map((column) => `${quoteName(column)}`).join(', ')
  return `copy (select ${columns.map(quoteName).join(', ')} from ${quoteName(name)} order by ${order}) to stdout csv`
}

const dumpTable = (table: ListedTable, folder: string) => async (db: Db) => {
  const meter = hashing()
  await pipeline(
    db.copyOut(copyOutStatement(table)),
    meter.stream,
    createGzip(),
    createWriteStream(fileOf(folder, table.name), { mode: 0o600 }),
  )
  return { rows: await countRows(table.name, db), sha256: meter.digest() }
}

async function hashTable(table: ListedTable, db: Db) {
  const hash = createHash('sha256')
  for await (const chunk of db.copyOut(copyOutStatement(table))) hash.update(chunk)
  return { rows: await countRows(table.name, db), sha256: hash.digest('hex') }
}

const loadTable =
  ({ name, columns, sha256 }: BackupManifest['tables'][number], folder: string) =>
  async (db: Db): Promise<void> => {
    const meter = hashing()
    const file = fileOf(folder, name)
    const source = createReadStream(file).pipe(createGunzip())
    await db
      .copyIn(
        `copy ${quoteName(name)} (${columns.map(quoteName).join(', ')}) from stdin csv`,
        source.pipe(meter.stream),
      )
      .catch((cause: unknown) => {
        throw Object.assign(problems.backupDamaged({ file }), { cause })
      })
    if (meter.digest() !== sha256) throw problems.backupDamaged({ file })
  }

function fileOf(folder: string, table: string): string {
  return join(folder, `${table}.csv.gz`)
}

function hashing() {
  const hash = createHash('sha256')
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, digest: () => hash.digest('hex') }
}

async function countRows(name: string, db: Db): Promise<number> {
  return (await db.get(z.object({ count: z.number() }), sql`select count(*) from ${sql.id(name)}`)).count
}

const appliedRow = z.object({ name: z.string(), sha256: z.string() })

async function readApplied(db: Db) {
  return await db.many(appliedRow, sql`select name, sha256 from migration order by name collate "C"`)
}

async function requireSameSchema({ migrations }: BackupManifest, db: Db): Promise<void> {
  const here = await readApplied(db)
  const list = (applied: readonly z.infer<typeof appliedRow>[]) =>
    applied.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 8)}`).join(', ')
  if (list(here) !== list(migrations))
    throw problems.backupOfOtherVersion({
      backup: migrations.at(-1)?.name ?? '',
      here: here.at(-1)?.name ?? '',
    })
}

async function requireEmpty(tables: readonly ListedTable[], db: Db): Promise<void> {
  for (const { name } of tables) {
    if (name !== 'audit_head' && (await countRows(name, db)) > 0) throw problems.notEmpty()
  }
}

async function requireChecksum({ tables }: BackupManifest, table: ListedTable, db: Db): Promise<void> {
  const expected = tables.find(({ name }) => name === table.name)
  const found = await hashTable(table, db)
  if (expected && expected.sha256 !== found.sha256) throw problems.backupDamaged({ file: table.name })
}

const sequenceRow = z.object({ table: z.string(), column: z.string(), sequence: z.string() })

/** New rows continue behind the restored ones. */
async function advanceSequences(db: Db): Promise<void> {
  const sequences = await db.many(
    sequenceRow,
    sql`
    select class.relname::text as table, attname::text as column, pg_get_serial_sequence(quote_ident(class.relname), attname) as sequence
      from pg_attribute join pg_class class on class.oid = attrelid join pg_namespace space on space.oid = relnamespace
     where attidentity <> '' and relkind = 'r' and nspname = 'public'`,
  )
  for (const { table, column, sequence } of sequences) {
    await db.run(
      sql`select setval(${sequence}::regclass, greatest(1, (select coalesce(max(${sql.id(column)}), 0) from ${sql.id(table)})), true)`,
    )
  }
}
