import type { AreaId, FamilyId, PersonId, PlainDate } from '../kernel/index.ts'
import type { Facts, InactiveReason, NumberFact, Relation, Source } from './change.ts'

/** A member as a form or a file describes one. */
export type NewMember = {
  readonly relation: Relation
  readonly facts: Facts
  readonly nik?: NumberFact | undefined
}

/** What someone asks the registry to note, before the rules have looked at it. */
export type ChangeRequest =
  | {
      readonly kind: 'registration'
      readonly villageId: AreaId
      readonly slsId?: AreaId | undefined
      readonly facts: Facts
      readonly kk?: NumberFact | undefined
      readonly members: readonly NewMember[]
    }
  | { readonly kind: 'birth'; readonly familyId: FamilyId; readonly child: NewMember }
  | { readonly kind: 'death'; readonly personId: PersonId; readonly newHead?: NewHead | undefined }
  /** A person comes from another family or from outside the registry's families. */
  | {
      readonly kind: 'move_in'
      readonly personId: PersonId
      readonly familyId: FamilyId
      readonly relation: Relation
      readonly newHead?: NewHead | undefined
    }
  /** A person leaves the registry's families: abroad, to an unknown place. */
  | { readonly kind: 'move_out'; readonly personId: PersonId; readonly newHead?: NewHead | undefined }
  /** The whole family to another village or neighbourhood. */
  | {
      readonly kind: 'family_move'
      readonly familyId: FamilyId
      readonly villageId: AreaId
      readonly slsId?: AreaId | undefined
    }
  /** Some members become a family of their own; one of them is its head. */
  | {
      readonly kind: 'split'
      readonly familyId: FamilyId
      readonly leaving: readonly { readonly personId: PersonId; readonly relation: Relation }[]
      readonly newHead?: NewHead | undefined
      readonly kk?: NumberFact | undefined
    }
  | {
      readonly kind: 'family_merge'
      readonly keptId: FamilyId
      readonly absorbedId: FamilyId
      readonly relations: Relations
    }
  | { readonly kind: 'change_of_head'; readonly familyId: FamilyId; readonly newHead: NewHead }
  | {
      readonly kind: 'correction' | 'observation'
      readonly subject: { readonly familyId: FamilyId } | { readonly personId: PersonId }
      readonly facts: Facts
      readonly number?: NumberFact | undefined
    }
  | { readonly kind: 'deactivation'; readonly familyId: FamilyId; readonly statusReason: InactiveReason }
  | { readonly kind: 'reactivation'; readonly familyId: FamilyId }
  | {
      readonly kind: 'person_merge'
      readonly keptId: PersonId
      readonly absorbedId: PersonId
      readonly newHead?: NewHead | undefined
    }
  /** `back` is the family and the relation that the absorbed person had; nothing when there was none. */
  | {
      readonly kind: 'person_unmerge'
      readonly keptId: PersonId
      readonly absorbedId: PersonId
      readonly back?: { readonly familyId: FamilyId; readonly relation: Relation } | undefined
    }

/** Who heads a family from now on, and what the others are to him or her. */
export type NewHead = { readonly personId: PersonId; readonly relations: Relations }

/** New relations of the members that keep their place; a member left out keeps the relation he or she has. */
export type Relations = Readonly<Record<PersonId, Relation>>

/** Who asks, when it was so in reality, when it was seen. */
export type RequestHead = {
  readonly effectiveOn: PlainDate
  readonly observedOn: PlainDate
  readonly source: Source
  readonly sourceRef: string
  readonly observer: string
  readonly reason: string
}
