import type { AuditBrief } from './audit.ts'

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
