import { type KeyObject, createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { type Json, canonicalJson } from '../kernel/index.ts'

const coordinate = z.string().regex(/^[\w-]{43}$/)

/** An Ed25519 public key as a JSON Web Key (RFC 8037). */
export type PublicJwk = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
export const publicJwkSchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate })

export type PrivateJwk = PublicJwk & { readonly d: string }
export const privateJwkSchema = publicJwkSchema.extend({ d: coordinate })

/** `kid` is the key's thumbprint, so a signature names its key and nothing else can be meant. */
export type SigningKey = { readonly kid: string; readonly jwk: PrivateJwk }

export type Signature = { readonly kid: string; readonly signature: string }
export const signatureShape = { kid: coordinate, signature: z.string().regex(/^[\w-]{86}$/) }

/** What the signature is for is signed with it: a receipt can never pass as a checkpoint. */
export type DocumentKind = 'list' | 'checkpoint' | 'receipt' | 'model'

/** The key pair that belongs to 32 bytes (RFC 8032, section 5.1.5). */
export function signingKeyFrom(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  return signingKeyOf(privateJwkSchema.parse(privateKey.export({ format: 'jwk' })))
}

/** DER of a PrivateKeyInfo for Ed25519 up to the 32 bytes of the key (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export function signingKeyOf(jwk: PrivateJwk): SigningKey {
  return { kid: thumbprint(jwk), jwk }
}

export function publicJwkOf({ jwk: { kty, crv, x } }: SigningKey): PublicJwk {
  return { kty, crv, x }
}

/** SHA-256 of the key's required members in lexical order, base64url (RFC 7638; for OKP keys RFC 8037, A.3). */
export function thumbprint({ kty, crv, x }: PublicJwk): string {
  return createHash('sha256').update(canonicalJson({ kty, crv, x })).digest('base64url')
}

/** Signs `mutakhir <kind> 1`, a line feed and the body's canonical JSON (RFC 8785) with Ed25519; base64url. */
export function signDocument(key: SigningKey, kind: DocumentKind, body: Json): Signature {
  const signature = sign(null, messageOf(kind, body), privateKeyOf(key.jwk)).toString('base64url')
  return { kid: key.kid, signature }
}

/** Whether one of `keys` is the key the signature names, and the signature is its. */
export function isSigned(
  keys: readonly PublicJwk[],
  kind: DocumentKind,
  body: Json,
  { kid, signature }: Signature,
): boolean {
  const jwk = keys.find((key) => thumbprint(key) === kid)
  if (jwk === undefined) return false
  return verify(null, messageOf(kind, body), publicKeyOf(jwk), Buffer.from(signature, 'base64url'))
}

function messageOf(kind: DocumentKind, body: Json): Buffer {
  return Buffer.from(`mutakhir ${kind} 1\n${canonicalJson(body)}`, 'utf8')
}

function privateKeyOf(jwk: PrivateJwk): KeyObject {
  return createPrivateKey({ key: { ...jwk }, format: 'jwk' })
}

function publicKeyOf(jwk: PublicJwk): KeyObject {
  return createPublicKey({ key: { ...jwk }, format: 'jwk' })
}
