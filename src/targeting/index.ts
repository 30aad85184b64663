export { budgetStep } from './budget-step.ts'
export { nationCode } from './candidate-steps.ts'
export type { FamilyCondition, PersonCondition } from './condition.ts'
export { type DecisionReason, decisionReasons } from './built-in-reasons.ts'
export { getReasonText } from './reason-text.ts'
export { type DecisionOptions, type Outcome, decisionSteps } from './decision-steps.ts'
export { nextRecipientStep } from './next-recipient-step.ts'
export {
  type OfferedColumns,
  type Programme,
  type ProgrammeRead,
  type Rule,
  checkProgramme,
  findProgramme,
  parseProgramme,
  scoreColumns,
} from './programme.ts'
export { type PoorArea, type Quota, quotasByPoverty } from './quota.ts'
