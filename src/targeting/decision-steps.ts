import type { PlainDate } from '../kernel/index.ts'
import type { Dialect, Step } from '../sql/index.ts'
import { candidateSteps } from './candidate-steps.ts'
import type { Programme } from './programme.ts'

export type Outcome = 'selected' | 'waiting' | 'kept_protected' | 'notice' | 'not_eligible' | 'above_cut'

export type DecisionOptions = {
  readonly dialect: Dialect
  /** The day from which the decision holds. */
  readonly decisionDate: PlainDate
}

/**
 * Decides who receives a programme, as the steps before `decision`, a row a family: family_id, programme, outcome,
 * reasons (codes parted by a space, the deciding one first), quota_area, units, rank (1 the poorest of the eligible in the
 * area), margin_families and margin_probability (from the family at the cut; positive inside), waiting_position,
 * notice_date, effective_date, benefit_rupiah (a year).
 *
 * Inputs: `family`, `person` (the snapshot), `scores` (family_id, score, probability, decile_national, decile_regency),
 * `quota` (area_code, quota), `recipient` (the list in force: family_id, village_code, units, notice_date,
 * protection_ended_on), `protected_family` (family_id).
 *
 * In each quota area: places of protected recipients are set aside first; the rest goes by rank, where a recipient
 * yields only to a family better by more than the margin. A recipient who is neither gets notice and holds the place
 * until it has run out, so that newcomers wait rather than overdraw the quota.
 */
export function decisionSteps(programme: Programme, options: DecisionOptions): readonly Step[] {
  return [
    ...candidateSteps(programme, options.dialect),
    areaPlaceStep(programme),
    rankedStep,
    cutStep,
    allottedStep,
    standingStep(programme, options),
    freePlaceStep,
    queueStep,
    decisionStep(programme, options),
  ]
}

/** A row a quota area: quota, `places` for those who are not protected, the margin in ranks, length of the waiting list. */
function areaPlaceStep({ incumbentMargin, waitingShare }: Programme): Step {
  return {
    name: 'area_place',
    uses: ['candidate', 'quota'],
    sql: `
select quota_area, quota, protected_units, greatest(coalesce(quota, 0) - protected_units, 0) as places,
  cast(floor(coalesce(quota, 0) * ${incumbentMargin}) as bigint) as margin_ranks,
  cast(ceil(coalesce(quota, 0) * ${waitingShare}) as bigint) as waiting_places
from (
  select quota_area, cast(sum(case when protection is not null then units else 0 end) as bigint) as protected_units
  from candidate group by quota_area) area
left join quota q on q.area_code = area.quota_area`,
  }
}

/** The eligible by welfare; `reached` is how many units the unprotected up to here need. */
const rankedStep: Step = {
  name: 'ranked_candidate',
  uses: ['candidate', 'area_place'],
  sql: `
select c.family_id, c.quota_area, c.rank, c.probability, c.units, c.is_recipient, c.protection, a.places,
  c.rank - case when c.is_recipient then a.margin_ranks else 0 end as shifted_rank,
  sum(case when c.protection is null then c.units else 0 end)
    over (partition by c.quota_area order by c.rank rows unbounded preceding) as reached
from (
  select *, row_number() over (partition by quota_area order by score, tie, family_id) as rank
  from candidate where failed = '') c
join area_place a on a.quota_area = c.quota_area`,
}

/** The cut of an area by rank alone: the last family that the places reach. */
const cutStep: Step = {
  name: 'cut',
  uses: ['ranked_candidate'],
  sql: `
select quota_area, max(rank) as cut_rank, max(case when is_last then probability end) as cut_probability
from (
  select *, rank = max(rank) over (partition by quota_area) as is_last
  from ranked_candidate where protection is null and reached <= places) reached
group by quota_area`,
}

/** Who has a place, recipients shifted by the margin. */
const allottedStep: Step = {
  name: 'allotted',
  uses: ['ranked_candidate'],
  sql: `
select family_id, sum(units) over (
  partition by quota_area order by shifted_rank, is_recipient desc, rank rows unbounded preceding) <= places as is_inside
from ranked_candidate where protection is null`,
}

/** Where each family stands before the free places are shared out; `ended` is a recipient whose notice has run out. */
function standingStep({ noticeDays }: Programme, { decisionDate }: DecisionOptions): Step {
  return {
    name: 'standing',
    uses: ['candidate', 'ranked_candidate', 'allotted', 'cut'],
    sql: `
select c.*, r.rank, coalesce(i.is_inside, false) as is_inside, coalesce(k.cut_rank, 0) as cut_rank, k.cut_probability,
  case when c.protection is not null then case when r.rank <= k.cut_rank then 'selected' else 'kept_protected' end
    when c.is_recipient and i.is_inside then 'selected'
    when c.is_recipient and c.notice_date + ${noticeDays} <= date '${decisionDate}' then 'ended'
    when c.is_recipient then 'notice'
    else 'newcomer' end as standing
from candidate c
left join ranked_candidate r on r.family_id = c.family_id
left join allotted i on i.family_id = c.family_id
left join cut k on k.quota_area = c.quota_area`,
  }
}

/** Places that nobody holds on the day of the decision. */
const freePlaceStep: Step = {
  name: 'free_place',
  uses: ['standing', 'area_place'],
  sql: `
select a.quota_area, a.quota, a.waiting_places, coalesce(a.quota, 0) - coalesce(h.held, 0) as free
from area_place a left join (
  select quota_area, sum(units) as held from standing
  where standing in ('selected', 'kept_protected', 'notice') group by quota_area) h on h.quota_area = a.quota_area`,
}

/** The eligible who hold no place, by rank: first those whom the free places admit, then the waiting list. */
const queueStep: Step = {
  name: 'queue',
  uses: ['standing', 'free_place'],
  sql: `
select *, case when not is_admitted then row_number() over (partition by quota_area, is_admitted order by rank) end as place
from (
  select s.family_id, s.quota_area, s.rank, f.waiting_places,
    sum(s.units) over (partition by s.quota_area order by s.rank rows unbounded preceding) <= f.free as is_admitted
  from standing s join free_place f on f.quota_area = s.quota_area
  where s.failed = '' and s.standing in ('newcomer', 'ended')) queued`,
}

function decisionStep({ code, noticeDays }: Programme, { decisionDate }: DecisionOptions): Step {
  const notice = `coalesce(notice_date, date '${decisionDate}')`
  return {
    name: 'decision',
    uses: ['standing', 'queue', 'free_place'],
    sql: `
select family_id, '${code}' as programme, outcome, ${reasonsSql} as reasons, quota_area, units, rank,
  cut_rank - rank as margin_families, round(probability - cut_probability, 6) as margin_probability,
  case when outcome = 'waiting'
    then row_number() over (partition by quota_area, outcome order by rank) end as waiting_position,
  case when outcome = 'notice' then ${notice} when ${hasEnded} then notice_date end as notice_date,
  case when outcome = 'notice' then ${notice} + ${noticeDays}
    when outcome in ('selected', 'kept_protected') or ${hasEnded} then date '${decisionDate}' end as effective_date,
  benefit_rupiah
from (
  select s.*, q.place, f.quota, ${outcomeSql} as outcome
  from standing s left join queue q on q.family_id = s.family_id
  left join free_place f on f.quota_area = s.quota_area) decided
order by family_id`,
  }
}

/** A recipient whose notice has run out may still be admitted, as a newcomer would be. */
const hasEnded = `(standing = 'ended' and outcome <> 'selected')`

const outcomeSql = `case when s.standing not in ('newcomer', 'ended') then s.standing
    when s.failed <> '' then 'not_eligible'
    when q.is_admitted then 'selected'
    when s.is_inside or q.place <= q.waiting_places then 'waiting'
    else 'above_cut' end`

/** Why the list by rank has no place for the family: its rules, or the cut. */
const causeSql = `case when failed <> '' then failed when quota is null then 'no_quota above_cut' else 'above_cut' end`

const reasonsSql = `concat_ws(' ',
    case outcome
      when 'selected' then case when rank > cut_rank then 'kept_by_margin' else 'within_quota' end
      when 'waiting' then case when is_inside then 'place_held' else 'next_in_line' end
      when 'kept_protected' then concat_ws(' ', nullif(protection, 'no_score'), ${causeSql})
      else ${causeSql} end,
    case when outcome = 'selected' and not is_recipient then 'new_recipient' end,
    case when outcome = 'selected' and notice_date is not null then 'notice_withdrawn' end,
    case when ${hasEnded} then 'notice_expired' end)`
