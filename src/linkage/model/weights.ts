import { type Comparison, coverOf, levelsOfPattern } from '../compare/comparison.ts'
import type { Model } from './model.ts'

/** A model in whole thousandths of a bit: sums are equal on every engine and in any order. */
export type Weights = {
  readonly prior: number
  /** By comparison and level; 0 for a missing value. */
  readonly levels: readonly (readonly number[])[]
  /** By comparison: what the rarest value adds, and one that the model has not seen. */
  readonly mostFrequency: readonly number[]
  readonly unseenFrequency: readonly number[]
  /** Pairs below are not kept. */
  readonly keep: number
}

export function weightsOf(model: Model, keepProbability: number): Weights {
  return {
    prior: millibits(model.prior / (1 - model.prior)),
    levels: model.comparisons.map(({ m, u }) =>
      m.map((share, level) => (level === 0 ? 0 : millibits(share / (u[level] ?? 1)))),
    ),
    mostFrequency: model.comparisons.map(({ frequency }) =>
      frequency ? Math.max(0, frequency.unseen, frequency.most) : 0,
    ),
    unseenFrequency: model.comparisons.map(({ frequency }) => frequency?.unseen ?? 0),
    keep: weightOfProbability(keepProbability),
  }
}

/** The evidence of a pattern, by comparison, in 1/1000 bit; frequencies apart. */
export function evidenceOf(
  pattern: number,
  comparisons: readonly Comparison[],
  weights: Weights,
): readonly number[] {
  const levels = levelsOfPattern(pattern, comparisons)
  return levels.map((level, index) =>
    weightOfLevel(
      weights,
      index,
      level,
      isCovered(comparisons, index, (other) => levels[other]),
    ),
  )
}

/** Whether the agreement of another comparison contains this one's; `levelOf` need not know of a level. */
export function isCovered(
  comparisons: readonly Comparison[],
  index: number,
  levelOf: (index: number) => number | undefined,
): boolean {
  const cover = coverOf(comparisons, index)
  return cover !== undefined && (levelOf(cover) ?? 0) >= 2
}

/** What the level of a comparison adds. Where another agreement contains it, it may speak against a pair but not for it. */
export function weightOfLevel(weights: Weights, index: number, level: number, covered: boolean): number {
  const weight = weights.levels[index]?.[level] ?? 0
  return covered ? Math.min(0, weight) : weight
}

/** log2, in whole thousandths. */
export function millibits(ratio: number): number {
  return Math.round(1000 * Math.log2(ratio))
}

/** Probability of a match from a weight that contains the prior. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** (-weight / 1000))
}

export function weightOfProbability(probability: number): number {
  return millibits(probability / (1 - probability))
}
