import type { Issue, Message } from '../../../kernel/index.ts'

export type Change = {
  readonly changeId: string
  readonly seq: number
  readonly kind: string
  readonly effectiveOn: string
  readonly observedOn: string
  readonly recordedAt: string
  readonly recordedBy: string
  readonly source: string
  readonly sourceRef: string | null
  readonly observer: string | null
  readonly reason: string | null
  readonly summary: Message
}

export type Facts = Readonly<Record<string, string>>

/** Who heads a family from now on, and what others are to him or her; whoever is left out keeps his or her relation. */
export type NewHead = { readonly personId: string; readonly relations: Readonly<Record<string, string>> }

/** The registry's own requests, with identity numbers as the digits that were typed. */
export type ChangeFields =
  | {
      readonly kind: 'correction'
      readonly subject: { readonly familyId: string } | { readonly personId: string }
      readonly facts: Facts
    }
  | {
      readonly kind: 'birth'
      readonly child: { readonly relation: string; readonly facts: Facts; readonly nik?: string }
    }
  | { readonly kind: 'death' | 'move_out'; readonly personId: string; readonly newHead?: NewHead }
  | { readonly kind: 'move_in'; readonly personId: string; readonly relation: string }
  | { readonly kind: 'family_move'; readonly villageId: number }
  | {
      readonly kind: 'split'
      readonly leaving: readonly { readonly personId: string; readonly relation: string }[]
      readonly newHead?: NewHead
      readonly kk?: string
    }
  | { readonly kind: 'change_of_head'; readonly newHead: NewHead }
  | { readonly kind: 'deactivation'; readonly statusReason: string }
  | { readonly kind: 'reactivation' }

export type ChangeKind = ChangeFields['kind']

export type ChangeRequest = ChangeFields & {
  readonly reason: string
  readonly effectiveOn: string
  readonly observedOn: string
}

export type Effect = {
  readonly what: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly text: Message
}

export type ChangePreview = { readonly effects: readonly Effect[]; readonly issues: readonly Issue[] }
