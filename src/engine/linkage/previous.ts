import { join } from 'node:path'
import type { Issue } from '../../kernel/index.ts'
import { type LinkagePlan, type Sides, recordColumns } from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { linkageIssue } from './issues.ts'
import type { CountedRule } from './plan-rules.ts'

/** Which pairs a run still has to compare, and how many records the earlier run has seen as they are. */
export type News = { readonly sides: Sides; readonly oldRecords: number }

/** What stands against going on from an earlier run: it was of one file where this is of two, or is not there. */
export async function findPreviousIssue(
  db: TableEngine,
  previous: string,
  { kind }: Sides,
): Promise<Issue | undefined> {
  const names = await clusterColumns(db, previous)
  if (names !== undefined && names.includes('source') === (kind === 'two')) return undefined
  return linkageIssue(
    'previous_unfit',
    { file: previous },
    {},
    {
      id: 'Folder ini bukan hasil pemadanan dengan berkas sebanyak sekarang (dedupe: satu, match: dua).',
      en: 'This folder does not hold the results of a run over as many files (dedupe: one, match: two).',
    },
  )
}

async function clusterColumns(db: TableEngine, previous: string): Promise<readonly string[] | undefined> {
  try {
    const clusters = await db.readParquet(join(previous, 'clusters.parquet'))
    return (await db.readColumns(`select * from ${clusters} limit 0`)).names
  } catch {
    return undefined
  }
}

/**
 * Numbers the records anew: of one file those that an earlier run has seen as they are come first, then the new and the
 * changed; of two files the left one's old and new come first, then the right one's new and old. Records in blocks over
 * the cap count as new, because what a rule makes of such a block depends on all in it.
 */
export async function orderByNews(
  db: TableEngine,
  plan: LinkagePlan,
  previous: string,
  rules: readonly CountedRule[],
  all: Sides,
): Promise<News> {
  const clusters = await db.readParquet(join(previous, 'clusters.parquet'))
  const bigBlocks = rules.flatMap(({ plan: { rule, hasBig } }, index) => {
    if (!hasBig) return []
    const keys = rule.keys.map((sql, key) => `${sql('record')} = big_${index}.k${key}`).join(' and ')
    return [`select record.rid from record join big_${index} on ${keys}`]
  })
  const inBig = bigBlocks.length === 0 ? 'false' : `r.rid in (${bigBlocks.join(' union ')})`
  const isRight = all.kind === 'two' ? `case when r.rid >= ${all.split} then 1 else 0 end` : '0'
  const sameSource =
    all.kind === 'two' ? ` and e.source = case when ${isRight} = 1 then 'right' else 'left' end` : ''
  await db.makeTable(
    'news',
    `
select rid, is_right, is_new,
  cast(row_number() over (order by is_right, case when is_right = 1 then 1 - is_new else is_new end, rid) - 1 as integer) as number from (
  select r.rid, ${isRight} as is_right, case when e.fingerprint = r.fingerprint and not (${inBig}) then 0 else 1 end as is_new
  from record r left join ${clusters} e on e.record_id = r.id${sameSource}) told`,
  )
  const columns = recordColumns(plan).map((column) => `r.${column}`)
  await db.makeTable(
    'record',
    `select n.number as rid, ${columns.join(', ')} from record r join news n on n.rid = r.rid`,
  )
  const { numbers } = await db.readColumns(`
select count(*) as records, sum(case when is_new = 0 and is_right = 0 then 1 else 0 end) as old_left,
  sum(case when is_new = 0 and is_right = 1 then 1 else 0 end) as old_right from news`)
  await db.dropTables(['news'])
  const of = (column: string) => numbers(column)[0] ?? 0
  const [left, right] = [of('old_left'), of('old_right')]
  const oldRecords = left + right
  if (all.kind !== 'two') return { sides: { kind: 'new', split: left }, oldRecords }
  return { sides: { ...all, old: { left, right: of('records') - right } }, oldRecords }
}

/** The earlier run's pairs of records that are both as they were. */
export async function addOldPairs(db: TableEngine, previous: string, { sides }: News): Promise<void> {
  const pairs = await db.readParquet(join(previous, 'pairs.parquet'))
  const [isLeft, isRight] =
    sides.kind === 'two' && sides.old !== undefined
      ? [`l.rid < ${sides.old.left}`, `r.rid >= ${sides.old.right}`]
      : sides.kind === 'new'
        ? [`l.rid < ${sides.split}`, `r.rid < ${sides.split}`]
        : ['false', 'false']
  await db.addRows(
    'scored',
    `
select least(l.rid, r.rid) as a, greatest(l.rid, r.rid) as b, p.rules as m, p.pattern, p.weight
from ${pairs} p
join record l on l.id = p.left_id and ${isLeft} join record r on r.id = p.right_id and ${isRight}`,
  )
}
