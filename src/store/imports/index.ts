export { type HeldReasons, checkBatch } from './check.ts'
export { findNumbersToReseal, promoteRows, resealStaged } from './promote.ts'
export { type BatchSummary, setBatchState, summariseBatch } from './read.ts'
export {
  type NewBatch,
  type StagedNumber,
  type StagedRow,
  createBatch,
  readVillageCodes,
  stageIssues,
  stageRows,
} from './stage.ts'
