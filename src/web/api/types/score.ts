import type { Message } from '../../../kernel/index.ts'

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
