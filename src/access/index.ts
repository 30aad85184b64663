export { type Account, type NewAccount, createAccount, getAccount, listAccounts } from './accounts.ts'
export { pruneAttempts } from './attempts.ts'
export type { AuditFault, ChainEntry, ChainHead, FaultKind } from './audit-chain.ts'
export type { AuditReport } from './audit-check.ts'
export { type AuditLedger, type AuditLedgerOptions, openAuditLedger } from './audit-ledger.ts'
export { type By, requireInArea } from './by.ts'
export { type AccountChange, changeAccount } from './change-account.ts'
export { type Checkpoint, type CheckpointTrail, emptyTrail } from './checkpoint.ts'
export { readTrail } from './checkpoint-file.ts'
export { type AccessContext, accessContext } from './context.ts'
export { createKeys, keyFileIn, readKeys, replaceKeys } from './key-file.ts'
export {
  type Keys,
  type Purpose,
  type SigningPurpose,
  demoKeys,
  makeKeys,
  publicKeys,
  servingPassword,
  withNewKey,
} from './keys.ts'
export { type Permission, mayDo, permissions, permissionsOf, requirePermission } from './permissions.ts'
export { type RandomBytes, seededBytes } from './random-bytes.ts'
export { type Receipt, type Received, isReceipt, receiptSchema, signReceipt } from './receipt.ts'
export { type Reveal, type SealedNumber, revealNumber, revealNumbers } from './reveal.ts'
export { type Role, roleSchema, roles } from './roles.ts'
export { type RequestHead, requireSameSite } from './same-site.ts'
export type { Place } from './sealed.ts'
export {
  type Enrolled,
  type Enrolment,
  confirmEnrolment,
  passSecondFactor,
  startEnrolment,
} from './second-factor.ts'
export {
  type Browser,
  type Session,
  type SignedIn,
  type Stage,
  findSession,
  pruneSessions,
  requireFull,
} from './sessions.ts'
export { type NewPassword, type SignIn, changePassword, signIn, signOut } from './sign-in.ts'
export {
  type DocumentKind,
  type PublicJwk,
  type Signature,
  type SigningKey,
  isSigned,
  publicJwkOf,
  publicJwkSchema,
  signDocument,
} from './signing.ts'
export {
  type NumberKind,
  type NumberRow,
  type Vault,
  factPlace,
  indexCandidates,
  indexNumber,
  maskNumber,
  numberVault,
  openVault,
  renderMasked,
  resealNumber,
  sealNumber,
  sealNumbers,
} from './vault.ts'
export { exportAudit, verifyAudit, verifyAuditExport } from './verify-audit.ts'
