import type { AreaGrams } from './area-grams.ts'
import { type Gram, type Prior, ridge, squaredError } from './least-squares.ts'
import type { GramSplit } from './selection/lasso.ts'
import { type Penalties, shrinkDistricts, shrinkProvinces } from './shrunk-model.ts'
import type { Training } from './training.ts'

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
  for (const held of folds) {
    const split = { rest: folds.filter((fold) => fold !== held), held }
    areaErrors(training, training.grams(attention), split, chosenRidge).forEach((error, index) => {
      errors[index] = (errors[index] ?? 0) + error
    })
  }
  return { ridge: chosenRidge, area: areaGrid[lowest(errors)] ?? { intercept: 100, slope: 1000 } }
}

/** The national ridge's penalty with the least squared error on left-out folds. */
export function chooseRidge(training: Training, attention: number, folds: readonly number[]): number {
  const { size } = training.grams(attention)
  const errors = new Float64Array(ridgeGrid.length)
  for (const { fitted, held } of poolSplits(training, attention, folds)) {
    ridgeGrid.forEach((penalty, index) => {
      errors[index] =
        (errors[index] ?? 0) + squaredError(held, size, ridge(fitted, size, penalty, training.signs))
    })
  }
  return ridgeGrid[lowest(errors)] ?? 1
}

/** For each fold the national Gram matrix without it, and that of the fold. */
export function poolSplits(
  training: Training,
  attention: number,
  folds: readonly number[],
): readonly GramSplit[] {
  const { nation } = training.grams(attention)
  return folds.map((held) => ({
    held: nation([held]),
    fitted: nation(folds.filter((fold) => fold !== held)),
  }))
}

/** In a nation of hundreds of districts the error of sixty of them, evenly spread, tells penalties apart. */
const mostJudged = 60

function judgedDistricts({ survey }: Training): readonly number[] {
  const count = survey.district.names.length
  const step = Math.max(1, count / mostJudged)
  return Array.from({ length: Math.min(count, mostJudged) }, (_, place) => Math.floor(place * step))
}

/** For each prior of the grid the squared error of districts on a fold that was left out. */
function areaErrors(
  training: Training,
  grams: AreaGrams,
  { rest, held }: { readonly rest: readonly number[]; readonly held: number },
  chosenRidge: number,
): readonly number[] {
  const national = ridge(grams.nation(rest), grams.size, chosenRidge, training.signs)
  const judged = judgedDistricts(training)
  const here = remembering(grams)
  return areaGrid.map((prior) => {
    const provinces = shrinkProvinces(training, here, rest, prior, national)
    const above = { national, provinces }
    const districts = shrinkDistricts(training, here, rest, prior, above, judged)
    return judged.reduce(
      (sum, code, place) =>
        sum + squaredError(here.district(code, [held]), grams.size, districts[place] ?? national),
      0,
    )
  })
}

/** The same matrices, each summed once. */
function remembering(grams: AreaGrams): AreaGrams {
  const known = new Map<string, Gram>()
  const once = (kind: 'province' | 'district') => (code: number, folds: readonly number[]) => {
    const key = `${kind} ${code} ${folds.join()}`
    const gram = known.get(key) ?? grams[kind](code, folds)
    known.set(key, gram)
    return gram
  }
  return { ...grams, province: once('province'), district: once('district') }
}

function lowest(values: Float64Array): number {
  return values.indexOf(values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY))
}
