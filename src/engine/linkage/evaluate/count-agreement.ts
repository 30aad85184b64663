import type { WeightLabel } from '../../../linkage/index.ts'
import type { DuckDb } from '../../duckdb/index.ts'

export type AgreementCounts = {
  readonly truePairs: number
  readonly labelledRecords: number
  /** Pairs between labelled records by weight. */
  readonly weights: readonly WeightLabel[]
  /** Pairs of labelled records that share a cluster, and the true ones of them. */
  readonly joined: number
  readonly trueJoined: number
}

/** Counts from the table `label`: records without a truth are left out on both sides of every share. */
export async function countByClusters(db: DuckDb, hasSides: boolean): Promise<AgreementCounts> {
  const ofSource = hasSides ? 'and (l.source is null or l.source = c.source)' : ''
  await db.run(`create or replace table labelled as
    select c.record_id, c.cluster_id, ${hasSides ? `c.source = 'right'` : 'false'} as is_right, l.truth
    from clusters c join label l on l.record_id = c.record_id ${ofSource} where l.truth is not null`)
  const pairs = hasSides ? 'sum(here) * sum(there)' : 'sum(here) * (sum(here) - 1) / 2'
  const grouped = (by: string) => `select cast(coalesce(sum(pairs), 0) as double) as n from (
    select ${pairs} as pairs from (
      select ${by}, case when is_right then 0 else 1 end as here, case when is_right then 1 else 0 end as there from labelled) l
    group by ${by}) g`
  return {
    truePairs: await one(db, grouped('truth')),
    labelledRecords: await one(db, 'select count(*) as n from labelled'),
    weights: await readWeights(
      db,
      `
      select p.weight, count(*) as count, sum(case when l.truth = r.truth then 1 else 0 end) as true_count
      from pairs p join labelled l on l.record_id = p.left_id ${hasSides ? 'and not l.is_right' : ''}
      join labelled r on r.record_id = p.right_id ${hasSides ? 'and r.is_right where p.chosen' : ''}
      group by p.weight`,
    ),
    joined: await one(db, grouped('cluster_id')),
    trueJoined: await one(db, grouped('cluster_id, truth')),
  }
}

/**
 * Counts from the table `label_pair`. A complete list holds every true pair; a list with a verdict for each pair says
 * something of its own pairs only.
 */
export async function countByPairs(
  db: DuckDb,
  hasSides: boolean,
  isComplete: boolean,
): Promise<AgreementCounts> {
  const inOrder = hasSides
    ? 'left_id, right_id'
    : 'least(left_id, right_id) as left_id, greatest(left_id, right_id) as right_id'
  await db.run(`create or replace table true_pair as
    select left_id, right_id, bool_or(is_true) as is_true from (select ${inOrder}, is_true from label_pair) l
    where left_id <> right_id${hasSides ? ' or true' : ''} group by left_id, right_id`)
  const joint = `from true_pair t join clusters l on l.record_id = t.left_id ${hasSides ? `and l.source = 'left'` : ''}
    join clusters r on r.record_id = t.right_id ${hasSides ? `and r.source = 'right'` : ''} where l.cluster_id = r.cluster_id`
  const allJoined = hasSides
    ? `select cast(coalesce(sum(here * there), 0) as double) as n from (
        select sum(case when source = 'left' then 1 else 0 end) as here, sum(case when source = 'right' then 1 else 0 end) as there
        from clusters group by cluster_id) c`
    : 'select cast(coalesce(sum(n * (n - 1) / 2), 0) as double) as n from (select count(*) as n from clusters group by cluster_id) c'
  return {
    truePairs: await one(db, 'select count(*) as n from true_pair where is_true'),
    labelledRecords: await one(
      db,
      'select count(*) as n from (select left_id from true_pair union select right_id from true_pair) r',
    ),
    weights: await readWeights(
      db,
      `
      select p.weight, count(*) as count, sum(case when t.is_true then 1 else 0 end) as true_count
      from pairs p ${isComplete ? 'left join' : 'join'} true_pair t on t.left_id = p.left_id and t.right_id = p.right_id
      ${hasSides ? 'where p.chosen' : ''} group by p.weight`,
    ),
    joined: isComplete ? await one(db, allJoined) : await one(db, `select count(*) as n ${joint}`),
    trueJoined: await one(db, `select count(*) as n ${joint} and t.is_true`),
  }
}

async function readWeights(db: DuckDb, query: string): Promise<readonly WeightLabel[]> {
  const { rowCount, numbers } = await db.readColumns(query)
  const [weight, count, trueCount] = ['weight', 'count', 'true_count'].map(numbers)
  return Array.from({ length: rowCount }, (_, row) => ({
    weight: weight?.[row] ?? 0,
    count: count?.[row] ?? 0,
    trueCount: trueCount?.[row] ?? 0,
  }))
}

async function one(db: DuckDb, query: string): Promise<number> {
  return (await db.readColumns(query)).numbers('n')[0] ?? 0
}
