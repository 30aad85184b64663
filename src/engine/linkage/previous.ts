import { join } from 'node:path'
import { type LinkagePlan, recordColumns } from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import type { CountedRule } from './plan-rules.ts'

/**
 * Numbers the records anew: those that an earlier run has seen as they are come first, then the new and the changed.
 * Records in blocks over the cap count as new, because what a rule makes of such a block depends on all in it.
 * @returns the number of the first new record.
 */
export async function orderByNews(
  db: TableEngine,
  plan: LinkagePlan,
  previous: string,
  rules: readonly CountedRule[],
): Promise<number> {
  const clusters = await db.readParquet(join(previous, 'clusters.parquet'))
  const bigBlocks = rules.flatMap(({ plan: { rule, hasBig } }, index) => {
    if (!hasBig) return []
    const keys = rule.keys.map((sql, key) => `${sql('record')} = big_${index}.k${key}`).join(' and ')
    return [`select record.rid from record join big_${index} on ${keys}`]
  })
  const inBig = bigBlocks.length === 0 ? 'false' : `r.rid in (${bigBlocks.join(' union ')})`
  await db.makeTable(
    'news',
    `
select rid, is_new, cast(row_number() over (order by is_new, rid) - 1 as integer) as number from (
  select r.rid, case when e.fingerprint = r.fingerprint and not (${inBig}) then 0 else 1 end as is_new
  from record r left join ${clusters} e on e.record_id = r.id) told`,
  )
  const columns = recordColumns(plan).map((column) => `r.${column}`)
  await db.makeTable(
    'record',
    `select n.number as rid, ${columns.join(', ')} from record r join news n on n.rid = r.rid`,
  )
  const old = await db.readColumns('select count(*) as n from news where is_new = 0')
  await db.dropTables(['news'])
  return old.numbers('n')[0] ?? 0
}

/** The earlier run's pairs of records that are both as they were. */
export async function addOldPairs(db: TableEngine, previous: string, firstNew: number): Promise<void> {
  const pairs = await db.readParquet(join(previous, 'pairs.parquet'))
  await db.addRows(
    'scored',
    `
select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, p.rules as m, p.pattern, p.weight
from ${pairs} p
join record l on l.id = p.left_id join record r on r.id = p.right_id
where l.rid < ${firstNew} and r.rid < ${firstNew}`,
  )
}
