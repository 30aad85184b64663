export { type Agreement, type AnswerPair, type NumberAgreement } from './agreement.ts'
export { agreementOf, netDifference, numberAgreementOf } from './agreement.ts'
export { type ArmDifference, type ArmOutcome, compareArms } from './arm-difference.ts'
export { type Intraclass, type Observation, intraclassOf } from './intraclass.ts'
export {
  type AssessSettings,
  type PilotAssessment,
  type PilotOutcome,
  assessPilot,
  pilotOutcomes,
} from './pilot/assess-pilot.ts'
export type { Gate, GateSettings } from './pilot/gates.ts'
export type { LogEvent, PilotData, PilotInterview, PilotItem } from './pilot/interview.ts'
export { type ItemCard, type Verdict, pilotRules, verdicts } from './pilot/item-card.ts'
export type { Gains } from './pilot/measure-items.ts'
export {
  type CognitiveNote,
  type PilotDecision,
  type PilotReport,
  type PilotRevision,
  type ProblemKind,
  enumeratorDays,
  findDecision,
  problemKinds,
  problemNames,
  verdictNames,
} from './pilot/pilot-report.ts'
export { renderPilotReport } from './pilot/render-report.ts'
export type { WordingPair, WordingTest } from './pilot/wording.ts'
export { type PilotSize, type SizeQuestion, pilotSize } from './pilot/pilot-size.ts'
export {
  type WordingDesign,
  interviewsForShare,
  interviewsToSee,
  smallestDifference,
} from './sample-size.ts'
export { type Share, shareOf } from './wilson.ts'
