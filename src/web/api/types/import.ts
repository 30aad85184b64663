import type { Issue, Message } from '../../../kernel/index.ts'

export type ImportState = 'reading' | 'checked' | 'promoting' | 'promoted' | 'discarded' | 'failed'

export type RowOutcome = 'insert' | 'change' | 'unchanged' | 'conflict' | 'held'

export type ImportBatch = {
  readonly batchId: string
  readonly fileName: string
  readonly profile: string
  readonly sha256: string
  readonly state: ImportState
  readonly progress: number
  readonly rows: number
  readonly counts: Readonly<Record<RowOutcome, number>>
  readonly issues: readonly IssueCount[]
  readonly by: string
  readonly at: string
}

export type IssueCount = {
  readonly code: string
  readonly severity: Issue['severity']
  readonly count: number
  readonly message: Message
}

export type ImportRow = {
  readonly row: number
  readonly outcome: RowOutcome
  readonly familyLabel: string
  readonly name: string
  readonly nikMasked: string | null
  readonly villageName: string | null
  readonly cells: readonly { readonly column: string; readonly raw: string; readonly value: string | null }[]
  readonly issues: readonly Issue[]
  readonly changes: readonly {
    readonly variable: string
    readonly label: Message
    readonly before: string | null
    readonly after: string | null
  }[]
  readonly candidates: readonly Candidate[]
  readonly resolution: Resolution | null
}

export type Candidate = {
  readonly personId: string
  readonly familyId: string
  readonly name: string
  readonly birthDate: string | null
  readonly nikMasked: string | null
  readonly village: string
  readonly agreements: readonly { readonly field: string; readonly agrees: boolean | null }[]
}

export type Resolution = {
  readonly decision: 'same' | 'new' | 'hold'
  readonly personId?: string | null
  readonly reason: string
}
