import { z } from 'zod'
import { areaSchema } from './area.ts'
import { roleNames } from './common.ts'

export const accountSchema = z.object({
  accountId: z.string(),
  login: z.string(),
  displayName: z.string(),
  role: z.enum(roleNames),
  area: areaSchema,
  language: z.enum(['id', 'en']),
  /** `required`: the role needs one, and none is enrolled yet. */
  secondFactor: z.enum(['none', 'enrolled', 'required']),
})
export type Account = z.infer<typeof accountSchema>

export const sessionSchema = z.object({
  account: accountSchema,
  /** Names of the table of permissions. */
  permissions: z.array(z.string()),
  /** The data are made up: every page says so. */
  synthetic: z.boolean(),
})
export type Session = z.infer<typeof sessionSchema>

export const signInSchema = z.strictObject({ login: z.string().max(200), password: z.string().max(500) })
export const signInAnswerSchema = sessionSchema.extend({ secondFactorNeeded: z.boolean() })
export type SignInAnswer = z.infer<typeof signInAnswerSchema>

export const codeSchema = z.strictObject({ code: z.string().max(50) })
export const newPasswordSchema = z.strictObject({ current: z.string().max(500), next: z.string().max(500) })
export const enrolmentSchema = z.object({ secret: z.string(), otpauthUrl: z.string() })
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) })

export const listedAccountSchema = accountSchema.extend({
  disabledAt: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
})
export type ListedAccount = z.infer<typeof listedAccountSchema>

export const newAccountSchema = z.strictObject({
  login: z.string().max(200),
  displayName: z.string().trim().min(1).max(120),
  role: z.enum(roleNames),
  areaId: z.int().positive(),
  password: z.string().max(500),
  language: z.enum(['id', 'en']).default('id'),
})
export type NewAccount = z.input<typeof newAccountSchema>

export const accountChangeSchema = z.strictObject({
  role: z.enum(roleNames).optional(),
  areaId: z.int().positive().optional(),
  disabled: z.boolean().optional(),
  unlock: z.literal(true).optional(),
  resetSecondFactor: z.literal(true).optional(),
})
export type AccountChange = z.infer<typeof accountChangeSchema>
