import { type KeyObject, createHash, createSecretKey, hkdfSync } from 'node:crypto'
import { mapValues } from '../kernel/index.ts'
import { type RandomBytes, seededBytes } from './random-bytes.ts'
import { type PublicJwk, type SigningKey, publicJwkOf, signingKeyFrom } from './signing.ts'

/** At least one. */
export type NonEmpty<T> = readonly [T, ...T[]]

/** 32 secret bytes, from which every key of a purpose is derived. `id` is 8 hexadecimal digits, made from the secret. */
export type MasterKey = { readonly id: string; readonly secret: Uint8Array }

export type SigningPurpose = 'lists' | 'checkpoints' | 'receipts'

/**
 * The secrets of one registry: kept in one file outside the database. The newest key comes first and is the one used;
 * the older ones still open and verify what they once sealed and signed.
 */
export type Keys = {
  /** Made from a seed, for fictional people. */
  readonly synthetic: boolean
  readonly masters: NonEmpty<MasterKey>
  readonly signing: Readonly<Record<SigningPurpose, NonEmpty<SigningKey>>>
}

export type Purpose = 'nik cipher' | 'nik index' | 'totp cipher' | 'serving password' | 'cookie'

export function makeKeys(randomBytes: RandomBytes, synthetic: boolean): Keys {
  const signing = mapValues({ lists: '', checkpoints: '', receipts: '' }, () => oneSigningKey(randomBytes))
  return { synthetic, masters: [makeMasterKey(randomBytes)], signing }
}

/** The same keys for the same seed, so that the demo's signed lists are byte-equal. Not secret: marked `synthetic`. */
export function demoKeys(seed: number): Keys {
  return makeKeys(seededBytes(seed), true)
}

export function makeMasterKey(randomBytes: RandomBytes): MasterKey {
  return masterKeyOf(randomBytes(32))
}

export function masterKeyOf(secret: Uint8Array): MasterKey {
  const id = createHash('sha256').update('mutakhir master key id').update(secret).digest('hex').slice(0, 8)
  return { id, secret }
}

/**
 * A 32-byte key for one purpose (HKDF-SHA256, RFC 5869): a key that leaks says nothing of the others.
 * As a `KeyObject` it is used four to six times as fast as its bytes would be.
 */
export function deriveKey({ secret }: MasterKey, purpose: Purpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `mutakhir ${purpose}`, 32)))
}

/** The password of the database's serving role. */
export function servingPassword(keys: Keys): string {
  return deriveKey(keys.masters[0], 'serving password').export().toString('base64url')
}

/** What an outsider needs to verify a signature. */
export function publicKeys(keys: Keys, purpose: SigningPurpose): readonly PublicJwk[] {
  return keys.signing[purpose].map(publicJwkOf)
}

/** A new key in front: `'masters'` for sealing, or one of the signing purposes. */
export function withNewKey(keys: Keys, which: 'masters' | SigningPurpose, randomBytes: RandomBytes): Keys {
  if (which === 'masters') return { ...keys, masters: [makeMasterKey(randomBytes), ...keys.masters] }
  const pairs = [signingKeyFrom(randomBytes(32)), ...keys.signing[which]] as const
  return { ...keys, signing: { ...keys.signing, [which]: pairs } }
}

function oneSigningKey(randomBytes: RandomBytes): NonEmpty<SigningKey> {
  return [signingKeyFrom(randomBytes(32))]
}
