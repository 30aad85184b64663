/** How well found pairs agree with true ones. Shares are 0 to 1; 0 where nothing was found or nothing is true. */
export type Agreement = {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
}

export function agreementOf(found: number, trueFound: number, allTrue: number): Agreement {
  const precision = found === 0 ? 0 : trueFound / found
  const recall = allTrue === 0 ? 0 : trueFound / allTrue
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return {
    precision,
    recall,
    f1,
    truePositives: trueFound,
    falsePositives: found - trueFound,
    falseNegatives: allTrue - trueFound,
  }
}

/** Pairs of one weight: how many, and how many of them true. */
export type WeightLabel = { readonly weight: number; readonly count: number; readonly trueCount: number }

/** Agreement with the truth when pairs of at least `weight` are links. */
export type ThresholdPoint = Agreement & { readonly weight: number }

/** A point for each weight that occurs, from the highest down. */
export function thresholdCurve(weights: readonly WeightLabel[], allTrue: number): readonly ThresholdPoint[] {
  let [found, trueFound] = [0, 0]
  return weights
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ weight, count, trueCount }) => {
      found += count
      trueFound += trueCount
      return { weight, ...agreementOf(found, trueFound, allTrue) }
    })
}

/** The threshold of the highest F1; of equal ones the highest threshold. */
export function bestThreshold(curve: readonly ThresholdPoint[]): ThresholdPoint | undefined {
  return curve.reduce<ThresholdPoint | undefined>(
    (best, point) => (best === undefined || point.f1 > best.f1 ? point : best),
    undefined,
  )
}

/** At most `most` points of a curve, evenly over its range, for a chart. */
export function thinned<T>(curve: readonly T[], most: number): readonly T[] {
  if (curve.length <= most) return curve
  return Array.from(
    { length: most },
    (_, index) => curve[Math.round((index * (curve.length - 1)) / (most - 1))],
  ).flatMap((point) => (point === undefined ? [] : [point]))
}
