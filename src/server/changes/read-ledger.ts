import type { FamilyId } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import {
  type Db,
  findLedger,
  findMembersEver,
  findMembershipsOf,
  findNames,
  findSayings,
} from '../../store/index.ts'
import type { Change } from '../contract/change.ts'
import { always } from './as-of.ts'
import { summaryOf } from './summaries.ts'

/** A family's ledger, each entry with a sentence on what it did. */
export const readLedger =
  (familyId: FamilyId, codebook: Codebook) =>
  async (db: Db): Promise<Change[]> => {
    const entries = await findLedger(familyId)(db)
    const memberships = await findMembershipsOf(entries.map(({ changeId }) => changeId))(db)
    const personIds = (await findMembersEver(familyId, always)(db)).map(({ personId }) => personId)
    const named = [
      ...personIds,
      ...memberships.map(({ personId }) => personId),
      ...entries.flatMap(({ personId }) => personId ?? []),
    ]
    const names = await findNames(named)(db)
    const content = {
      codebook,
      family: await findSayings(codebook, 'family', [familyId], always)(db),
      persons: await findSayings(codebook, 'person', personIds, always)(db),
      memberships,
      nameOf: (personId: string) => names.get(personId) ?? '',
    }
    return entries.map((entry) => {
      const {
        changeId,
        seq,
        kind,
        effectiveOn,
        observedOn,
        recordedAt,
        recordedBy,
        source,
        sourceRef,
        observer,
        reason,
      } = entry
      const optional = { sourceRef: sourceRef || null, observer: observer || null, reason: reason || null }
      return {
        changeId,
        seq,
        kind,
        effectiveOn,
        observedOn,
        recordedAt,
        recordedBy,
        source,
        ...optional,
        summary: summaryOf(entry, content),
      }
    })
  }
