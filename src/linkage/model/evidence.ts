import type { Comparison } from '../compare/comparison.ts'

/** Counts from which a model is estimated. */
export type Evidence = {
  readonly comparisons: readonly Comparison[]
  /** All pairs that could be made: of records of one file, or between two. */
  readonly totalPairs: number
  readonly records: number
  /** By comparison: pairs where both have a value, and those that agree, for each counted level and the more exact ones. */
  readonly counted: readonly CountedAgreement[]
  /** Patterns of random pairs. */
  readonly random: readonly PatternCount[]
  /** Patterns of a sample of the pairs that training rules make: one in `rate`. */
  readonly rate: number
  readonly training: readonly TrainingCount[]
  readonly rules: readonly TrainingRule[]
}

export type CountedAgreement = {
  readonly filledPairs: number
  readonly agreeing: readonly { readonly level: number; readonly pairs: number }[]
  /** Records that have a value. */
  readonly records: number
}

export type PatternCount = { readonly pattern: number; readonly count: number }

export type TrainingCount = PatternCount & {
  /** Rules that hold for the pair, as bits. */
  readonly holds: number
}

export type TrainingRule = {
  readonly text: string
  /** Columns that it fixes: it teaches nothing of their comparisons. */
  readonly columns: readonly string[]
  readonly pairs: number
}
