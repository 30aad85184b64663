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

export type ChangeKind =
  | 'correction'
  | 'birth'
  | 'death'
  | 'move_in'
  | 'move_out'
  | 'split'
  | 'change_of_head'
  | 'deactivation'
  | 'reactivation'

/** Fields beyond the five common ones depend on the kind. */
export type ChangeRequest = {
  readonly kind: ChangeKind
  readonly reason: string
  readonly effectiveOn: string
  readonly observedOn: string
} & { readonly [field: string]: string | readonly string[] }

export type Effect = {
  readonly what: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly text: Message
}

export type ChangePreview = { readonly effects: readonly Effect[]; readonly issues: readonly Issue[] }
