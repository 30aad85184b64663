import { numberVault, type Session } from '../../access/index.ts'
import type { ChangeId, FamilyId, PersonId } from '../../kernel/index.ts'
import { type ActorDb, findChange, recordChange } from '../../store/index.ts'
import type { ParsedChangeRequest } from '../contract/change.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import type { Plan } from './plan.ts'

/** What the audit calls it. */
export type RecordAction = 'change.record' | 'person.merge' | 'person.unmerge'

/**
 * Writes a planned change with its audit entry.
 * @throws Problem `changeRefused` with the first thing that stands against it.
 */
export const recordPlan =
  (plan: Plan, action: RecordAction, { accountId }: Session, { registry }: RouteParts) =>
  async (db: ActorDb): Promise<ChangeId> => {
    const [first] = plan.issues
    if (!plan.change || first)
      throw problems.changeRefused({ first: first?.message.id ?? '', firstEn: first?.message.en ?? '' })
    const { changeId, villageId, reason, kind } = plan.change
    await recordChange(plan.change, {
      codebook: registry.codebook,
      vault: numberVault(registry.vault),
      accountId,
    })(db)
    db.audit({
      action,
      subject: changeId,
      areaId: villageId,
      reason,
      detail: `kind=${kind} family=${plan.change.familyId ?? ''}`,
    })
    return changeId
  }

type Repeated = {
  readonly changeId: ChangeId | undefined
  readonly kind: string
  readonly reason: string
  readonly effectiveOn: string
  /** What it was asked of: the family, or the person who is kept by a merge. */
  readonly familyId?: FamilyId | undefined
  readonly personId?: PersonId | undefined
}

/**
 * The same request again: answered with what was recorded the first time.
 * @throws Problem `changeIdTaken` when the id belongs to another change.
 */
export const findRecorded =
  ({ changeId, kind, reason, effectiveOn, familyId, personId }: Repeated) =>
  async (db: ActorDb): Promise<ChangeId | undefined> => {
    const known = changeId && (await findChange(changeId)(db))
    if (!known) return undefined
    const ledgerKind = kind === 'family_move' ? 'move_in' : kind
    const sameSubject =
      (familyId === undefined || known.familyId === familyId) &&
      (personId === undefined || known.personId === personId)
    const sameHead = known.kind === ledgerKind && known.reason === reason && known.effectiveOn === effectiveOn
    if (!sameSubject || !sameHead) throw problems.changeIdTaken()
    return known.changeId
  }

/** The one person whom a request is about; `undefined` where it is about the family. */
export function personOf(asked: ParsedChangeRequest): PersonId | undefined {
  if (asked.kind === 'correction') return 'personId' in asked.subject ? asked.subject.personId : undefined
  return 'personId' in asked ? asked.personId : undefined
}
