import type { Dialect, Step } from '../../sql/index.ts'
import { comparedPersonStep, registryPeople } from '../compared-person.ts'
import { comparedFields, fieldOutcomeColumns } from '../field-outcome.ts'
import { firstReason, valueOfReason } from '../reason.ts'
import type { RuleSettings } from '../settings.ts'
import { duplicateReasons } from './duplicate-reasons.ts'

/**
 * Says of the pairs that the model has linked why they may be one person, field by field. Inputs: `person`, `name_form`,
 * `linked_pair` (a < b, tier). Result: `duplicate_pair`, a row a pair: person_a < person_b, tier, reason and the field
 * outcomes. A pair is sure only where the model is and no reason asks for a reviewer; other tiers stay as they are given.
 */
export function duplicateSteps(dialect: Dialect, settings: RuleSettings): readonly Step[] {
  return [
    comparedPersonStep('duplicate_person', registryPeople),
    comparedStep(fieldOutcomeColumns(dialect, settings.nearName)),
    duplicatePairStep,
  ]
}

function comparedStep(fields: string): Step {
  return {
    name: 'duplicate_compared',
    uses: ['linked_pair', 'duplicate_person'],
    sql: `
select c.a as person_a, c.b as person_b, c.tier as model_tier, l.family_id = r.family_id as same_family,
  l.normal, l.birth_month, l.birth_day, ${fields}
from linked_pair c join duplicate_person l on l.id = c.a join duplicate_person r on r.id = c.b`,
  }
}

const fieldNames = comparedFields.map((field) => `${field}_field`).join(', ')

const duplicatePairStep: Step = {
  name: 'duplicate_pair',
  uses: ['duplicate_compared'],
  sql: `
select person_a, person_b,
  case when model_tier = 'sure' then ${valueOfReason(duplicateReasons, 'reason', ({ tier }) => tier)} else model_tier end as tier,
  reason, ${fieldNames}
from (select *, ${firstReason(duplicateReasons)} as reason from duplicate_compared) compared`,
}
