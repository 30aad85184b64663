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
export { applyCodebook, columnList, columnType, factVariables } from './codebook-columns.ts'
export { type Db, csvLine, databaseOf, inTransaction, openPool } from './database.ts'
export { type Binaries, type EmbeddedServer, startEmbedded } from './embedded.ts'
export { findFamilyViews } from './family-view.ts'
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
