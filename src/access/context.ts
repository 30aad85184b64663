import type { IdSource } from '../kernel/index.ts'
import type { Keys, NonEmpty } from './keys.ts'
import { type PasswordCost, passwordCost } from './password.ts'
import type { RandomBytes } from './random-bytes.ts'
import { type CipherKey, cipherKeys } from './sealed.ts'

/** What accounts and sessions take from outside: clock, randomness, identifiers, keys, the cost of a password. */
export type AccessContext = {
  readonly now: () => Date
  readonly randomBytes: RandomBytes
  readonly newId: IdSource
  readonly totpKeys: NonEmpty<CipherKey>
  readonly passwordCost: PasswordCost
}

type Outside = Pick<AccessContext, 'now' | 'randomBytes' | 'newId'>

export function accessContext(keys: Keys, outside: Outside): AccessContext {
  return { ...outside, totpKeys: cipherKeys(keys, 'totp cipher'), passwordCost }
}
