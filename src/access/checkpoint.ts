import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../kernel/index.ts'
import { type AuditFault, type ChainHead, faultAt, hashSchema } from './audit-chain.ts'
import { type PublicJwk, type SigningKey, isSigned, signDocument, signatureShape } from './signing.ts'

/**
 * "At this time the chain had `seq` entries, and the last one's hash was `hash`": signed, and kept outside the
 * database. It is what an attacker who rewrites the whole database cannot rewrite.
 */
export const checkpointSchema = z.strictObject({
  seq: z.int().nonnegative(),
  hash: hashSchema,
  at: z.iso.datetime(),
  /** SHA-256 of the checkpoint before this one, as it is written; empty for the first. */
  previous: hashSchema.or(z.literal('')),
  ...signatureShape,
})
export type Checkpoint = z.infer<typeof checkpointSchema>

/** The checkpoints in order, and the anchor: the newest state, written after every audited commit over the one before. */
export type CheckpointTrail = {
  readonly checkpoints: readonly Checkpoint[]
  readonly anchor: Checkpoint | undefined
}

export const emptyTrail: CheckpointTrail = { checkpoints: [], anchor: undefined }

/** A checkpoint that follows those of `trail`. */
export function signCheckpoint(
  key: SigningKey,
  { seq, hash }: ChainHead,
  at: Date,
  trail: CheckpointTrail,
): Checkpoint {
  const last = trail.checkpoints.at(-1)
  const body = { seq, hash, at: at.toISOString(), previous: last ? hashCheckpoint(last) : '' }
  return { ...body, ...signDocument(key, 'checkpoint', body) }
}

/** The line of a file: canonical JSON. */
export function renderCheckpoint(checkpoint: Checkpoint): string {
  return canonicalJson(checkpoint)
}

/** Signatures, the link to the one before, the order; and that the anchor follows one that is there. */
export function checkTrail(
  { checkpoints, anchor }: CheckpointTrail,
  keys: readonly PublicJwk[],
): readonly AuditFault[] {
  const hashes = ['', ...checkpoints.map(hashCheckpoint)]
  const isWrong = (checkpoint: Checkpoint, index: number) =>
    !isCheckpoint(keys, checkpoint) ||
    checkpoint.previous !== hashes[index] ||
    checkpoint.seq < (checkpoints[index - 1]?.seq ?? 0)
  const wrong = checkpoints.filter(isWrong)
  // Between a checkpoint and its anchor the power may fail, so the anchor may still follow the last but one.
  const lost =
    anchor !== undefined && !(isCheckpoint(keys, anchor) && hashes.slice(-2).includes(anchor.previous))
  return [...wrong, ...(lost ? [anchor] : [])].map(({ seq }) => faultAt('checkpoint', seq))
}

export function isCheckpoint(keys: readonly PublicJwk[], { kid, signature, ...body }: Checkpoint): boolean {
  return isSigned(keys, 'checkpoint', body, { kid, signature })
}

function hashCheckpoint(checkpoint: Checkpoint): string {
  return createHash('sha256').update(renderCheckpoint(checkpoint)).digest('hex')
}
