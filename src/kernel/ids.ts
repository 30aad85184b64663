import { z } from 'zod'
import type { Brand } from './brand.ts'

/** Identifiers say nothing: UUIDs, never built from a name, a number or an area (invariant 4). */
export type PersonId = Brand<string, 'PersonId'>
export type FamilyId = Brand<string, 'FamilyId'>
export type HouseholdId = Brand<string, 'HouseholdId'>
export type ChangeId = Brand<string, 'ChangeId'>
export type BatchId = Brand<string, 'BatchId'>
export type AccountId = Brand<string, 'AccountId'>
/** Number of a row of the area table; Kemendagri and BPS codes are its dated attributes. */
export type AreaId = Brand<number, 'AreaId'>

const uuid = z.uuid().transform((text) => text.toLowerCase())

export const personIdSchema = uuid.transform((text): PersonId => branded(text))
export const familyIdSchema = uuid.transform((text): FamilyId => branded(text))
export const householdIdSchema = uuid.transform((text): HouseholdId => branded(text))
export const changeIdSchema = uuid.transform((text): ChangeId => branded(text))
export const batchIdSchema = uuid.transform((text): BatchId => branded(text))
export const accountIdSchema = uuid.transform((text): AccountId => branded(text))
export const areaIdSchema = z.coerce
  .number()
  .int()
  .positive()
  .transform((value): AreaId => branded(value))

/** A source of fresh identifiers: random in production, seeded in the demo and in tests. */
export type IdSource = () => string

/**
 * The one place where a checked primitive receives its brand.
 * `Brand` exists only for the compiler, so this is the identity at run time.
 */
export function branded<T, Name extends string>(value: T): Brand<T, Name>
export function branded(value: unknown): unknown {
  return value
}
