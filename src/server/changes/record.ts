import { numberVault, type Session } from '../../access/index.ts'
import type { ChangeId } from '../../kernel/index.ts'
import { type ActorDb, findChange, recordChange } from '../../store/index.ts'
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
}

/**
 * The same request again: answered with what was recorded the first time.
 * @throws Problem `changeIdTaken` when the id belongs to another change.
 */
export const findRecorded =
  ({ changeId, kind, reason, effectiveOn }: Repeated) =>
  async (db: ActorDb): Promise<ChangeId | undefined> => {
    const known = changeId && (await findChange(changeId)(db))
    if (!known) return undefined
    const ledgerKind = kind === 'family_move' ? 'move_in' : kind
    if (known.kind !== ledgerKind || known.reason !== reason || known.effectiveOn !== effectiveOn)
      throw problems.changeIdTaken()
    return known.changeId
  }
