import { z } from 'zod'
import { sql } from '../../sql/index.ts'
import type { Db } from '../database.ts'

/** Bounds of the automatic review, dated parameters of a campaign. */
export type ReviewRules = {
  /** A complete interview that was shorter cannot have been held. */
  readonly shortestMinutes: number
  /** More complete interviews than this from one point, to five decimals of a degree, were not held in the houses. */
  readonly mostFromOnePoint: number
}

const reviewed = z.object({ state: z.string(), count: z.number() })

/**
 * Reviews what was received: accepted, or returned to the supervisor with reasons. Members who stand in the way of a
 * rule of the registry wait one by one, so that the rest of the family does not.
 */
export const reviewVisits =
  (campaignId: string, { shortestMinutes, mostFromOnePoint }: ReviewRules) =>
  async (db: Db) => {
    await db.run(sql`select analyze_field()`)
    await db.run(sql`
    with points as (
      select enumerator, round(seen_latitude::numeric, 5) as latitude, round(seen_longitude::numeric, 5) as longitude, array_agg(submission_id) as submissions
        from submission where campaign_id = ${campaignId} and result = '1' and seen_latitude is not null
       group by 1, 2, 3 having count(distinct house_ref) > ${mostFromOnePoint}
    ), crowded as (
      select unnest(submissions) as submission_id from points
    ), heads as (
      select submission_id, count(*) filter (where relation = '1' and presence in ('1', '5')) as heads,
             count(*) filter (where presence in ('1', '5')) as present
        from submission_member group by 1
    ), verdicts as (
      select submission_id, array_remove(array[
          case when result = '1' and ended_at - started_at < make_interval(mins => ${shortestMinutes}) then 'too_short' end,
          case when crowded.submission_id is not null then 'from_one_point' end,
          case when result = '1' and outcome = 'complete' and coalesce(heads, 0) <> 1 then 'head_missing' end], null) as reasons
        from submission left join crowded using (submission_id) left join heads using (submission_id)
       where campaign_id = ${campaignId} and state = 'received'
    )
    update submission set state = case when cardinality(reasons) = 0 then 'accepted' else 'returned' end, review_reasons = reasons,
           reviewed_by = 'automatic', reviewed_at = instant()
      from verdicts where submission.submission_id = verdicts.submission_id`)
    await returnSecondVisits(campaignId)(db)
    await recogniseNewMembers(campaignId)(db)
    await holdMembers(campaignId)(db)
    return await db.many(
      reviewed,
      sql`select state, count(*) from submission where campaign_id = ${campaignId} group by 1 order by 1`,
    )
  }

/** Of two visits to one family the later one waits for the supervisor. */
const returnSecondVisits = (campaignId: string) => (db: Db) =>
  db.run(sql`
    update submission set state = 'returned', review_reasons = review_reasons || 'second_visit'::text
     where campaign_id = ${campaignId} and state = 'accepted' and family_id is not null
       and exists (select from submission earlier where earlier.family_id = submission.family_id and earlier.state in ('accepted', 'applied')
                      and earlier.campaign_id = submission.campaign_id and earlier.seq < submission.seq)`)

/** A new member whose NIK the registry knows, under an agreeing name and birth date, is that person. */
const recogniseNewMembers = (campaignId: string) => (db: Db) =>
  db.run(sql`
    with found as (
      select member.submission_id, member.position, min(fact.person_id::text)::uuid as person_id
        from submission_member member join submission using (submission_id) join person_fact fact using (nik_index)
       where campaign_id = ${campaignId} and state = 'accepted' and member.is_new and member.nik_status = 'well_formed'
         and fact.birth_date = member.birth_date and similarity(name_key(fact.name), name_key(member.name)) >= 0.5
       group by 1, 2 having count(distinct fact.person_id) = 1
    )
    update submission_member member set person_id = found.person_id, is_new = false
      from found where member.submission_id = found.submission_id and member.position = found.position`)

/**
 * A member waits when two families claim him or her, or when he or she heads another family that goes on. A NIK that two
 * different people gave is marked as a duplicate; a family whose head waits goes back to the supervisor as a whole.
 */
const holdMembers =
  (campaignId: string) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
    with present as (
      select member.*, coalesce(submission.family_id, derived_uuid('family/' || submission_id)) as family_id
        from submission_member member join submission using (submission_id)
       where campaign_id = ${campaignId} and state = 'accepted' and presence in ('1', '5')
    ), claims as (
      select submission_id, position, person_id, family_id, count(*) over (partition by person_id) as claims,
             case when nik_status = 'well_formed' then count(*) over (partition by nik_index, nik_status) else 1 end as of_nik,
             case when nik_status = 'well_formed' then count(*) over (partition by nik_index, nik_status, birth_date) else 1 end as of_nik_and_date
        from present
    ), verdicts as (
      select submission_id, position, of_nik > 1 as shared, case
          when claims > 1 or of_nik_and_date > 1 then 'claimed_twice'
          when exists (select from family_member head where head.person_id = claims.person_id and head.relation = '1' and upper_inf(head.valid)
                          and upper_inf(head.recorded) and head.family_id <> claims.family_id) then 'heads_another_family'
          else '' end as verdict from claims
    )
    update submission_member member set held_by = verdict, nik_status = case when shared then 'duplicate' else nik_status end
      from verdicts
     where member.submission_id = verdicts.submission_id and member.position = verdicts.position and (verdict <> '' or shared)`)
    await db.run(sql`
    update submission set state = 'returned', review_reasons = review_reasons || 'head_waits'::text
     where campaign_id = ${campaignId} and state = 'accepted' and outcome = 'complete'
       and not exists (select from submission_member head where head.submission_id = submission.submission_id
                          and relation = '1' and presence in ('1', '5') and held_by = '')`)
  }
