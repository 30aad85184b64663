import type { Message } from '../../kernel/index.ts'
import type { ListEntry, Standing } from './list-entry.ts'
import { byVillageAndFamily } from './published-list.ts'

/** A family on a list; one that comes from an old file may have no rank. */
export type ListedFamily = Pick<ListEntry, 'familyId' | 'villageCode' | 'standing' | 'rank'>

export type ChangeKind = 'added' | 'removed' | 'standing_changed' | 'rank_changed' | 'unchanged'

export type ListChange = {
  readonly kind: ChangeKind
  readonly familyId: string
  readonly villageCode: string
  readonly before: ListedFamily | undefined
  readonly after: ListedFamily | undefined
  /** What is said to the family. It may tell of illness: for the family and the office, not for the public. */
  readonly reason: Message
}

/** Texts of the reasons that the new decision gives for a family; empty when it says nothing of it. */
export type ReasonsOf = (familyId: string) => readonly Message[]

/** Every family on either list, in the order of the list, with what has changed and why. */
export function listDifference(
  before: readonly ListedFamily[],
  after: readonly ListedFamily[],
  reasonsOf: ReasonsOf,
): readonly ListChange[] {
  const old = new Map(before.map((family) => [family.familyId, family]))
  const listed = new Set(after.map(({ familyId }) => familyId))
  const changes = [
    ...after.map((family) => changeOf(family, old.get(family.familyId), family, reasonsOf)),
    ...before
      .filter(({ familyId }) => !listed.has(familyId))
      .map((family) => changeOf(family, family, undefined, reasonsOf)),
  ]
  return changes.sort(byVillageAndFamily)
}

/** How many families of each kind. */
export function countChanges(changes: readonly ListChange[]): Readonly<Record<ChangeKind, number>> {
  const counts = { added: 0, removed: 0, standing_changed: 0, rank_changed: 0, unchanged: 0 }
  for (const { kind } of changes) counts[kind]++
  return counts
}

function changeOf(
  { familyId, villageCode }: ListedFamily,
  before: ListedFamily | undefined,
  after: ListedFamily | undefined,
  reasonsOf: ReasonsOf,
): ListChange {
  const { kind, lead } = whatChanged(before, after)
  const reasons = reasonsOf(familyId)
  const reason = joined([lead, ...(reasons.length === 0 ? [undecided] : reasons)])
  return { kind, familyId, villageCode, before, after, reason }
}

function whatChanged(
  before: ListedFamily | undefined,
  after: ListedFamily | undefined,
): { readonly kind: ChangeKind; readonly lead: Message } {
  if (!after) return { kind: 'removed', lead: { id: 'Keluar dari daftar.', en: 'Removed from the list.' } }
  const now = standingNames[after.standing]
  if (!before)
    return { kind: 'added', lead: { id: `Masuk daftar: ${now.id}.`, en: `Added to the list: ${now.en}.` } }
  const old = standingNames[before.standing]
  if (before.standing !== after.standing) {
    const lead = {
      id: `Berubah dari ${old.id} menjadi ${now.id}.`,
      en: `Changed from ${old.en} to ${now.en}.`,
    }
    return { kind: 'standing_changed', lead }
  }
  if (before.rank === after.rank)
    return { kind: 'unchanged', lead: { id: `Tetap ${now.id}.`, en: `Still ${now.en}.` } }
  const [from, to] = [before.rank ?? '–', after.rank ?? '–']
  const lead = {
    id: `Tetap ${now.id}; peringkat berubah dari ${from} menjadi ${to}.`,
    en: `Still ${now.en}; the rank changed from ${from} to ${to}.`,
  }
  return { kind: 'rank_changed', lead }
}

const standingNames: Readonly<Record<Standing, Message>> = {
  receives: { id: 'penerima', en: 'receiving' },
  notice: { id: 'penerima yang diberi tahu akan berakhir', en: 'under notice of an end' },
  waiting: { id: 'daftar tunggu', en: 'waiting' },
}

const undecided: Message = {
  id: 'Keputusan periode ini tidak menyebut keluarga ini; periksa sebelum diterbitkan.',
  en: 'The decision of this period says nothing of this family; look into it before publishing.',
}

function joined(texts: readonly Message[]): Message {
  return { id: texts.map(({ id }) => id).join(' '), en: texts.map(({ en }) => en).join(' ') }
}
