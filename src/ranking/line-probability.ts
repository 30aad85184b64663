import { z } from 'zod'
import type { Step } from '../sql/index.ts'
import { isotonic, levelAt } from './evaluation/isotonic.ts'
import { weightedQuantile } from './weighted-rank.ts'

/** Probabilities of lying below a line at evenly spaced distances u = (line - score) / sigma, from `from` on. */
export const lineProbabilitySchema = z.strictObject({
  from: z.number(),
  step: z.number().positive(),
  probabilities: z.array(z.number().min(0).max(1)).min(2),
})
export type LineProbability = z.infer<typeof lineProbabilitySchema>

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
export function lineProbabilityOf(
  outcome: Float64Array,
  score: Float64Array,
  weight: Float64Array,
  sigma: number,
): LineProbability {
  const { distance, share, weight: there } = binsOf(outcome, score, weight, sigma)
  const steps = isotonic(distance, share, there)
  const probabilities = Array.from({ length: grid.knots }, (_, knot) =>
    rounded(levelAt(steps, grid.from + knot * grid.step)),
  )
  return { from: grid.from, step: grid.step, probabilities }
}

/** The probability at u = (line - score) / sigma; beyond the ends that of the end. */
export function probabilityBelow({ from, step, probabilities }: LineProbability, u: number): number {
  const place = Math.min(Math.max((u - from) / step, 0), probabilities.length - 1)
  const cell = Math.min(Math.floor(place), probabilities.length - 2)
  const [low = 0, high = 0] = probabilities.slice(cell, cell + 2)
  return low + (place - cell) * (high - low)
}

/**
 * The map as the table `calibration`, one row a cell between two distances and a last one beyond the end: the probability is
 * `base + place * rise` of the cell in which a place lies (`lineProbabilityPlace`).
 */
export function calibrationStep({ probabilities }: LineProbability): Step {
  const rows = probabilities.map((low, cell) => {
    const rise = (probabilities[cell + 1] ?? low) - low
    return `(${cell}, ${(low - cell * rise).toExponential()}, ${rise.toExponential()})`
  })
  return {
    name: 'calibration',
    uses: [],
    sql: `select * from (values ${rows.join(', ')}) as cells(cell, base, rise)`,
  }
}

/** SQL of the place of a score on the map, a number of cells, for the SQL of a line and of the score in units of `unit`. */
export function lineProbabilityPlace(
  { from, step, probabilities }: LineProbability,
  { sigma, line, score, unit = 1 }: { sigma: number; line: string; score: string; unit?: number },
): string {
  const cells = (size: number) => (size / (sigma * step)).toExponential()
  const place = `${line} * ${cells(1)} - ${score} * ${cells(unit)} - (${(from / step).toExponential()})`
  return `least(greatest(${place}, 0), ${probabilities.length - 1})`
}

/** SQL that joins what has a `place` with the cell that it lies in. */
export const calibrationJoin = 'join calibration on cell = cast(floor(place) as integer)'

/** Rows and lines in narrow bins of u: the middle of each bin that is not empty, its share below, its weight. */
function binsOf(outcome: Float64Array, score: Float64Array, weight: Float64Array, sigma: number) {
  const width = grid.step / grid.binsAStep
  const count = (grid.knots - 1) * grid.binsAStep + 1
  const [all, below] = [new Float64Array(count), new Float64Array(count)]
  for (const share of lineShares) {
    const line = weightedQuantile(outcome, weight, share)
    score.forEach((value, row) => {
      const bin = Math.min(Math.max(Math.round(((line - value) / sigma - grid.from) / width), 0), count - 1)
      const w = weight[row] ?? 0
      all[bin] = (all[bin] ?? 0) + w
      if ((outcome[row] ?? 0) <= line) below[bin] = (below[bin] ?? 0) + w
    })
  }
  const filled = Int32Array.from(all.keys()).filter((bin) => (all[bin] ?? 0) > 0)
  return {
    distance: Float64Array.from(filled, (bin) => grid.from + bin * width),
    share: Float64Array.from(filled, (bin) => (below[bin] ?? 0) / (all[bin] ?? 1)),
    weight: Float64Array.from(filled, (bin) => all[bin] ?? 0),
  }
}

function rounded(share: number): number {
  const kept = Math.min(Math.max(share, leastProbability), 1 - leastProbability)
  return Math.round(kept * 1e6) / 1e6
}
