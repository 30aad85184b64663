export {
  type Change,
  type ChangeHead,
  type ChangeKind,
  type Effect,
  type FactValue,
  type Facts,
  type FamilyPlace,
  type FamilyStatus,
  type InactiveReason,
  type Membership,
  type NumberFact,
  type PersonStatus,
  type Relation,
  type Source,
  headRelation,
} from './change.ts'
export {
  type DigitsRead,
  type KnownAreas,
  type NumberFault,
  faultMessages,
  maskDigits,
  readDigits,
} from './digits.ts'
export { type KkNumber, type KkRead, type KkWarning, readKkNumber } from './kk-number.ts'
export {
  type Nik,
  type NikContext,
  type NikFacts,
  type NikRead,
  type NikWarning,
  birthDatesOfNik,
  factsOfNik,
  readNik,
} from './nik.ts'
export { type Planned, type RegistryView, planChange } from './plan.ts'
export {
  type FamilyView,
  type Observation,
  type Replayed,
  familyOn,
  personFactsOn,
  replay,
} from './replay.ts'
export type { ChangeRequest, NewHead, NewMember, Relations, RequestHead } from './request.ts'
export { type Period, type Timeline, setFrom, valueOn } from './timeline.ts'
