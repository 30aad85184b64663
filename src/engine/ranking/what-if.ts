import { type Model, explain } from '../../ranking/index.ts'
import { quoteName, quoteText } from '../../sql/index.ts'
import { type DuckDb, type DuckDbOptions, openDuckDb, readTables } from '../duckdb/index.ts'
import { readFeatures } from './explain.ts'

/** One answer of a family, as it might be corrected. */
export type Correction = { readonly variable: string; readonly value: string | number }

export type WhatIfRequest = {
  readonly snapshotDir: string
  readonly model: Model
  readonly familyId: string
  readonly corrections: readonly Correction[]
  readonly duckdb?: DuckDbOptions
}

/**
 * The score that a family would have with each correction alone, in their order: its row of the snapshot is changed, and
 * coded anew by the model's own SQL, so that every feature that rests on the answer moves. Empty when the snapshot lacks
 * the family or is gone, or where the unit is the household, whose answers are not one family's.
 */
export async function scoreCorrections(request: WhatIfRequest): Promise<readonly number[]> {
  const { snapshotDir, model, familyId, corrections } = request
  if (model.spec.unit === 'household' || corrections.length === 0) return []
  await using db = await openDuckDb(request.duckdb)
  const tables = await readTables(db, snapshotDir)
  if (!(await replicate(db, tables, familyId, corrections))) return []
  const ids = corrections.map((_, index) => copyId(index))
  const rows = await readFeatures(db, { model, familyIds: ids }, tables)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [explain(model, row.place, row.values).score] : []
  })
}

/** A copy of the family a correction, with all its members, in place of the snapshot. False when it is not there. */
async function replicate(
  db: DuckDb,
  tables: readonly string[],
  familyId: string,
  corrections: readonly Correction[],
): Promise<boolean> {
  const own = `where cast(family_id as varchar) = ${quoteText(familyId)}`
  await db.run(`create table asked as select * from family ${own}`)
  const { rowCount } = await db.readColumns('select 1 from asked')
  if (rowCount === 0) return false
  for (const index of corrections.keys())
    await db.run(
      `${index === 0 ? 'create table varied as' : 'insert into varied'} select * replace (${quoteText(copyId(index))} as family_id) from asked`,
    )
  for (const [index, { variable, value }] of corrections.entries())
    await db.run(
      `update varied set ${quoteName(variable)} = ${quoteText(String(value))} where family_id = ${quoteText(copyId(index))}`,
    )
  await db.run('create or replace view family as select * from varied')
  if (!tables.includes('person')) return true
  await db.run(`create table asked_person as select * exclude (family_id) from person ${own}`)
  await db.run(
    `create or replace view person as
     select 'copy-' || copy as family_id, asked_person.* from asked_person, range(${corrections.length}) as copies(copy)`,
  )
  return true
}

function copyId(index: number): string {
  return `copy-${index}`
}
