export { type Db, databaseOf, inTransaction, openPool } from './database.ts'
export { type Actor, type ActorDb, type AuditEntry, type Store, type StoreLocation, openStore } from './store.ts'
