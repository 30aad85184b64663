export {
  type AreaKind,
  type AreaRecord,
  type Boundary,
  type CodeRecord,
  type RetiredCode,
  findAreaByCode,
  importAreas,
  importBoundaries,
  importCodes,
  importRetiredCodes,
  readKnownAreaCodes,
} from './areas.ts'
export { type BackupManifest, type TableChecksum, backUp, checksumTables, restore } from './backup.ts'
export { applyCodebook, columnList, columnType, factVariables, prepareColumns } from './codebook-columns.ts'
export { type Db, csvLine, databaseOf, inTransaction, openPool } from './database.ts'
export { type Binaries, type EmbeddedServer, startEmbedded } from './embedded.ts'
export { findFamilyViews } from './family-view.ts'
export {
  type BatchSummary,
  type HeldReasons,
  type NewBatch,
  type StagedNumber,
  type StagedRow,
  checkBatch,
  createBatch,
  findNumbersToReseal,
  promoteRows,
  readVillageCodes,
  resealStaged,
  setBatchState,
  stageIssues,
  stageRows,
  summariseBatch,
} from './imports/index.ts'
export { importIndonesia, nation } from './indonesia.ts'
export {
  type AsOf,
  type FamilyState,
  type Member,
  type Saying,
  type SealedNumber,
  findFamiliesOf,
  findFamilyStates,
  findMembers,
  findSayings,
} from './read-family.ts'
export { type NumberVault, type Recording, type SealedPlace, recordChange } from './record-change.ts'
export { type Actor, type ActorDb, type AuditEntry, type Store, type StoreLocation, openStore } from './store.ts'
export {
  type NewCampaign,
  type ReceivedMember,
  type ReceivedVisit,
  type ReviewRules,
  applyVisits,
  createCampaign,
  drawFrame,
  receiveVisits,
  reviewVisits,
} from './visits/index.ts'
export { type SnapshotColumn, snapshotColumns, snapshotQuery } from './snapshot-sql.ts'
export {
  type BulkTable,
  type BulkValue,
  type CycleStep,
  type NewList,
  type NewRankingRun,
  copyRows,
  createList,
  createRankingRun,
  recordStep,
  validateByRegister,
} from './decisions.ts'
