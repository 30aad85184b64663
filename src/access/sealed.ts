import { type KeyObject, createCipheriv, createDecipheriv } from 'node:crypto'
import { type Keys, type NonEmpty, type Purpose, deriveKey } from './keys.ts'

/** A derived key under the id of its master. */
export type CipherKey = { readonly id: string; readonly key: KeyObject }

/** Where a sealed value stands. It is authenticated with the value: moved to another row, it does not open. */
export type Place = { readonly table: string; readonly column: string; readonly row: string }

export function cipherKeys(keys: Keys, purpose: Purpose): NonEmpty<CipherKey> {
  const [newest, ...older] = keys.masters
  const derive = (master: typeof newest) => ({ id: master.id, key: deriveKey(master, purpose) })
  return [derive(newest), ...older.map(derive)]
}

const formatByte = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + 4 + nonceBytes + tagBytes

/**
 * AES-256-GCM (NIST SP 800-38D): format byte, key id (4 bytes), nonce (12), tag (16), then the cipher text.
 * @param nonce 12 random bytes, never used twice under one key; safe for 2^32 values of a key.
 */
export function seal({ id, key }: CipherKey, place: Place, plain: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(placeBytes(place))
  const text = cipher.update(plain)
  cipher.final()
  return Buffer.concat([Buffer.of(formatByte), Buffer.from(id, 'hex'), nonce, cipher.getAuthTag(), text])
}

/** @throws Error when the value was changed or moved, or its key is not among `keys`: somebody was at the database. */
export function open(keys: readonly CipherKey[], place: Place, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes[0] !== formatByte || bytes.length < headBytes)
    throw new Error(`${placeText(place)} is not a sealed value`)
  const id = bytes.toString('hex', 1, 5)
  const key = keys.find((candidate) => candidate.id === id)
  if (key === undefined)
    throw new Error(`${placeText(place)} is sealed with the key ${id}, which the key file lacks`)
  const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(5, 5 + nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(placeBytes(place))
  decipher.setAuthTag(bytes.subarray(5 + nonceBytes, headBytes))
  const plain = decipher.update(bytes.subarray(headBytes))
  try {
    decipher.final()
  } catch (cause) {
    throw new Error(`${placeText(place)} was changed or moved`, { cause })
  }
  return plain
}

function placeBytes(place: Place): Buffer {
  return Buffer.from(placeText(place), 'utf8')
}

function placeText({ table, column, row }: Place): string {
  return `${table}|${column}|${row}`
}
