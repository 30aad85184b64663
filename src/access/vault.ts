import { type KeyObject, createHmac } from 'node:crypto'
import type { NumberVault, SealedPlace } from '../store/index.ts'
import { type Keys, type NonEmpty, deriveKey } from './keys.ts'
import type { RandomBytes } from './random-bytes.ts'
import { type CipherKey, type Place, cipherKeys, open, seal } from './sealed.ts'

/** Seals NIK and KK numbers, and finds them by a keyed index. Opened through `revealNumber` only, with a reason. */
export type Vault = {
  readonly ciphers: NonEmpty<CipherKey>
  readonly indexKeys: NonEmpty<KeyObject>
  readonly randomBytes: RandomBytes
}

/** NIK is the number of a person, KK that of a family card; both have 16 digits, so the index keeps them apart. */
export type NumberKind = 'nik' | 'kk'

export function openVault(keys: Keys, randomBytes: RandomBytes): Vault {
  const [newest, ...older] = keys.masters
  const derive = (master: typeof newest) => deriveKey(master, 'nik index')
  return {
    ciphers: cipherKeys(keys, 'nik cipher'),
    indexKeys: [derive(newest), ...older.map(derive)],
    randomBytes,
  }
}

/** Where the number of a person or a family stands in the registry. */
export function factPlace({ column, rowId }: SealedPlace): Place {
  return { table: column === 'nik' ? 'person_fact' : 'family_fact', column: `${column}_cipher`, row: rowId }
}

/** The vault as the store takes it, to write one change. */
export function numberVault(vault: Vault): NumberVault {
  return {
    seal: ({ column, rowId, digits }) => ({
      cipher: sealNumber(vault, factPlace({ column, rowId }), digits),
      index: indexNumber(vault, column, digits),
    }),
  }
}

/** For 16 digits 49 bytes, different each time. */
export function sealNumber(vault: Vault, place: Place, number: string): Buffer {
  return seal(vault.ciphers[0], place, Buffer.from(number, 'utf8'), vault.randomBytes(12))
}

/**
 * The blind index: HMAC-SHA-256 (32 bytes) of the number, equal for equal numbers. A plain hash would be no secret,
 * there are only some 10^10 possible NIK; equality is what it gives away.
 */
export function indexNumber(vault: Vault, kind: NumberKind, number: string): Buffer {
  return hmac(vault.indexKeys[0], kind, number)
}

/** The index under every master key, newest first: what to search for until a rotation has re-indexed all rows. */
export function indexCandidates(vault: Vault, kind: NumberKind, number: string): readonly Buffer[] {
  return vault.indexKeys.map((key) => hmac(key, kind, number))
}

export type NumberRow = { readonly kind: NumberKind; readonly place: Place; readonly number: string }

/** Cipher and index of many numbers, in their order, as the columns to be copied in. */
export function sealNumbers(vault: Vault, rows: readonly NumberRow[]) {
  return {
    ciphers: rows.map(({ place, number }) => sealNumber(vault, place, number)),
    indexes: rows.map(({ kind, number }) => indexNumber(vault, kind, number)),
  }
}

/** The number as a screen shows it, without ever handing it out. */
export function renderMasked(vault: Vault, place: Place, sealed: Uint8Array): string {
  return maskNumber(openNumber(vault, place, sealed))
}

/** Seals the same number for another place, with the newest key: from staging to the registry, and at a rotation. */
export function resealNumber(vault: Vault, from: Place, to: Place, sealed: Uint8Array): Buffer {
  return sealNumber(vault, to, openNumber(vault, from, sealed))
}

/** Not on the front door: outside this room numbers are opened by `revealNumber`. */
export function openNumber(vault: Vault, place: Place, sealed: Uint8Array): string {
  return open(vault.ciphers, place, sealed).toString('utf8')
}

/** `3204••••••••0012`; of a malformed number, shorter than 12 characters, nothing. */
export function maskNumber(number: string): string {
  if (number.length < 12) return '•'.repeat(number.length)
  return `${number.slice(0, 4)}${'•'.repeat(number.length - 8)}${number.slice(-4)}`
}

function hmac(key: KeyObject, kind: NumberKind, number: string): Buffer {
  return createHmac('sha256', key).update(`${kind}|${number}`).digest()
}
