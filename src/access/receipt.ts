import { z } from 'zod'
import { type PublicJwk, type SigningKey, isSigned, signDocument, signatureShape } from './signing.ts'

/**
 * The acknowledgement of a submission, given after its commit (invariant 7). Signed with Ed25519 and not by an HMAC, so
 * that the phone can check it before it deletes anything, and an enumerator can prove what he sent.
 */
export const receiptSchema = z.strictObject({
  instanceId: z.string().min(1),
  /** Of the submission as received, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The running number under which it was stored. */
  seq: z.int().positive(),
  /** When it was stored: ISO 8601, UTC. */
  at: z.iso.datetime(),
  ...signatureShape,
})
export type Receipt = z.infer<typeof receiptSchema>

export type Received = Pick<Receipt, 'instanceId' | 'sha256' | 'seq' | 'at'>

export function signReceipt(key: SigningKey, { instanceId, sha256, seq, at }: Received): Receipt {
  const body = { instanceId, sha256, seq, at }
  return { ...body, ...signDocument(key, 'receipt', body) }
}

export function isReceipt(keys: readonly PublicJwk[], { kid, signature, ...body }: Receipt): boolean {
  return isSigned(keys, 'receipt', body, { kid, signature })
}
