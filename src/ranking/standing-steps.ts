import { type Step, quoteText } from '../sql/index.ts'
import { calibrationJoin, calibrationStep, lineProbabilityPlace } from './line-probability.ts'
import type { Model } from './model.ts'
import type { RankingRules } from './quota.ts'

export type StandingOptions = {
  readonly model: Model
  readonly rules: RankingRules
  /** Families to select in each area. */
  readonly quotas: Readonly<Record<string, number>>
  /** Whether the table `previous` is there: `family_id`, `selected`, and `score`, the old facts scored by this model. */
  readonly withPrevious: boolean
}

/**
 * From `scores` to the table `standings`, one row a family in the order of regency and rank:
 *
 * - `selected`: whether the family is within its area's quota; as many as the quota says, in every area;
 * - `probability_within`: that its welfare lies below the score of the last family within the quota by rank;
 * - `borderline`: that probability lies in the rules' band, so that the family is visited first;
 * - `basis`: `rank`; `kept`, selected before, and neither did its facts change nor is the change probable enough;
 *   `left_out`, the same of one that was not; `facts`, its facts have changed since.
 *
 * Within a quota come those who are kept, then those whom rank alone puts within, then the others by rank. So one who is
 * kept takes the place of whoever would come in by a hair.
 */
export function standingSteps(options: StandingOptions): readonly Step[] {
  return [
    quotaStep(options),
    cutStep,
    calibrationStep(options.model.calibration),
    withinStep(options),
    basisStep(options),
    standingsStep(options),
  ]
}

export const standingsTable = 'standings'

function quotaStep({ quotas }: StandingOptions): Step {
  const rows = Object.entries(quotas).map(([code, families]) => `(${quoteText(code)}, ${families})`)
  return {
    name: 'quota',
    uses: [],
    sql: `select * from (values ${[`('', 0)`, ...rows].join(', ')}) as parts(regency_code, quota)`,
  }
}

/** The score of the last family within each quota. */
const cutStep: Step = {
  name: 'quota_cut',
  uses: ['scores', 'quota'],
  sql: `select regency_code, quota, max(score) filter (where rank_regency <= quota) as cut_score
from scores join quota using (regency_code) group by regency_code, quota`,
}

function withinStep({ model: { calibration, sigma } }: StandingOptions): Step {
  const place = lineProbabilityPlace(calibration, { sigma, line: 'cut_score', score: 'score' })
  return {
    name: 'within',
    uses: ['scores', 'quota_cut', 'calibration'],
    sql: `select placed.* exclude (place), coalesce(round(base + place * rise, 6), 0) as probability_within
from (
  select family_id, regency_code, score, rank_regency, decile_national, coalesce(quota, 0) as quota,
    case when cut_score is not null then ${place} end as place
  from scores left join quota_cut using (regency_code)) as placed
left ${calibrationJoin}`,
  }
}

function basisStep({ rules, withPrevious }: StandingOptions): Step {
  const { hysteresis } = rules
  const basis = withPrevious
    ? `case when previous.family_id is null then 'rank'
      when previous.score is distinct from within.score then 'facts'
      when previous.selected and probability_within >= ${1 - hysteresis} then 'kept'
      when not previous.selected and probability_within <= ${hysteresis} then 'left_out'
      else 'rank' end`
    : `'rank'`
  return {
    name: 'based',
    uses: ['within', ...(withPrevious ? ['previous'] : [])],
    sql: `select within.*, ${basis} as basis from within${withPrevious ? ' left join previous using (family_id)' : ''}`,
  }
}

function standingsStep({ rules: { borderline } }: StandingOptions): Step {
  const order = `case when basis = 'kept' then 0 when basis <> 'left_out' and rank_regency <= quota then 1 else 2 end, rank_regency`
  return {
    name: standingsTable,
    uses: ['based'],
    sql: `select family_id, regency_code, rank_regency, decile_national, score,
  row_number() over (partition by regency_code order by ${order}) <= quota as selected,
  probability_within,
  probability_within between ${borderline.from} and ${borderline.to} as borderline,
  basis
from based order by regency_code, rank_regency`,
  }
}
