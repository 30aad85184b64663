import type { Message } from '../../../kernel/index.ts'
import type { AreaPath } from './area.ts'
import type { Fact } from './fact.ts'
import type { Score } from './score.ts'

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

export type ProgrammeOutcome = {
  readonly programme: string
  readonly name: string
  readonly outcome: Outcome
  readonly since: string
  readonly noticeDate: string | null
  readonly reasons: readonly Reason[]
}

/** As the decision gives them: `notice` still receives until the effective date. */
export type Outcome = 'selected' | 'kept_protected' | 'notice' | 'waiting' | 'above_cut' | 'not_eligible'

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
