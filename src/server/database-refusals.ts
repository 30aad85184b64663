import type { Problem } from '../kernel/index.ts'
import { problems } from './problems.ts'

/** What the database refuses because of the registry's rules or the asker's area, by SQLSTATE. */
const refusals: ReadonlyMap<string, () => Problem> = new Map([
  // exclusion_violation: a person in two families, two heads
  ['23P01', problems.againstTheRules],
  // check_violation: a family without a head
  ['23514', problems.againstTheRules],
  // unique_violation: the same request twice at once
  ['23505', problems.sameTime],
  // numeric_value_out_of_range, invalid_datetime_format, datetime_field_overflow
  ['22003', problems.valueNotHeld],
  ['22007', problems.valueNotHeld],
  ['22008', problems.valueNotHeld],
  // character_not_in_repertoire, untranslatable_character: a NUL in a text
  ['22021', problems.valueNotHeld],
  ['22P05', problems.valueNotHeld],
  // insufficient_privilege: row level security
  ['42501', problems.outsideArea],
])

/** What a trigger refuses by a rule of its own, by the rule's name. */
const refusalsOfRules: ReadonlyMap<string, () => Problem> = new Map([
  ['model_two_persons', problems.modelTwoPersons],
  ['model_way', problems.modelWay],
  ['pair_judged_once', problems.pairJudgedOnce],
  ['pair_settled', problems.pairSettled],
  ['merge_two_niks', problems.mergeTwoNiks],
  ['merge_unreviewed', problems.mergeUnreviewed],
])

export function refusalOfDatabase(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
  return (refusalsOfRules.get(constraint) ?? refusals.get(error.code))?.()
}
