import type { QuotaPercent } from './measures.ts'
import { byQuota } from './measures.ts'

/** How two scores would select differently. Shares are of persons. */
export type Churn = {
  /** Of those whom the first selects under a quota: the share that the second does not. */
  readonly churn: Readonly<Record<QuotaPercent, number>>
  /** Row: tenth by the first score; column: tenth by the second; the share of all persons there. */
  readonly tenths: readonly (readonly number[])[]
}

/** `first` and `second` are mid-rank shares of two scores among persons. */
export function churnOf(first: Float64Array, second: Float64Array, weight: Float64Array): Churn {
  const total = weight.reduce((sum, w) => sum + w, 0)
  const tenths = Array.from({ length: 10 }, () => new Float64Array(10))
  first.forEach((rank, row) => {
    const cells = tenths[tenthOf(rank)]
    const column = tenthOf(second[row] ?? 0)
    if (cells) cells[column] = (cells[column] ?? 0) + (weight[row] ?? 0) / total
  })
  return {
    churn: byQuota((share) => leftOut(first, second, weight, share)),
    tenths: tenths.map((cells) => [...cells]),
  }
}

function leftOut(first: Float64Array, second: Float64Array, weight: Float64Array, share: number): number {
  let selected = 0
  let lost = 0
  first.forEach((rank, row) => {
    if (rank > share) return
    selected += weight[row] ?? 0
    if ((second[row] ?? 0) > share) lost += weight[row] ?? 0
  })
  return lost / selected
}

function tenthOf(rank: number): number {
  return Math.min(9, Math.max(0, Math.ceil(10 * rank) - 1))
}
