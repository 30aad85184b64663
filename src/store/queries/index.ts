export { findAccountActivity } from './accounts.ts'
export { listAreaShapes, listRankedPlaces } from './ranked-areas.ts'
export { type AreaMeasure, type MeasuredArea, measureAreas } from './area-measures.ts'
export { type AreaBrief, type AreaSummary, findArea, findAreaPaths, isConcerned, listAreas } from './areas.ts'
export { type AuditRow, listAudit } from './audit.ts'
export {
  type LiveCounts,
  type RegistryShares,
  type StepOfCycle,
  type WaitingWork,
  countShares,
  countSteps,
  countWaiting,
  findCycleSteps,
} from './cycle.ts'
export { type BriefOfFamily, findFamilyBriefs, findNames } from './family-briefs.ts'
export {
  type MemberOnDay,
  type NumberSaying,
  type ValidationOf,
  type VerificationOf,
  findAreaName,
  findHousehold,
  findMembersEver,
  findNumberSayings,
  findValidations,
  findVerifications,
  findVillageOf,
  isPersonSeen,
} from './family-history.ts'
export {
  type FormVersionHead,
  createFormVersion,
  findFormContent,
  findFormVersion,
  listFormVersions,
  publishForm,
} from './forms.ts'
export { type FormMediaRow, createFormMedia, listFormMedia, readFormMedia } from './form-media.ts'
export { type BatchHead, findBatch, listBatches } from './import-batches.ts'
export {
  type JobEnd,
  type JobRow,
  type NewJob,
  claimJob,
  createJob,
  endJob,
  findJob,
  findJobsUnderWay,
  noteJob,
  requeueJob,
} from './jobs.ts'
export {
  type RowOutcome,
  type RowResolution,
  type StagedCandidate,
  type StagedIssue,
  type StagedRowRead,
  countIssues,
  listCandidates,
  listIssues,
  listStagedRows,
  resolveRow,
} from './import-rows.ts'
export {
  type LedgerEntry,
  type MembershipOfChange,
  type MergeOfPersons,
  findChange,
  findLedger,
  findMembershipsOf,
  findMerge,
} from './ledger.ts'
export {
  type FamilyOfRow,
  type RankingRun,
  type RecipientInForce,
  findFamiliesOfRows,
  findListBriefInForce,
  findListInForce,
  findRankingRun,
  findRecipients,
  listRankingRuns,
} from './list-in-force.ts'
export {
  type DifferenceRow,
  type ListHead,
  type ListLineRow,
  type ListOutcome,
  countStandings,
  findList,
  findListFile,
  findListsInForce,
  listDifferences,
  listLines,
  listLists,
} from './lists.ts'
export {
  type ModelHead,
  type ModelRun,
  type ModelState,
  type ModelStep,
  type ModelStepRow,
  findModel,
  findModelBytes,
  findRegencyCuts,
  findScoreBasis,
  listModelRuns,
  listModelSteps,
  listModels,
  proposeModel,
  recordModelStep,
} from './models.ts'
export {
  type PilotHead,
  type PilotRow,
  createPilot,
  createPilotDecision,
  createPilotNote,
  findPilot,
  listPilotDecisions,
  listPilotNotes,
  listPilots,
} from './pilots.ts'
export type { PageOf, Paged } from './page.ts'
export {
  type NewProposal,
  type Overdue,
  type ProposalDecision,
  type ProposalRow,
  type ProposalState,
  createProposal,
  decideProposal,
  findProposal,
  listProposals,
} from './proposals.ts'
export { type FamilySearch, type FoundFamily, findFamiliesByNumber, searchFamilies } from './search.ts'
export { type OutcomeOfFamily, type ScoreOfFamily, findOutcomes, findScore } from './standing.ts'
export {
  type FoundPair,
  type LinkageRun,
  confirmedPersonsQuery,
  createLinkageRun,
  findLinkageRun,
  findNewestLinkageRun,
  listJudgedWeights,
  replacePairs,
} from './linkage-runs.ts'
export {
  type DuplicatePair,
  type JudgementOfPair,
  type PairState,
  countPairs,
  createJudgement,
  findPair,
  listAnswerPairs,
  listJudgedOfRun,
  listJudgements,
  listPairs,
} from './duplicates.ts'
export { type MergeRow, findHomeOf, haveTwoVerifiedNiks, listMerges } from './merges.ts'
export { type RegisterOutcome, listUnmatched } from './register-outcomes.ts'
