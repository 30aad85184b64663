import { z } from 'zod'

export const roles = [
  'administrator',
  'statistician',
  'data_manager',
  'district',
  'village_operator',
  'supervisor',
  'enumerator',
  'auditor',
] as const

export type Role = (typeof roles)[number]
export const roleSchema = z.enum(roles)

/** Roles that sign in with a second factor, because they can let others in. */
export function needsSecondFactor(role: Role): boolean {
  return role === 'administrator'
}
