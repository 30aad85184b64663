import { join } from 'node:path'
import { quoteText } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'
import type { CountedRule } from './plan-rules.ts'

/**
 * Numbers the records anew: those that an earlier run has seen as they are come first, then the new and the changed.
 * Records in blocks over the cap count as new, because what a rule makes of such a block depends on all in it.
 * @returns the number of the first new record.
 */
export async function orderByNews(
  db: DuckDb,
  previous: string,
  rules: readonly CountedRule[],
): Promise<number> {
  const clusters = quoteText(join(previous, 'clusters.parquet'))
  const bigBlocks = rules.flatMap(({ plan: { rule, hasBig } }, index) => {
    if (!hasBig) return []
    const keys = rule.keys.map((sql, key) => `${sql('record')} = big_${index}.k${key}`).join(' and ')
    return [`select record.rid from record join big_${index} on ${keys}`]
  })
  const inBig = bigBlocks.length === 0 ? 'false' : `r.rid in (${bigBlocks.join(' union ')})`
  await db.run(`
    create or replace table ordered as
    select r.* replace (cast(row_number() over (order by r.is_new, r.rid) - 1 as integer) as rid) from (
      select r.*, case when e.fingerprint = r.fingerprint and not (${inBig}) then 0 else 1 end as is_new
      from record r left join read_parquet(${clusters}) e on e.record_id = r.id) r`)
  await db.run('drop table record; alter table ordered rename to record')
  const old = await db.readColumns('select count(*) as n from record where is_new = 0')
  return old.numbers('n')[0] ?? 0
}

/** The earlier run's pairs of records that are both as they were. */
export async function addOldPairs(db: DuckDb, previous: string, firstNew: number): Promise<void> {
  await db.run(`
    insert into scored
    select least(l.rid, r.rid), greatest(l.rid, r.rid), p.rules, p.pattern, p.weight
    from read_parquet(${quoteText(join(previous, 'pairs.parquet'))}) p
    join record l on l.id = p.left_id join record r on r.id = p.right_id
    where l.rid < ${firstNew} and r.rid < ${firstNew}`)
}
