import { interviewsForShare, interviewsToSee, smallestDifference } from '../sample-size.ts'

export type SizeQuestion = {
  /** A problem that hits this share of households is to be seen. */
  readonly problem: number
  /** A share to be estimated to ± `margin`, or compared between wordings. */
  readonly share: number
  readonly margin: number
  readonly perArm: number
  readonly perEnumerator: number
  readonly rho: number
}

export type PilotSize = {
  readonly toSeeProblem: number
  readonly toEstimateShare: number
  /** With the design effect of enumerators. */
  readonly toEstimateShareClustered: number
  readonly smallestDifference: { readonly byHousehold: number; readonly byEnumerator: number }
}

/** Interviews that a pilot needs, and the difference of wordings that it would find, at 95 per cent and 80 per cent power. */
export function pilotSize({ problem, share, margin, perArm, perEnumerator, rho }: SizeQuestion): PilotSize {
  const designEffect = 1 + (perEnumerator - 1) * rho
  const design = { perArm, share, perEnumerator, rho }
  return {
    toSeeProblem: interviewsToSee(problem, 0.95),
    toEstimateShare: interviewsForShare(share, margin),
    toEstimateShareClustered: interviewsForShare(share, margin, { designEffect }),
    smallestDifference: {
      byHousehold: smallestDifference({ ...design, assignedTo: 'household' }),
      byEnumerator: smallestDifference({ ...design, assignedTo: 'enumerator' }),
    },
  }
}
