import { z } from 'zod'
import { weightedQuantile } from './weighted-rank.ts'

/** Probabilities of lying below a line at evenly spaced distances u = (line - score) / sigma, from `from` on. */
export const calibrationSchema = z.strictObject({
  from: z.number(),
  step: z.number().positive(),
  probabilities: z.array(z.number().min(0).max(1)).min(2),
})
export type Calibration = z.infer<typeof calibrationSchema>

/** Shares of persons at whose lines the map is learnt: it is to hold for any line that a programme may draw. */
const lineShares: readonly number[] = Array.from({ length: 12 }, (_, index) => 0.05 * (index + 1))

const grid = { from: -4, step: 0.125, knots: 65, binsAStep: 4 }

/** Nobody is said to be poor, or not, for certain: no survey is large enough to know. */
const leastProbability = 0.001

/**
 * The recalibrated probability of lying below any line: isotonic regression (pool adjacent violators; Ayer et al., 1955)
 * of lying below on u = (line - score)/sigma, over left-out scores and twelve lines together, read off at even distances.
 * Between these the probability is interpolated (`probabilityBelow`), so that it rises with the line.
 */
export function calibrationOf(
  outcome: Float64Array,
  score: Float64Array,
  weight: Float64Array,
  sigma: number,
): Calibration {
  const bins = binsOf(outcome, score, weight, sigma)
  const blocks = pooled(bins.filter((bin) => bin.weight > 0))
  const probabilities = Array.from({ length: grid.knots }, (_, knot) =>
    rounded(interpolated(blocks, grid.from + knot * grid.step)),
  )
  return { from: grid.from, step: grid.step, probabilities }
}

/** The probability at u = (line - score) / sigma; beyond the ends that of the end. */
export function probabilityBelow({ from, step, probabilities }: Calibration, u: number): number {
  const place = Math.min(Math.max((u - from) / step, 0), probabilities.length - 1)
  const cell = Math.min(Math.floor(place), probabilities.length - 2)
  const [low = 0, high = 0] = probabilities.slice(cell, cell + 2)
  return low + (place - cell) * (high - low)
}

/** One row a cell between two distances, for SQL: `cell`, `low`, `rise`. */
export function calibrationRows({ probabilities }: Calibration): readonly string[] {
  return probabilities.slice(0, -1).map((low, cell) => {
    const rise = (probabilities[cell + 1] ?? low) - low
    return `(${cell}, ${low.toExponential()}, ${rise.toExponential()})`
  })
}

/** `place` of `probabilityBelow` for a SQL expression of u, and the cell that it lies in. */
export function calibrationPlace(
  { from, step, probabilities }: Calibration,
  u: string,
): { readonly place: string; readonly cell: (place: string) => string } {
  const last = probabilities.length - 1
  return {
    place: `least(greatest((${u} - (${from.toExponential()})) / ${step.toExponential()}, 0), ${last})`,
    cell: (place) => `least(cast(floor(${place}) as integer), ${last - 1})`,
  }
}

type Block = { readonly u: number; readonly share: number; readonly weight: number }

function binsOf(outcome: Float64Array, score: Float64Array, weight: Float64Array, sigma: number): Block[] {
  const width = grid.step / grid.binsAStep
  const count = (grid.knots - 1) * grid.binsAStep + 1
  const [weights, below, places] = [0, 1, 2].map(() => new Float64Array(count))
  if (!weights || !below || !places) return []
  for (const share of lineShares) {
    const line = weightedQuantile(outcome, weight, share)
    score.forEach((value, row) => {
      const u = (line - value) / sigma
      const bin = Math.min(Math.max(Math.round((u - grid.from) / width), 0), count - 1)
      const w = weight[row] ?? 0
      weights[bin] = (weights[bin] ?? 0) + w
      places[bin] = (places[bin] ?? 0) + w * u
      if ((outcome[row] ?? 0) <= line) below[bin] = (below[bin] ?? 0) + w
    })
  }
  return Array.from(weights, (w, bin) => ({
    u: (places[bin] ?? 0) / w,
    share: (below[bin] ?? 0) / w,
    weight: w,
  }))
}

/** Merges neighbours until the shares rise. */
function pooled(bins: readonly Block[]): readonly Block[] {
  const blocks: Block[] = []
  for (const bin of bins) {
    let block = bin
    for (let last = blocks.at(-1); last && last.share >= block.share; last = blocks.at(-1)) {
      blocks.pop()
      block = merged(last, block)
    }
    blocks.push(block)
  }
  return blocks
}

function merged(a: Block, b: Block): Block {
  const weight = a.weight + b.weight
  return {
    weight,
    u: (a.u * a.weight + b.u * b.weight) / weight,
    share: (a.share * a.weight + b.share * b.weight) / weight,
  }
}

function interpolated(blocks: readonly Block[], u: number): number {
  const after = blocks.findIndex((block) => block.u >= u)
  const [low, high] = [blocks[after - 1], blocks[after]]
  if (after === -1) return blocks.at(-1)?.share ?? 0
  if (!low || !high) return high?.share ?? 0
  return low.share + ((u - low.u) / (high.u - low.u)) * (high.share - low.share)
}

function rounded(share: number): number {
  const kept = Math.min(Math.max(share, leastProbability), 1 - leastProbability)
  return Math.round(kept * 1e6) / 1e6
}
