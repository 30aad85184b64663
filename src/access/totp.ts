import { createHmac } from 'node:crypto'

const stepSeconds = 30

/** HMAC-based one-time password (RFC 4226, section 5.3), SHA-1. */
export function hotp(secret: Uint8Array, counter: number, digits = 6): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', secret).update(message).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  const value = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits
  return String(value).padStart(digits, '0')
}

/** The 30-second step of an instant (RFC 6238, section 4.2). */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / stepSeconds)
}

/**
 * The step whose code `code` is, one step early or late allowed (RFC 6238, section 5.2), later than `after`: the step
 * of the last code that was taken. `undefined` when the code is of none.
 */
export function findStep(secret: Uint8Array, code: string, at: Date, after = 0): number | undefined {
  const now = totpStep(at)
  return [now, now - 1, now + 1].find((step) => step > after && hotp(secret, step) === code)
}

/** What an authenticator reads from a QR code. */
export function otpauthUrl(secret: Uint8Array, login: string): string {
  return `otpauth://totp/Mutakhir:${encodeURIComponent(login)}?secret=${base32(secret)}&issuer=Mutakhir`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, section 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}
