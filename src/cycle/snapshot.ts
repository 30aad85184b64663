import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type DuckDb, copyToParquet, openDuckDb, sha256OfFile, sha256Of } from '../engine/index.ts'
import { canonicalJson } from '../kernel/index.ts'
import { type Codebook, familyCodebookSha256 } from '../questionnaire/index.ts'
import { quoteName, quoteText } from '../sql/index.ts'
import { type AsOf, type Db, snapshotColumns, snapshotQuery } from '../store/index.ts'

export type SnapshotFile = { readonly path: string; readonly rows: number; readonly sha256: string }
export type SnapshotTable = { readonly rows: number; readonly files: readonly SnapshotFile[] }

/** What a snapshot is: its hash covers everything else in it, and the hashes of its files cover the data. */
export type SnapshotManifest = {
  readonly asOf: string
  readonly knownAt: string
  readonly codebookSha256: string
  readonly tables: { readonly family: SnapshotTable; readonly person: SnapshotTable }
  readonly sha256: string
}

export type SnapshotRequest = {
  readonly codebook: Codebook
  readonly asOf: AsOf
  readonly outDir: string
  readonly onProgress?: (table: string) => void
}

/**
 * Writes the registry as of a day to Parquet, a folder a province, from PostgreSQL by COPY. Same registry, same bytes;
 * `knownAt` is in the manifest but not in its hash, so that a rebuilt registry gives the same one.
 */
export const writeSnapshot =
  ({ codebook, asOf, outDir, onProgress }: SnapshotRequest) =>
  async (db: Db): Promise<SnapshotManifest> => {
    await rm(outDir, { recursive: true, force: true })
    await mkdir(outDir, { recursive: true })
    await using duck = await openDuckDb({})
    const write = async (table: 'family' | 'person') => {
      onProgress?.(table)
      return await writeTable({ codebook, asOf, outDir }, table, db, duck)
    }
    const tables = { family: await write('family'), person: await write('person') }
    const content = { asOf: asOf.day, codebookSha256: familyCodebookSha256, tables }
    const manifest = { ...content, knownAt: asOf.knownAt, sha256: sha256Of(canonicalJson(content)) }
    await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  }

/**
 * Runs `task` over a snapshot that is removed afterwards, however it went. Its hash is what is kept: whoever wants it
 * makes it again.
 */
export const withSnapshot =
  <T>(request: SnapshotRequest, task: (manifest: SnapshotManifest) => (db: Db) => Promise<T>) =>
  async (db: Db): Promise<T> => {
    try {
      return await task(await writeSnapshot(request)(db))(db)
    } finally {
      await rm(request.outDir, { recursive: true, force: true })
    }
  }

async function writeTable(
  { codebook, asOf, outDir }: SnapshotRequest,
  table: 'family' | 'person',
  db: Db,
  duck: DuckDb,
): Promise<SnapshotTable> {
  const csv = join(outDir, `${table}.csv`)
  await pipeline(
    db.copyOut(`copy (${snapshotQuery(codebook, table, asOf)}) to stdout csv`),
    createWriteStream(csv),
  )
  const columns = snapshotColumns(codebook, table).map(
    ({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`,
  )
  await duck.run(
    `create or replace table ${table} as select * from read_csv(${quoteText(csv)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns.join(', ')}})`,
  )
  await rm(csv)
  const { texts, numbers } = await duck.readColumns(
    `select province_code, count(*)::double as rows from ${table} group by 1 order by 1`,
  )
  const files: SnapshotFile[] = []
  for (const [index, province] of texts('province_code').entries()) {
    files.push({
      ...(await writePartition(table, province ?? '', outDir, duck)),
      rows: numbers('rows')[index] ?? 0,
    })
  }
  return { rows: files.reduce((sum, { rows }) => sum + rows, 0), files }
}

async function writePartition(table: string, province: string, outDir: string, duck: DuckDb) {
  const path = join(table, `province=${province}`, 'part-0.parquet')
  await mkdir(join(outDir, table, `province=${province}`), { recursive: true })
  await copyToParquet(
    duck,
    `select * from ${table} where province_code = ${quoteText(province)} order by ${quoteName(`${table}_id`)}`,
    join(outDir, path),
  )
  return { path, sha256: await sha256OfFile(join(outDir, path)) }
}
