import type { AreaId } from '../kernel/index.ts'
import type { ActorDb } from '../store/index.ts'
import { requireReason } from './reason.ts'
import type { Place } from './sealed.ts'
import { type NumberKind, type Vault, openNumber } from './vault.ts'

export type SealedNumber = { readonly place: Place; readonly sealed: Uint8Array }

export type Reveal = {
  readonly kind: NumberKind
  readonly numbers: readonly SealedNumber[]
  /** The person, the family, or the export whose numbers they are: an identifier. */
  readonly subject: string
  readonly areaId?: AreaId | undefined
  readonly reason: string
}

/**
 * Opens numbers and writes `nik.reveal` or `kk.reveal` with the reason in the same transaction; give them out when
 * that has been committed.
 * @throws Problem `reasonNeeded`.
 */
export const revealNumbers =
  (vault: Vault, { kind, numbers, subject, areaId, reason }: Reveal) =>
  (db: ActorDb): readonly string[] => {
    db.audit({
      action: `${kind}.reveal`,
      subject,
      areaId,
      reason: requireReason(reason),
      detail: `numbers=${numbers.length}`,
    })
    return numbers.map(({ place, sealed }) => openNumber(vault, place, sealed))
  }

/** One number. */
export const revealNumber =
  (vault: Vault, { number, ...reveal }: Omit<Reveal, 'numbers'> & { readonly number: SealedNumber }) =>
  (db: ActorDb): string =>
    revealNumbers(vault, { ...reveal, numbers: [number] })(db).join('')
