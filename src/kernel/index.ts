export type { Brand } from './brand.ts'
export { canonicalJson, type Json } from './canonical-json.ts'
export {
  type AccountId,
  type AreaId,
  type BatchId,
  type ChangeId,
  type FamilyId,
  type HouseholdId,
  type IdSource,
  type PersonId,
  accountIdSchema,
  areaIdSchema,
  batchIdSchema,
  branded,
  changeIdSchema,
  familyIdSchema,
  householdIdSchema,
  personIdSchema,
} from './ids.ts'
export { incompleteBeta, logGamma } from './incomplete-beta.ts'
export { type Issue, type Language, type Message, type Severity, type Where, isError } from './issue.ts'
export {
  type PlainDate,
  addDays,
  ageOn,
  daysBetween,
  daysInMonth,
  parsePlainDate,
  plainDate,
  plainDateOf,
  plainDateSchema,
} from './plain-date.ts'
export { Problem, type ProblemKind, type ProblemParams, fill, problemCatalogue } from './problem.ts'
export { type Random, randomBelow, randomNormal, seedOf, seededIds, seededRandom } from './random.ts'
export { mapValues } from './records.ts'
export { renderRupiah, renderWhole } from './rupiah.ts'
export { editDistance, findSimilar, similarHint, similarHints } from './similar-name.ts'
