import type { Dialect, Step } from '../../sql/index.ts'
import { civilRegister, comparedPersonStep, registryPeople } from '../compared-person.ts'
import { comparedFields, fieldOutcomeColumns } from '../field-outcome.ts'
import { firstReason, valueOfReason } from '../reason.ts'
import type { RuleSettings } from '../settings.ts'
import { matchReasons } from './match-reasons.ts'

/**
 * Matches every person of a snapshot with an extract of the civil register: by NIK where it agrees with name or birth
 * date, else by name, birth date and village. Inputs: `person`, `register`, `name_form`.
 *
 * Two results. `register_match`, one row a person: person_id, status, reason, register_id (NULL unless one entry is hers
 * alone), via, entries and persons (how many fit each way), and `nik_field` … `village_field`. `register_candidate`, one
 * row for each pair that a reviewer may look at. Nothing is ever settled by taking the first of several.
 */
export function registerMatchSteps(dialect: Dialect, settings: RuleSettings): readonly Step[] {
  const fields = fieldOutcomeColumns(dialect, settings.nearName)
  return [
    comparedPersonStep('match_person', registryPeople),
    comparedPersonStep('match_register', civilRegister),
    nikHitStep(fields),
    nikCandidateStep,
    nameCandidateStep(fields),
    registerCandidateStep,
    registerFitStep,
    registerReasonStep,
    registerMatchStep,
  ]
}

function nikHitStep(fields: string): Step {
  return {
    name: 'nik_hit',
    uses: ['match_person', 'match_register'],
    sql: `
select l.id, r.id as register_id, ${fields}
from match_person l join match_register r on l.nik_index = r.nik_index`,
  }
}

/** A NIK whose entry has another name and another birth date belongs to somebody else. */
const nikCandidateStep: Step = {
  name: 'nik_candidate',
  uses: ['nik_hit'],
  sql: `select * from nik_hit where name_field <> 'differs' or birth_date_field = 'agrees'`,
}

/** For people whom no NIK found, among the entries that no NIK has taken. */
function nameCandidateStep(fields: string): Step {
  return {
    name: 'name_candidate',
    uses: ['match_person', 'match_register', 'nik_candidate'],
    sql: `
select * from (
  select l.id, r.id as register_id, ${fields}
  from match_person l join match_register r on l.birth_date = r.birth_date and l.village_code = r.village_code
  where not exists (select 1 from nik_candidate n where n.id = l.id)
    and not exists (select 1 from nik_candidate n where n.register_id = r.id)) pair
where name_field in ('agrees', 'close')`,
  }
}

const registerCandidateStep: Step = {
  name: 'register_candidate',
  uses: ['nik_candidate', 'name_candidate', 'register'],
  sql: `
select c.id as person_id, c.register_id, c.via, ${fieldColumns('c')}, r.death_date,
  count(*) over (partition by c.id) as entries, count(*) over (partition by c.register_id) as persons
from (select 'nik' as via, * from nik_candidate union all select 'name' as via, * from name_candidate) c
join register r on r.register_id = c.register_id`,
}

/** The candidates of a person in one row. */
const registerFitStep: Step = {
  name: 'register_fit',
  uses: ['register_candidate'],
  sql: `
select person_id, max(entries) as entries, max(persons) as persons, max(register_id) as register_id, max(via) as via,
  max(death_date) as death_date, ${comparedFields.map((field) => `max(${field}_field) as ${field}_field`).join(', ')}
from register_candidate group by person_id`,
}

const registerReasonStep: Step = {
  name: 'register_reason',
  uses: ['person', 'register_fit', 'nik_hit'],
  sql: `
select p.person_id, c.entries, c.persons, c.register_id, c.via, ${fieldColumns('c')},
  ${firstReason(matchReasons)} as reason
from person p
left join register_fit c on c.person_id = p.person_id
left join (select distinct id from nik_hit) h on h.id = p.person_id`,
}

/** What only one candidate can say is NULL for a person with several. */
const registerMatchStep: Step = {
  name: 'register_match',
  uses: ['register_reason'],
  sql: `
select person_id, ${valueOfReason(matchReasons, 'reason', ({ status }) => status)} as status,
  reason, case when entries = 1 and persons = 1 then register_id end as register_id,
  case when entries = 1 then via end as via, coalesce(entries, 0) as entries, coalesce(persons, 0) as persons,
  ${comparedFields.map((field) => `case when entries = 1 then ${field}_field end as ${field}_field`).join(',\n  ')}
from register_reason`,
}

function fieldColumns(table: string): string {
  return comparedFields.map((field) => `${table}.${field}_field`).join(', ')
}
