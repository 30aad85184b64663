/** A share from a sample with its 95 per cent interval. */
export type SampledShare = {
  readonly share: number
  readonly low: number
  readonly high: number
  readonly n: number
}

const z = 1.959963984540054

/** Wilson (1927) score interval of a simple random sample. */
export function wilsonInterval(successes: number, n: number): SampledShare {
  if (n === 0) return { share: 0, low: 0, high: 1, n }
  const share = successes / n
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), n }
}

export type Stratum = {
  /** All of the stratum, those that were looked at, and those found true. */
  readonly size: number
  readonly sampled: number
  readonly successes: number
}

/**
 * A share from a stratified sample, each stratum weighed by its size. The interval is Wilson's with the effective number
 * of observations (Korn and Graubard 1998), so that a sample without a miss still has a width.
 */
export function stratifiedShare(strata: readonly Stratum[]): SampledShare {
  const used = strata.filter(({ size, sampled }) => size > 0 && sampled > 0)
  const total = used.reduce((sum, { size }) => sum + size, 0)
  const n = used.reduce((sum, { sampled }) => sum + sampled, 0)
  if (total === 0) return wilsonInterval(0, 0)
  const shares = used.map(({ successes, sampled }) => (successes + 0) / sampled)
  const share = used.reduce((sum, { size }, index) => sum + (size / total) * (shares[index] ?? 0), 0)
  const variance = used.reduce((sum, { size, sampled }, index) => {
    const p = shares[index] ?? 0
    const left = 1 - Math.min(1, sampled / size)
    return sum + (size / total) ** 2 * ((p * (1 - p)) / Math.max(1, sampled - 1)) * left
  }, 0)
  const effective = variance === 0 ? n : Math.min(n, (share * (1 - share)) / variance)
  const { low, high } = wilsonInterval(share * effective, effective)
  return { share, low, high, n }
}
