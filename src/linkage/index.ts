export { type NameForm, nameForm } from './name/name-form.ts'
export {
  type NameFormColumn,
  type NameFormTable,
  distinctNameStep,
  nameFormTable,
} from './name/name-form-table.ts'
export { type FieldOutcome, comparedFields } from './field-outcome.ts'
export {
  type MatchReason,
  type MatchReasonCode,
  type MatchStatus,
  matchReasons,
} from './register/match-reasons.ts'
export { registerMatchSteps } from './register/register-match.ts'
export {
  type DuplicateReason,
  type DuplicateReasonCode,
  type DuplicateTier,
  duplicateReasons,
} from './duplicate/duplicate-reasons.ts'
export { duplicateSteps } from './duplicate/duplicates.ts'
export { type LinkageSettings, linkageDefaults } from './settings.ts'
