import { normalQuantile } from './distributions.ts'

/** Interviews that show a problem at least once with chance `confidence`, when it hits `share` of households. */
export function interviewsToSee(share: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(1 - share))
}

/** Interviews for a proportion `p` to within ± `margin`, with a design effect. */
export function interviewsForShare(
  p: number,
  margin: number,
  { confidence = 0.95, designEffect = 1 }: { confidence?: number; designEffect?: number } = {},
): number {
  const z = normalQuantile((1 + confidence) / 2)
  return Math.ceil(designEffect * ((z * z * p * (1 - p)) / (margin * margin)))
}

/** How two wordings are shared out, before the field work. */
export type WordingDesign = {
  /** Interviews in each arm. */
  readonly perArm: number
  /** The share that is compared, in the present wording. */
  readonly share: number
  /** Interviews an enumerator takes, and how alike they are. */
  readonly perEnumerator: number
  readonly rho: number
  /** `household`: every enumerator asks both wordings, and what they share falls out. */
  readonly assignedTo: 'household' | 'enumerator'
}

/**
 * The smallest difference of two shares that a design finds with `power`: (z₁₋α/₂ + z_power)·√(2p(1-p)·deff/n), where deff
 * is 1 - ρ within enumerators and 1 + (m - 1)ρ between them (Bloom, 1995).
 */
export function smallestDifference(
  { perArm, share, perEnumerator, rho, assignedTo }: WordingDesign,
  power = 0.8,
): number {
  const deff = assignedTo === 'household' ? 1 - rho : 1 + (perEnumerator - 1) * rho
  const se = Math.sqrt((2 * share * (1 - share) * deff) / perArm)
  return (normalQuantile(0.975) + normalQuantile(power)) * se
}
