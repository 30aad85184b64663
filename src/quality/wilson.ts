import { normalQuantile } from './distributions.ts'

/** A share with its 95 per cent interval. */
export type Share = {
  readonly share: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** `count` of `n` with Wilson's interval (1927), as if drawn independently; `undefined` of none. */
export function shareOf(count: number, n: number): Share | undefined {
  if (n === 0) return undefined
  const z2 = normalQuantile(0.975) ** 2
  const p = count / n
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
  const margin = Math.sqrt((z2 * p * (1 - p)) / n + (z2 / (2 * n)) ** 2) / (1 + z2 / n)
  return { share: p, low: Math.max(0, middle - margin), high: Math.min(1, middle + margin), n }
}
