import type { Dialect, Step } from '../../sql/index.ts'
import { type BlockRule, blockSummaryStep, blockedPairSteps } from '../block.ts'
import { comparedPersonStep, registryPeople } from '../compared-person.ts'
import { comparedFields, fieldOutcomeColumns } from '../field-outcome.ts'
import { firstReason, valueOfReason } from '../reason.ts'
import type { LinkageSettings } from '../settings.ts'
import { duplicateReasons } from './duplicate-reasons.ts'

/** Each key holds an area or is a number of its own, so the false pairs of a person do not grow with the country. */
export const duplicateRules: readonly BlockRule[] = [
  { code: 'nik', columns: ['nik_index'] },
  { code: 'words', columns: ['sorted', 'birth_date', 'district_code'] },
  { code: 'letters', columns: ['joined', 'birth_date', 'district_code'] },
]

/**
 * Finds people who may be in a snapshot twice. Inputs: `person`, `name_form`. Results: `duplicate_pair`, a row a pair:
 * person_a < person_b, tier, reason and the field outcomes; `duplicate_block`, a row a rule, with the blocks that were
 * too big to pair.
 */
export function duplicateSteps(dialect: Dialect, settings: LinkageSettings): readonly Step[] {
  return [
    comparedPersonStep('duplicate_person', registryPeople),
    ...blockedPairSteps('duplicate_person', duplicateRules, settings.maxBlock, 'duplicate_candidate'),
    blockSummaryStep('duplicate_block', duplicateRules, settings.maxBlock),
    comparedStep(fieldOutcomeColumns(dialect, settings.nearName)),
    duplicatePairStep,
  ]
}

function comparedStep(fields: string): Step {
  return {
    name: 'duplicate_compared',
    uses: ['duplicate_candidate', 'duplicate_person'],
    sql: `
select c.a as person_a, c.b as person_b, l.family_id = r.family_id as same_family,
  l.normal, l.birth_month, l.birth_day, ${fields}
from duplicate_candidate c join duplicate_person l on l.id = c.a join duplicate_person r on r.id = c.b`,
  }
}

const fieldNames = comparedFields.map((field) => `${field}_field`).join(', ')

const duplicatePairStep: Step = {
  name: 'duplicate_pair',
  uses: ['duplicate_compared'],
  sql: `
select person_a, person_b, ${valueOfReason(duplicateReasons, 'reason', ({ tier }) => tier)} as tier, reason, ${fieldNames}
from (select *, ${firstReason(duplicateReasons)} as reason from duplicate_compared) compared`,
}
