import { type Dialect, type Step, quoteText } from '../sql/index.ts'
import {
  type PersonCondition,
  familyConditionSql,
  memberConditions,
  personConditionSql,
} from './condition.ts'
import { type Programme, type Rule, scoreColumns } from './programme.ts'

/**
 * Everybody about whom the programme decides: the families of the snapshot and the recipients who are no longer in it.
 * Result `candidate`, a row a family: what the rules say of it (`failed`, codes parted by a space), whether it receives
 * and is protected, its score, its units of the quota and its benefit a year.
 */
export function candidateSteps(programme: Programme, dialect: Dialect): readonly Step[] {
  return [memberCountStep(programme), ratedFamilyStep(dialect), candidateStep(programme)]
}

/** A row a family: `m0` … count the members of each condition, `part0` … those of each component, `units` the persons. */
function memberCountStep(programme: Programme): Step {
  const { unit, benefit } = programme
  const isUnit = unit.kind === 'person' && unit.who ? personConditionSql(unit.who, 'p') : 'true'
  const components = benefit.kind === 'components' ? dearestFirst(benefit.components) : []
  const component = components.map(
    ({ who }, index) => `when ${isUnit} and ${personConditionSql(who, 'p')} then ${index}`,
  )
  const counted = countedConditions(programme)
  return {
    name: 'member_count',
    uses: ['person'],
    sql: `
select ${[
      'family_id as counted_family_id',
      `${countWhere('is_unit')} as units`,
      ...counted.map((_, index) => `${countWhere(`is_m${index}`)} as m${index}`),
      ...components.map((_, index) => `${countWhere(`component = ${index}`)} as part${index}`),
    ].join(',\n  ')}
from (select ${[
      'p.family_id',
      `${isUnit} as is_unit`,
      ...counted.map((who, index) => `${personConditionSql(who, 'p')} as is_m${index}`),
      `${component.length === 0 ? 'null' : `case ${component.join(' ')} end`} as component`,
    ].join(',\n  ')}
  from person p) member
group by family_id`,
  }
}

/** The family with its score and its counts, so that a rule reads all of them from one table. */
function ratedFamilyStep(dialect: Dialect): Step {
  return {
    name: 'rated_family',
    uses: ['family', 'scores', 'member_count'],
    sql: `
select f.*, ${scoreColumns.map((column) => `s.${column}`).join(', ')}, m.*, ${dialect.hash('cast(f.family_id as varchar)')} as tie
from family f
left join scores s on s.family_id = f.family_id
left join member_count m on m.counted_family_id = f.family_id`,
  }
}

function candidateStep(programme: Programme): Step {
  const villageCode = 'coalesce(f.village_code, r.village_code)'
  return {
    name: 'candidate',
    uses: ['rated_family', 'recipient', 'protected_family'],
    sql: `
select coalesce(f.family_id, r.family_id) as family_id, ${quotaArea(programme, villageCode)} as quota_area,
  r.family_id is not null as is_recipient, r.notice_date, f.score, f.probability, f.tie,
  ${unitsSql(programme)} as units, ${benefitSql(programme)} as benefit_rupiah,
  ${failedSql(programme)} as failed,
  case when r.family_id is not null and r.protection_ended_on is null then ${protectionSql(programme)} end as protection
from rated_family f full outer join recipient r on r.family_id = f.family_id
left join (select distinct family_id from protected_family) l on l.family_id = coalesce(f.family_id, r.family_id)`,
  }
}

function failedSql(programme: Programme): string {
  const { unit } = programme
  const builtIn: readonly (readonly [code: string, when: string])[] = [
    ['no_score', 'f.score is null'],
    ...(unit.kind === 'person' ? [['no_eligible_member', 'coalesce(f.units, 0) = 0'] as const] : []),
  ]
  const failures = [
    ...builtIn,
    ...programme.rules.map((rule) => [rule.code, `not ${ruleSql(rule, programme)}`] as const),
  ]
  const codes = failures.map(([code, when]) => `case when ${when} then '${code}' end`)
  return `case when f.family_id is null then 'not_in_snapshot' else concat_ws(' ', ${codes.join(', ')}) end`
}

/** Whoever cannot be ranked for want of data is not at fault, and is kept as the protected are. */
function protectionSql(programme: Programme): string {
  const cases = [
    `when l.family_id is not null then 'protected_list'`,
    ...programme.protections.map((rule) => `when ${ruleSql(rule, programme)} then '${rule.code}'`),
    `when f.family_id is not null and f.score is null then 'no_score'`,
  ]
  return `case ${cases.join(' ')} end`
}

function ruleSql({ when }: Rule, programme: Programme): string {
  const keys = countedConditions(programme).map(keyOf)
  return familyConditionSql(when, 'f', (who) => `m${keys.indexOf(keyOf(who))}`)
}

/** The conditions over members that rules and protections count, each once. */
function countedConditions({ rules, protections }: Programme): readonly PersonCondition[] {
  const all = [...rules, ...protections].flatMap(({ when }) => memberConditions(when))
  return [...new Map(all.map((who) => [keyOf(who), who])).values()]
}

function keyOf(who: PersonCondition): string {
  return JSON.stringify(who)
}

function quotaArea({ quotaLevel }: Programme, villageCode: string): string {
  const length = { nation: 0, province: 2, regency: 5, district: 8, village: 13 }[quotaLevel]
  return length === 0 ? quoteText(nationCode) : `substr(${villageCode}, 1, ${length})`
}

/** A recipient who is gone, or has no eligible member left, holds the units of the list in force. */
function unitsSql({ unit }: Programme): string {
  const units = unit.kind === 'family' ? '1' : 'coalesce(nullif(f.units, 0), r.units, 0)'
  return `cast(${units} as bigint)`
}

/** The one quota area of a programme whose quota is national. */
export const nationCode = 'ID'

/**
 * A year's benefit of a family, in rupiah. With a limit on the members who count, the dearest count first: of the first
 * k kinds at most `maxPersons` members are paid, so each kind is paid for what its count adds to that.
 */
function benefitSql(programme: Programme): string {
  const { benefit } = programme
  if (benefit.kind === 'flat')
    return `${unitsSql(programme)} * ${benefit.amountRupiah * benefit.paymentsPerYear}`
  const components = dearestFirst(benefit.components)
  const counts = components.map(({ maxPersons }, index) => capped(`f.part${index}`, maxPersons))
  const paidUpTo = (kinds: number) => capped(counts.slice(0, kinds).join(' + ') || '0', benefit.maxPersons)
  const sums = components.map(
    ({ amountRupiahPerYear }, index) =>
      `cast(${paidUpTo(index + 1)} - ${paidUpTo(index)} as bigint) * ${amountRupiahPerYear}`,
  )
  return sums.join(' + ')
}

function capped(count: string, max: number | undefined): string {
  return max === undefined ? `(${count})` : `least(${count}, ${max})`
}

function dearestFirst<Component extends { readonly amountRupiahPerYear: number }>(
  components: readonly Component[],
): readonly Component[] {
  return components.toSorted((a, b) => b.amountRupiahPerYear - a.amountRupiahPerYear)
}

function countWhere(condition: string): string {
  return `sum(case when ${condition} then 1 else 0 end)`
}
