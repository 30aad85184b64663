import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { quoteName, quoteText } from '../../sql/index.ts'
import type { DuckDb } from './open.ts'

/**
 * Makes `path` readable as views: a CSV or Parquet file as `family`, a snapshot directory (Parquet files in `family/` and
 * `person/`, a folder a province) as `family` and `person`. Returns the names of the views made.
 * @throws Error when there is neither file nor directory, or a directory holds neither table.
 */
export async function readTables(db: DuckDb, path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) {
    await readTable(db, 'family', path)
    return ['family']
  }
  const names: string[] = []
  for (const name of ['family', 'person']) {
    if (!(await hasDirectory(join(path, name)))) continue
    await readTable(db, name, join(path, name, '*', '*.parquet'))
    names.push(name)
  }
  if (names.length === 0) throw new Error(`${path} holds neither family/ nor person/: it is not a snapshot`)
  return names
}

/** Makes one CSV or Parquet file (or a pattern of Parquet files) readable as the view `name`. */
export async function readTable(db: DuckDb, name: string, path: string): Promise<void> {
  await db.run(`create or replace view ${quoteName(name)} as select * from ${scanOf(path)}`)
}

/** What stands for no answer in a CSV: nothing, as R writes it, or as Stata does. */
const missing = `['', 'NA', '.']`

/** Every row of a CSV is looked at before its types are chosen: a code such as `07A` on the last row stays text. */
function scanOf(path: string): string {
  return path.endsWith('.parquet')
    ? `read_parquet(${quoteText(path)}, hive_partitioning = false)`
    : `read_csv(${quoteText(path)}, header = true, sample_size = -1, nullstr = ${missing})`
}

async function hasDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}
