import { createHash } from 'node:crypto'
import type { RandomBytes } from './random-bytes.ts'

/** 256 random bits, base64url: says nothing, is kept by the browser only. */
export function makeToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url')
}

/** What the database keeps. Needs no salt: nobody guesses 256 bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
