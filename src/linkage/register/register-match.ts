import type { Dialect, Step } from '../../sql/index.ts'
import { civilRegister, comparedPersonStep, registryPeople } from '../compared-person.ts'
import { comparedFields, fieldOutcomeColumns } from '../field-outcome.ts'
import { firstReason, valueOfReason } from '../reason.ts'
import type { RuleSettings } from '../settings.ts'
import { matchReasons } from './match-reasons.ts'

/**
 * Says of every person of a snapshot what an extract of the civil register says of her, from the pairs that the model
 * weighed: by NIK where it agrees with name or birth date, else by whatever else agrees. Inputs: `person`, `register`,
 * `name_form`, `register_pair` (person_id, register_id, weight, tier: sure, review or no).
 *
 * Two results. `register_match`, one row a person: person_id, status, reason, register_id (NULL unless one entry is hers
 * alone), via, weight, entries and persons (how many fit each way), and `nik_field` … `village_field`.
 * `register_candidate`, one row for each pair that a reviewer may look at. Nothing is ever settled by taking the first of
 * several.
 */
export function registerMatchSteps(dialect: Dialect, settings: RuleSettings): readonly Step[] {
  return [
    comparedPersonStep('match_person', registryPeople),
    comparedPersonStep('match_register', civilRegister),
    comparedPairStep(fieldOutcomeColumns(dialect, settings.nearName)),
    nikCandidateStep,
    nameCandidateStep,
    registerCandidateStep,
    registerFitStep,
    registerReasonStep,
    registerMatchStep,
  ]
}

function comparedPairStep(fields: string): Step {
  return {
    name: 'compared_pair',
    uses: ['register_pair', 'match_person', 'match_register'],
    sql: `
select l.id, r.id as register_id, p.weight, p.tier, ${fields}
from register_pair p join match_person l on l.id = p.person_id join match_register r on r.id = p.register_id`,
  }
}

/** A NIK whose entry has another name and another birth date belongs to somebody else. */
const nikCandidateStep: Step = {
  name: 'nik_candidate',
  uses: ['compared_pair'],
  sql: `
select * from compared_pair where nik_field = 'agrees' and (name_field <> 'differs' or birth_date_field = 'agrees')`,
}

/** For people whom no NIK found, among the entries that no NIK has taken. */
const nameCandidateStep: Step = {
  name: 'name_candidate',
  uses: ['compared_pair', 'nik_candidate'],
  sql: `
select * from compared_pair c
where nik_field <> 'agrees' and tier <> 'no'
  and not exists (select 1 from nik_candidate n where n.id = c.id)
  and not exists (select 1 from nik_candidate n where n.register_id = c.register_id)`,
}

/** Where the model is sure of one candidate, those of which it is not sure are no rivals. */
const registerCandidateStep: Step = {
  name: 'register_candidate',
  uses: ['nik_candidate', 'name_candidate', 'register'],
  sql: `
select c.id as person_id, c.register_id, c.via, c.weight, c.is_sure, ${fieldColumns('c')}, r.death_date,
  ${rivals('c.id')} as entries, ${rivals('c.register_id')} as persons, ${sureOnes('c.id')} as sure_entries
from (select 'nik' as via, 1 as is_sure, n.* from nik_candidate n
  union all select 'name' as via, case when n.tier = 'sure' then 1 else 0 end as is_sure, n.* from name_candidate n) c
join register r on r.register_id = c.register_id`,
}

function sureOnes(key: string): string {
  return `sum(c.is_sure) over (partition by ${key})`
}

/** Candidates that are as sure as this one. */
function rivals(key: string): string {
  return `case when c.is_sure = 1 then ${sureOnes(key)} else count(*) over (partition by ${key}) end`
}

/** The candidates of a person in one row. */
const registerFitStep: Step = {
  name: 'register_fit',
  uses: ['register_candidate'],
  sql: `
select person_id, max(entries) as entries, max(persons) as persons, max(register_id) as register_id, max(via) as via,
  max(weight) as weight, max(is_sure) as is_sure, max(death_date) as death_date,
  ${comparedFields.map((field) => `max(${field}_field) as ${field}_field`).join(', ')}
from register_candidate where is_sure = 1 or sure_entries = 0 group by person_id`,
}

const registerReasonStep: Step = {
  name: 'register_reason',
  uses: ['person', 'register_fit', 'compared_pair'],
  sql: `
select p.person_id, c.entries, c.persons, c.register_id, c.via, c.weight, ${fieldColumns('c')},
  ${firstReason(matchReasons)} as reason
from person p
left join register_fit c on c.person_id = p.person_id
left join (select distinct id from compared_pair where nik_field = 'agrees') h on h.id = p.person_id`,
}

/** What only one candidate can say is NULL for a person with several. */
const registerMatchStep: Step = {
  name: 'register_match',
  uses: ['register_reason'],
  sql: `
select person_id, ${valueOfReason(matchReasons, 'reason', ({ status }) => status)} as status,
  reason, case when entries = 1 and persons = 1 then register_id end as register_id,
  case when entries = 1 then via end as via, case when entries = 1 then weight end as weight,
  coalesce(entries, 0) as entries, coalesce(persons, 0) as persons,
  ${comparedFields.map((field) => `case when entries = 1 then ${field}_field end as ${field}_field`).join(',\n  ')}
from register_reason`,
}

function fieldColumns(table: string): string {
  return comparedFields.map((field) => `${table}.${field}_field`).join(', ')
}
