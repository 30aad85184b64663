import { dirname, join } from 'node:path'
import {
  type ClericalEstimate,
  type JudgedStratum,
  type TierEstimate,
  clericalEstimate,
  clericalStrata,
  tierEstimates,
  weightOfProbability,
} from '../../../linkage/index.ts'
import { quoteText } from '../../../sql/index.ts'
import { openDuckDb } from '../../duckdb/index.ts'
import type { LinkageRefused } from '../request.ts'
import { openSample } from './open-sample.ts'

export type JudgeSampleRequest = {
  readonly clusters: string
  /** The file of `drawSample`, its column `match` filled with 1 or 0; rows left empty are not counted. */
  readonly sample: string
  readonly threshold: number
}

export type SampleJudged = ClericalEstimate & {
  readonly kind: 'judged'
  readonly threshold: number
  readonly tiers: readonly TierEstimate[]
}

/** Precision, recall and the share of true pairs by tier of a run, from a sample that people have judged. */
export async function judgeSample({
  clusters,
  sample,
  threshold,
}: JudgeSampleRequest): Promise<SampleJudged | LinkageRefused> {
  await using db = await openDuckDb()
  const opened = await openSample(db, sample)
  if ('issue' in opened) return { kind: 'refused', issues: [opened.issue] }
  const strata = clericalStrata(threshold)
  const cases = strata.map(({ from }, index) => `when weight >= ${from} then ${index}`)
  const { rowCount, numbers } = await db.readColumns(`
    select case ${cases.join(' ')} else ${strata.length - 1} end as stratum, count(*) as size,
      count(s.judged) as sampled, coalesce(sum(s.judged), 0)::double as successes
    from read_parquet(${quoteText(join(dirname(clusters), 'pairs.parquet'))}) p
    left join (select left_id, right_id, try_cast(trim(match) as integer) as judged from ${opened.scan}) s
      on s.left_id = p.left_id and s.right_id = p.right_id
    group by stratum`)
  const judged = Array.from(
    { length: rowCount },
    (_, row): JudgedStratum => ({
      from: strata[numbers('stratum')[row] ?? 0]?.from ?? 0,
      size: numbers('size')[row] ?? 0,
      sampled: numbers('sampled')[row] ?? 0,
      successes: numbers('successes')[row] ?? 0,
    }),
  )
  const sure = weightOfProbability(threshold)
  const tiers = tierEstimates(judged, { sure, review: weightOfProbability(0.5) })
  return { kind: 'judged', threshold, ...clericalEstimate(judged, sure), tiers }
}
