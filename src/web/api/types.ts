import type { FeatureCollection, Geometry } from 'geojson'
import type { Issue, Language, Message } from '../../kernel/index.ts'

/** What the console API answers; dates are `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export type Page<Item> = {
  readonly items: readonly Item[]
  readonly page: number
  readonly size: number
  readonly total: number
}

export type Area = {
  readonly areaId: number
  readonly level: number
  readonly kind: string
  readonly name: string
  readonly code: string
}

/** From the province down. */
export type AreaPath = readonly Area[]

export type AreaSummary = Area & { readonly families: number }

export type Session = {
  readonly account: Account
  readonly permissions: readonly Permission[]
  /** The data are made up: every page says so. */
  readonly synthetic: boolean
}

/** What the console asks about before it shows a way in; the server decides again. */
export type Permission =
  | 'cycle.view'
  | 'area.view'
  | 'family.view'
  | 'family.search_number'
  | 'number.reveal'
  | 'proposal.submit'
  | 'proposal.view'
  | 'proposal.decide'
  | 'change.record'
  | 'import.view'
  | 'import.upload'
  | 'import.promote'
  | 'list.view'
  | 'list.download'
  | 'account.view'
  | 'account.manage'
  | 'audit.view'

export type SignInAnswer = Session & { readonly secondFactorNeeded: boolean }

export type Account = {
  readonly accountId: string
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly area: Area
  readonly language: Language
  readonly secondFactor: 'none' | 'enrolled' | 'required'
}

export type Role =
  | 'administrator'
  | 'statistician'
  | 'data_manager'
  | 'district'
  | 'village_operator'
  | 'supervisor'
  | 'enumerator'
  | 'auditor'

export type ListedAccount = Account & {
  readonly disabledAt: string | null
  readonly lockedUntil: string | null
  readonly lastSeenAt: string | null
}

export type NewAccount = {
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly areaId: number
  readonly password: string
}

export type AccountChange = {
  readonly role?: Role
  readonly areaId?: number
  readonly disabled?: boolean
  readonly unlock?: boolean
}

export type StepName =
  | 'frame'
  | 'form'
  | 'visit'
  | 'review'
  | 'registry'
  | 'snapshot'
  | 'link'
  | 'rank'
  | 'decide'
  | 'publish'

export type Unit = 'families' | 'persons' | 'questions' | 'visits' | 'proposals' | 'rows' | 'lists'

export type CycleStep = {
  readonly step: StepName
  readonly state: 'waiting' | 'running' | 'done'
  readonly count: number
  readonly unit: Unit
  readonly progress: number | null
  readonly at: string | null
  readonly figures: readonly {
    readonly name: string
    readonly value: number | string
    readonly unit?: string
  }[]
}

/** Invariant 9: no rate without its interval, n and design. */
export type Rate = {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly design: string
}

export type Attention = { readonly kind: string; readonly count: number; readonly to: string }

export type Cycle = {
  readonly cycle: { readonly id: string; readonly name: string; readonly asOf: string }
  readonly steps: readonly CycleStep[]
  readonly rates: readonly Rate[]
  readonly attention: readonly Attention[]
  readonly activity: readonly AuditBrief[]
}

export type FamilyBrief = {
  readonly familyId: string
  readonly headName: string
  readonly village: AreaPath
  readonly memberCount: number
  readonly decileRegency: number | null
  readonly decileNational: number | null
  readonly status: FamilyStatus
  readonly matchedName: string | null
}

export type FamilyStatus = 'active' | 'inactive'

export type NumberStatus = 'none' | 'malformed' | 'well_formed' | 'matched' | 'unmatched' | 'duplicate'

export type Fact = {
  readonly variable: string
  readonly label: Message
  readonly group: string
  readonly value: string | number | null
  readonly valueLabel: Message | null
  readonly unit: string | null
  readonly observedOn: string
  readonly recordedAt: string
  readonly source: string
  readonly observer: string | null
  readonly reason: string | null
  readonly verification: Verification | null
  readonly validation: readonly Validation[]
  readonly superseded: readonly SupersededFact[]
}

export type Verification = {
  readonly outcome: 'agrees' | 'differs' | 'not_seen'
  readonly method: string
  readonly observer: string
  readonly observedOn: string
}

export type Validation = {
  readonly rule: string
  readonly label: Message
  readonly outcome: 'passed' | 'failed'
  readonly checkedOn: string
  readonly detail: string | null
}

export type SupersededFact = Pick<
  Fact,
  'value' | 'valueLabel' | 'observedOn' | 'recordedAt' | 'source' | 'observer' | 'reason'
>

export type Member = {
  readonly personId: string
  readonly name: string
  readonly relation: string
  readonly sex: string | null
  readonly birthDate: string | null
  readonly age: number | null
  readonly nikMasked: string | null
  readonly nikStatus: NumberStatus
  readonly status: 'alive' | 'dead' | 'left' | 'absorbed'
  readonly since: string
  readonly facts: readonly Fact[]
}

export type Contribution = {
  readonly group: string
  readonly label: Message
  readonly contribution: number
  readonly sentence: Message
}

export type WhatIf = {
  readonly variable: string
  readonly from: Message | string
  readonly to: Message | string
  readonly decile: number
  readonly sentence: Message
}

export type Score = {
  readonly runId: string
  readonly at: string
  readonly score: number
  /** That the family is among the poorest by the programme's cut. */
  readonly probability: number
  readonly decileNational: number | null
  readonly decileRegency: number
  readonly rankRegency: number
  readonly familiesRegency: number
  readonly marginToNextCut: number | null
  readonly groups: readonly Contribution[]
  readonly whatIf: readonly WhatIf[]
}

export type ProgrammeOutcome = {
  readonly programme: string
  readonly name: string
  readonly outcome: Outcome
  readonly since: string
  readonly noticeDate: string | null
  readonly reasons: readonly Reason[]
}

export type Outcome = 'chosen' | 'waiting' | 'not_chosen' | 'excluded' | 'ended'

export type Reason = { readonly code: string; readonly text: Message }

export type Family = {
  readonly familyId: string
  readonly asOf: string
  readonly knownAt: string
  readonly status: FamilyStatus
  readonly kkMasked: string | null
  readonly kkStatus: NumberStatus
  readonly place: {
    readonly path: AreaPath
    readonly sls: string | null
    readonly address: string | null
    readonly latitude: number | null
    readonly longitude: number | null
  }
  readonly head: { readonly personId: string; readonly name: string }
  readonly members: readonly Member[]
  readonly facts: readonly Fact[]
  readonly score: Score | null
  readonly programmes: readonly ProgrammeOutcome[]
  readonly household: { readonly householdId: string; readonly families: readonly FamilyBrief[] } | null
}

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

export type MapMeasure = 'families' | 'coverage' | 'poorest' | 'currency' | 'matched'

export type MapProperties = {
  readonly areaId: number
  readonly name: string
  readonly code: string
  readonly value: number | null
  readonly n: number
  /** Too few families to show without pointing at one. */
  readonly suppressed: boolean
}

export type AreaMap = {
  readonly measure: MapMeasure
  readonly unit: string
  readonly features: FeatureCollection<Geometry | null, MapProperties>
}

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

export type DifferenceKind = 'added' | 'removed' | 'kept'

export type DifferenceLine = {
  readonly familyId: string
  readonly headNameMasked: string
  readonly village: string
  readonly kind: DifferenceKind
  readonly before: Outcome | null
  readonly after: Outcome | null
  readonly noticeDate: string | null
  readonly effectiveDate: string | null
  readonly reasons: readonly Reason[]
}

export type ListVerification = {
  readonly ok: boolean
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string | null }[]
}

export type ProposalState = 'open' | 'accepted' | 'refused' | 'returned' | 'lapsed'

export type Proposal = {
  readonly proposalId: string
  readonly kind: 'proposal' | 'objection'
  readonly state: ProposalState
  readonly familyId: string | null
  readonly headName: string | null
  readonly village: AreaPath
  readonly text: string
  readonly by: string
  readonly at: string
  readonly dueOn: string
  readonly decision: { readonly reason: string; readonly by: string; readonly at: string } | null
}

export type NewProposal = {
  readonly kind: Proposal['kind']
  readonly familyId?: string
  readonly areaId: number
  readonly text: string
}

export type Decision = { readonly decision: 'accepted' | 'refused' | 'returned'; readonly reason: string }

export type AuditBrief = {
  readonly seq: number
  readonly at: string
  readonly account: string | null
  readonly role: Role | null
  readonly action: string
  readonly subject: string | null
}

export type AuditEntry = AuditBrief & {
  readonly area: string | null
  readonly reason: string | null
  readonly detail: unknown
  readonly hash: string
}

export type AuditVerification = {
  readonly ok: boolean
  readonly entries: number
  readonly checkedTo: number
  readonly firstBad: { readonly seq: number; readonly what: string } | null
  readonly checkpoints: number
}
