import { join } from 'node:path'
import { type LinkagePlan, type Sides, householdSteps, weightOfProbability } from '../../linkage/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import type { TableEngine } from '../table-engine.ts'

/**
 * Writes `clusters.parquet` (a row a record, in the order of the file), `pairs.parquet` (every pair worth keeping, by
 * ids), `links.parquet` (between two files) and `households.parquet` (when the settings name their column). A cluster bears the smallest id in it.
 */
export async function writeResults(
  db: TableEngine,
  plan: LinkagePlan,
  sides: Sides,
  out: string,
): Promise<void> {
  await db.makeTable(
    'cluster_name',
    `select c.root, min(${nameSql(sides)}) as cluster_id, count(*) as records from clustered c join record r on r.rid = c.rid group by c.root`,
  )
  await db.writeParquet(clusterQuery(sides), join(out, 'clusters.parquet'))
  await db.writeParquet(pairQuery(plan, sides), join(out, 'pairs.parquet'))
  if (sides.kind === 'two') await db.writeParquet(linkQuery(plan), join(out, 'links.parquet'))
  if (plan.settings.household !== undefined) await writeHouseholds(db, plan, sides, out)
}

async function writeHouseholds(
  db: TableEngine,
  { settings }: LinkagePlan,
  sides: Sides,
  out: string,
): Promise<void> {
  const steps = householdSteps(sides, weightOfProbability(settings.review))
  const query = renderPipeline(pipelineOf(steps, ['scored', 'record']), 'household_match')
  await db.writeParquet(`${query} order by left_household`, join(out, 'households.parquet'))
}

function clusterQuery(sides: Sides): string {
  const source =
    sides.kind === 'two' ? `case when r.rid < ${sides.split} then 'left' else 'right' end as source, ` : ''
  return `
select r.id as record_id, ${source}coalesce(n.cluster_id, ${nameSql(sides)}) as cluster_id,
  cast(coalesce(n.records, 1) as integer) as records, r.fingerprint
from record r left join clustered c on c.rid = r.rid left join cluster_name n on n.root = c.root
order by r.place`
}

/** Ids of two files may be the same: then they say which file they are of. */
function nameSql(sides: Sides): string {
  return sides.kind === 'two'
    ? `concat(case when r.rid < ${sides.split} then 'left ' else 'right ' end, r.id)`
    : 'r.id'
}

/** In one file the smaller id stands left. */
function pairQuery(plan: LinkagePlan, sides: Sides): string {
  const [left, right] =
    sides.kind === 'two' ? ['l.id', 'r.id'] : ['least(l.id, r.id)', 'greatest(l.id, r.id)']
  return `
select ${left} as left_id, ${right} as right_id, s.weight, ${probabilitySql('s.weight')} as probability, ${tierSql(plan)} as tier,
  s.m as rules, s.pattern${sides.kind === 'two' ? ', coalesce(c.tied = 0, false) as chosen' : ''}
from scored s join record l on l.rid = s.a join record r on r.rid = s.b
${sides.kind === 'two' ? 'left join chosen c on c.a = s.a and c.b = s.b' : ''}
order by left_id, right_id`
}

function linkQuery(plan: LinkagePlan): string {
  return `
select l.id as left_id, r.id as right_id, s.weight, ${probabilitySql('s.weight')} as probability,
  s.m as rules, s.pattern
from chosen c join scored s on s.a = c.a and s.b = c.b join record l on l.rid = c.a join record r on r.rid = c.b
where c.tied = 0 and s.weight >= ${weightOfProbability(plan.settings.sure)}
order by left_id, right_id`
}

/** To six digits: engines round powers differently beyond. */
function probabilitySql(weight: string): string {
  return `round(1 / (1 + power(2, -${weight} / 1000.0)), 6)`
}

function tierSql({ settings: { sure, review } }: LinkagePlan): string {
  return `case when s.weight >= ${weightOfProbability(sure)} then 'sure' when s.weight >= ${weightOfProbability(review)} then 'review' else 'no' end`
}
