import type { Step } from '../sql/index.ts'
import type { Sides } from './block/pair-steps.ts'

/**
 * Households from their people: of each pair of a left and a right household the best links between their members, each
 * member counted once, added up. One row a left household with its best partner: left_household, right_household,
 * weight, people (links that make it), left_people, second_weight (NULL when there is no other).
 * Inputs: `record` (rid, household), `scored` (a, b, weight). Between two files each side is one of them; within one file
 * a household is compared with the others of the file.
 * @param least weight from which a pair of people counts.
 */
export function householdSteps(sides: Sides, least: number): readonly Step[] {
  return [householdPairStep(sides, least), memberLinkStep, householdSumStep, householdMatchStep]
}

function householdPairStep(sides: Sides, least: number): Step {
  const pair = (left: string, right: string) => `
select ${left}.household as hl, ${right}.household as hr, ${left}.rid as left_rid, ${right}.rid as right_rid, s.weight
from scored s join record l on l.rid = s.a join record r on r.rid = s.b
where s.weight >= ${least} and l.household is not null and r.household is not null`
  return {
    name: 'household_pair',
    uses: ['scored', 'record'],
    sql:
      sides.kind === 'two'
        ? pair('l', 'r')
        : `select * from (${pair('l', 'r')} union all ${pair('r', 'l')}) both_ways where hl <> hr`,
  }
}

/** The best link of each member on either side: one person is no evidence for two. */
const memberLinkStep: Step = {
  name: 'member_link',
  uses: ['household_pair'],
  sql: `
select hl, hr, weight from (
  select hl, hr, weight, row_number() over (partition by hl, hr, left_rid order by weight desc, right_rid) as of_left,
    row_number() over (partition by hl, hr, right_rid order by weight desc, left_rid) as of_right
  from household_pair) ranked
where of_left = 1 and of_right = 1`,
}

const householdSumStep: Step = {
  name: 'household_sum',
  uses: ['member_link'],
  sql: 'select hl, hr, cast(sum(weight) as bigint) as weight, count(*) as people from member_link group by hl, hr',
}

const householdMatchStep: Step = {
  name: 'household_match',
  uses: ['household_sum', 'record'],
  sql: `
select r.hl as left_household, r.hr as right_household, r.weight, cast(r.people as integer) as people,
  cast(z.members as integer) as left_people, r.second_weight
from (
  select *, row_number() over (partition by hl order by weight desc, hr) as place,
    lead(weight) over (partition by hl order by weight desc, hr) as second_weight
  from household_sum) r
join (select household, count(*) as members from record where household is not null group by household) z on z.household = r.hl
where r.place = 1`,
}
