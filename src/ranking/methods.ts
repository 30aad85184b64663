import { chooseRidge } from './choose-penalties.ts'
import { sumOf } from './gram.ts'
import { leastSquares, ridge, squaredError } from './least-squares.ts'
import { fitOfficial } from './official.ts'
import type { Fit } from './out-of-fold.ts'
import { type Training, districtGrams } from './training.ts'

/** The ways to make a model that are compared. Each chooses what it must within the folds that it is given. */
export const methodNames = ['ols', 'ridge', 'official'] as const

export type MethodName = (typeof methodNames)[number]

export const methods: Readonly<Record<MethodName, (training: Training) => Fit>> = {
  ols: (training) => pooledFit(training, (gram, size) => leastSquares(gram, size).coefficients),
  ridge: (training) =>
    pooledFit(training, (gram, size, folds) => ridge(gram, size, chooseRidge(training, 0, folds))),
  official: (training) => (folds) => {
    const { national, districts, sigma } = fitOfficial(training, folds)
    return { coefficientsOf: (district) => districts[district] ?? national, sigma }
  },
}

/** One set of coefficients for all districts, from the Gram matrix of some folds. */
function pooledFit(
  training: Training,
  solve: (gram: Float64Array, size: number, folds: readonly number[]) => Float64Array,
): Fit {
  const grams = training.grams(0)
  return (folds) => {
    const gram = sumOf(grams.size, districtGrams(training, grams, folds))
    const coefficients = solve(gram, grams.size, folds)
    const sigma = Math.sqrt(squaredError(gram, grams.size, coefficients) / (gram[0] ?? 1))
    return { coefficientsOf: () => coefficients, sigma }
  }
}
