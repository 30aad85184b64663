import type { Outcome, Reason } from './family.ts'

export type ListBrief = {
  readonly listId: string
  readonly programme: string
  readonly name: string
  readonly period: string
  readonly counts: Readonly<Partial<Record<Outcome, number>>>
  readonly quota: number
  readonly signedAt: string | null
  readonly previousListId: string | null
}

export type PublishedList = ListBrief & {
  readonly snapshotSha256: string
  readonly modelSha256: string
  readonly ruleSha256: string
  readonly csvSha256: string
  readonly signature: string | null
  readonly keyId: string | null
}

export type ListLine = {
  readonly familyId: string
  readonly headNameMasked: string
  readonly village: string
  readonly outcome: Outcome
  readonly rank: number
  readonly decile: number
  readonly probability: number
  readonly margin: number | null
  readonly waitingPosition: number | null
  readonly noticeDate: string | null
  readonly effectiveDate: string | null
  readonly reasons: readonly Reason[]
}

export type DifferenceKind = 'added' | 'removed' | 'standing_changed' | 'rank_changed' | 'unchanged'

export type DifferenceLine = {
  readonly familyId: string
  readonly headNameMasked: string
  readonly village: string
  readonly kind: DifferenceKind
  /** `receives` stands for whatever outcome lets a family receive: an old list does not say which. */
  readonly before: Outcome | 'receives' | null
  readonly after: Outcome | 'receives' | null
  readonly noticeDate: string | null
  readonly effectiveDate: string | null
  readonly reasons: readonly Reason[]
}

export type ListVerification = {
  readonly ok: boolean
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string | null }[]
}
