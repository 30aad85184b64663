import type { AreaId, ChangeId, FamilyId, HouseholdId, PersonId, PlainDate } from '../kernel/index.ts'

export type ChangeKind =
  | 'registration'
  | 'birth'
  | 'death'
  | 'move_in'
  | 'move_out'
  | 'split'
  | 'family_merge'
  | 'change_of_head'
  | 'correction'
  | 'observation'
  | 'person_merge'
  | 'person_unmerge'
  | 'deactivation'
  | 'reactivation'
  | 'proposal'
  | 'objection'

export type Source = 'old_list' | 'import' | 'visit' | 'civil_register' | 'forum' | 'citizen' | 'desk'

/** Code 1 of Regsosek question 409. */
export const headRelation = '1'

/** Regsosek 409: 1 head, 2 spouse, 3 child, 4 child-in-law, 5 grandchild, 6 parent, 7 helper, 8 other. */
export type Relation = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'

export type FamilyStatus = 'active' | 'inactive'

/** Why a family is no longer listed. None of them happens without a reason and a source. */
export type InactiveReason =
  | 'moved_away'
  | 'dissolved'
  | 'merged'
  | 'not_found'
  | 'duplicate'
  | 'refused'
  | 'objection_upheld'

export type PersonStatus = 'alive' | 'dead' | 'left' | 'absorbed'

/** A value of a codebook variable; `undefined` and absent mean "not said". */
export type FactValue = string | number

export type Facts = Readonly<Record<string, FactValue>>

/** A NIK or KK number as one source gave it: the digits, and what is known of them. */
export type NumberFact = { readonly digits: string; readonly status: 'none' | 'malformed' | 'well_formed' }

export type FamilyPlace = {
  readonly villageId: AreaId
  readonly slsId: AreaId | undefined
  readonly status: FamilyStatus
  readonly statusReason: InactiveReason | ''
}

export type Membership = { readonly familyId: FamilyId; readonly relation: Relation }

/**
 * What a change does. The dated ones (`family_state`, `member`, `household_member`, `person_state`) say what holds from
 * a day on, until further notice; `facts` say what was observed; the merges say which two rows are one person.
 */
export type Effect =
  | {
      readonly kind: 'family_state'
      readonly familyId: FamilyId
      readonly from: PlainDate
      readonly to: FamilyPlace
    }
  | {
      readonly kind: 'member'
      readonly personId: PersonId
      readonly from: PlainDate
      readonly to: Membership | undefined
    }
  | {
      readonly kind: 'household_member'
      readonly personId: PersonId
      readonly from: PlainDate
      readonly to: HouseholdId | undefined
    }
  | {
      readonly kind: 'person_state'
      readonly personId: PersonId
      readonly from: PlainDate
      readonly to: PersonStatus
    }
  | {
      readonly kind: 'family_facts'
      readonly familyId: FamilyId
      readonly facts: Facts
      readonly kk?: NumberFact | undefined
    }
  | {
      readonly kind: 'person_facts'
      readonly personId: PersonId
      readonly facts: Facts
      readonly nik?: NumberFact | undefined
    }
  | { readonly kind: 'merge'; readonly keptId: PersonId; readonly absorbedId: PersonId }
  | { readonly kind: 'unmerge'; readonly absorbedId: PersonId }

/** Who said it, when and why: the head of every ledger entry. */
export type ChangeHead = {
  readonly changeId: ChangeId
  readonly kind: ChangeKind
  /** Where the writer acts; row level security checks it. */
  readonly villageId: AreaId
  readonly familyId?: FamilyId | undefined
  readonly personId?: PersonId | undefined
  readonly effectiveOn: PlainDate
  readonly observedOn: PlainDate
  readonly source: Source
  /** Batch and row, submission, minutes: where the paper is. */
  readonly sourceRef: string
  readonly observer: string
  readonly reason: string
}

/** One entry of the ledger. */
export type Change = ChangeHead & { readonly effects: readonly Effect[] }
