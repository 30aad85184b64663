import { fosterGreerThorbecke } from './poverty.ts'

/** Poverty after a budget is spent, with the same sum a person to all who receive it. */
export type BudgetOutcome = {
  readonly transfer: number
  readonly fgt0: number
  readonly fgt1: number
  readonly fgt2: number
}

export type Budget = {
  /** Welfare a head below which a person is poor: that of the quota. */
  readonly line: number
  /** The budget: what would lift all of the poor to the line, with perfect knowledge. */
  readonly gap: number
  readonly before: Omit<BudgetOutcome, 'transfer'>
  readonly universal: BudgetOutcome
  /** To those whom the score selects. */
  readonly byScore: BudgetOutcome
  /** To those who are truly poor. */
  readonly perfect: BudgetOutcome
}

/** Simulates spending the poverty gap of a line: on everybody, on those selected, and on the truly poor. */
export function simulateBudget(
  welfare: Float64Array,
  weight: Float64Array,
  selected: Float64Array,
  line: number,
): Budget {
  const everybody = new Float64Array(welfare.length).fill(1)
  const poor = welfare.map((c) => (c < line ? 1 : 0))
  const gap = welfare.reduce((sum, c, row) => sum + (weight[row] ?? 0) * Math.max(0, line - c), 0)
  const spentOn = (receives: Float64Array): BudgetOutcome => {
    const persons = receives.reduce((sum, value, row) => sum + value * (weight[row] ?? 0), 0)
    const transfer = gap / persons
    const after = welfare.map((c, row) => c + transfer * (receives[row] ?? 0))
    return { transfer, ...povertyOf(after, weight, line) }
  }
  return {
    line,
    gap,
    before: povertyOf(welfare, weight, line),
    universal: spentOn(everybody),
    byScore: spentOn(selected),
    perfect: spentOn(poor),
  }
}

/** P0, P1 and P2 of Foster, Greer and Thorbecke. */
export function povertyOf(
  welfare: Float64Array,
  weight: Float64Array,
  line: number,
): Omit<BudgetOutcome, 'transfer'> {
  const at = (alpha: number) => fosterGreerThorbecke(welfare, weight, line, alpha)
  return { fgt0: at(0), fgt1: at(1), fgt2: at(2) }
}
