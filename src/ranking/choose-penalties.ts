import { sumOf } from './gram.ts'
import type { GramSplit } from './selection/lasso.ts'
import { type Prior, ridge, squaredError } from './least-squares.ts'
import { type Penalties, shrinkAreas } from './shrunk-model.ts'
import { type Training, districtGrams } from './training.ts'

/** What is tried, in households of prior. */
export const ridgeGrid: readonly number[] = [1, 3, 10, 30, 100, 300]
const interceptGrid: readonly number[] = [30, 100, 300]
const slopeGrid: readonly number[] = [100, 300, 1000, 3000, 10_000]
const areaGrid: readonly Prior[] = interceptGrid.flatMap((intercept) =>
  slopeGrid.map((slope) => ({ intercept, slope })),
)

/**
 * Penalties with the least squared error on folds of whole PSUs that were left out, one fold of `folds` at a time; all
 * from Gram matrices, so the rows are not touched. `attention` as in `povertyWeights`, in fitting and in the error.
 */
export function choosePenalties(training: Training, attention: number, folds: readonly number[]): Penalties {
  const chosenRidge = chooseRidge(training, attention, folds)
  const errors = new Float64Array(areaGrid.length)
  for (const split of splits(training, attention, folds)) {
    const national = ridge(sumOf(split.size, split.fitted), split.size, chosenRidge)
    areaGrid.forEach((prior, index) => {
      const { districts } = shrinkAreas(training, split.size, split.fitted, prior, national)
      errors[index] = (errors[index] ?? 0) + areaError(split, districts)
    })
  }
  const area = areaGrid[lowest(errors)] ?? { intercept: 100, slope: 1000 }
  return { ridge: chosenRidge, area }
}

/** The national ridge's penalty with the least squared error on left-out folds. */
export function chooseRidge(training: Training, attention: number, folds: readonly number[]): number {
  const { size } = training.grams(attention)
  const errors = new Float64Array(ridgeGrid.length)
  for (const { fitted, held } of poolSplits(training, attention, folds)) {
    ridgeGrid.forEach((penalty, index) => {
      errors[index] = (errors[index] ?? 0) + squaredError(held, size, ridge(fitted, size, penalty))
    })
  }
  return ridgeGrid[lowest(errors)] ?? 1
}

/** For each fold the Gram matrix of all districts without it, and that of the fold. */
export function poolSplits(
  training: Training,
  attention: number,
  folds: readonly number[],
): readonly GramSplit[] {
  const { size, cells } = training.grams(attention)
  const ofFold = folds.map((fold) =>
    sumOf(
      size,
      cells.filter((_, cell) => cell % training.folds.length === fold),
    ),
  )
  return ofFold.map((held) => ({
    held,
    fitted: sumOf(
      size,
      ofFold.filter((other) => other !== held),
    ),
  }))
}

/** Gram matrices a district of what is fitted and of the fold that is held out. */
type Split = {
  readonly size: number
  readonly fitted: readonly Float64Array[]
  readonly held: readonly Float64Array[]
}

function* splits(training: Training, attention: number, folds: readonly number[]): Generator<Split> {
  const grams = training.grams(attention)
  for (const held of folds) {
    const rest = folds.filter((fold) => fold !== held)
    yield {
      size: grams.size,
      fitted: districtGrams(training, grams, rest),
      held: districtGrams(training, grams, [held]),
    }
  }
}

function areaError({ size, held }: Split, coefficients: readonly Float64Array[]): number {
  return held.reduce((sum, gram, district) => {
    const ofDistrict = coefficients[district]
    return ofDistrict ? sum + squaredError(gram, size, ofDistrict) : sum
  }, 0)
}

function lowest(values: Float64Array): number {
  return values.indexOf(values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY))
}
