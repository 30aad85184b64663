export { type AreaCode, demoProvinceCode, demoRegencyCode, demoSplitDate } from './area-codes.ts'
export {
  type AreaLevel,
  type DemoArea,
  type Regency,
  type Sls,
  type Village,
  buildRegency,
  villageCodeOn,
} from './areas.ts'
export {
  type Demo,
  type DemoOptions,
  buildDemo,
  buildImportTrial,
  demoAsOf,
  demoListDate,
} from './build-demo.ts'
export { type RegisterEntry, extractCivilRegister } from './civil-register.ts'
export { type OldListCells, type OldListColumn, oldListColumns } from './old-list/columns.ts'
export { type FaultClass, type PlantedFault, faultRates, visibleInFile } from './old-list/fault-classes.ts'
export { type OldList, type RowLink, buildOldList, firstRows } from './old-list/old-list.ts'
export { plantedItems } from './pilot/pilot-questions.ts'
export { type SimulatedPilot, simulatePilot } from './pilot/simulate-pilot.ts'
export { buildPopulation } from './population.ts'
export { type AreaFeature, type AreaMap, type SlsFeature, mapRegency, mapSls } from './regency-map.ts'
export { type Survey, type SurveyFamily, type SurveyPerson, drawSurvey } from './survey.ts'
export { type Table, type TableCell, tableOf } from './table.ts'
export type { FamilyFacts, PersonFacts, Population, TrueFamily, TruePerson } from './truth.ts'
export { type VisitOptions, simulateVisits } from './visits/simulate-visits.ts'
export type {
  FrameFamily,
  FrameMember,
  Paradata,
  Presence,
  VariableGroup,
  Verification,
  Visit,
  VisitMember,
  VisitOutcome,
  VisitResult,
  Visits,
} from './visits/visit.ts'
export { type DemoAccount, demoAccounts } from './run/accounts.ts'
export { type DemoRequest, type DemoResult, runDemo } from './run/run-demo.ts'
export { loadRegency } from './run/load-areas.ts'
export { type TrialOptions, trialColumns, trialPeople } from './trial/trial-people.ts'
