export { budgetStep } from './budget-step.ts'
export { nationCode } from './candidate-steps.ts'
export type { FamilyCondition, PersonCondition } from './condition.ts'
export { type DecisionReason, decisionReasons, getReasonText } from './decision-reasons.ts'
export { type DecisionOptions, type Outcome, decisionSteps } from './decision-steps.ts'
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
