import type { Gram } from '../least-squares.ts'
import { squaredError } from '../least-squares.ts'
import { triangleIndex } from '../triangle.ts'
import { descend } from './descent.ts'

/** How much of the penalty is on absolute values: 1 is the lasso, less an elastic net. */
export type NetSettings = { readonly alpha: number; readonly signs?: readonly number[] }

const pathLength = 60
const smallestShare = 1e-4

/** Penalties from the one that leaves no slope down to a ten thousandth of it, evenly on the scale of logarithms. */
export function penaltyPath(gram: Gram, size: number, { alpha }: NetSettings): readonly number[] {
  const weight = gram[0] ?? 1
  const mean = (gram[triangleIndex(size - 1, 0)] ?? 0) / weight
  let most = 0
  for (let j = 1; j < size - 1; j++) {
    const pull = (gram[triangleIndex(size - 1, j)] ?? 0) - mean * (gram[triangleIndex(j, 0)] ?? 0)
    most = Math.max(most, Math.abs(pull) / weight)
  }
  return Array.from(
    { length: pathLength },
    (_, step) => (most / alpha) * smallestShare ** (step / (pathLength - 1)),
  )
}

/** Coefficients for each penalty of a path, each starting from those before it. */
export function* elasticNet(
  gram: Gram,
  size: number,
  path: readonly number[],
  { alpha, signs = [] }: NetSettings,
): Generator<Float64Array> {
  let coefficients: Float64Array = new Float64Array(size - 1)
  for (const penalty of path) {
    const penalties = { absolute: penalty * alpha, square: penalty * (1 - alpha), signs }
    coefficients = descend(gram, size, penalties, coefficients.slice())
    yield coefficients
  }
}

/** A Gram matrix to fit on and one to judge on. */
export type GramSplit = { readonly fitted: Gram; readonly held: Gram }

/** The penalty of `path` with the least squared error on what was held out. */
export function chooseNetPenalty(
  splits: Iterable<GramSplit>,
  size: number,
  path: readonly number[],
  settings: NetSettings,
): number {
  const errors = new Float64Array(path.length)
  for (const { fitted, held } of splits) {
    let step = 0
    for (const coefficients of elasticNet(fitted, size, path, settings)) {
      errors[step] = (errors[step] ?? 0) + squaredError(held, size, coefficients)
      step++
    }
  }
  const least = errors.reduce((low, error) => Math.min(low, error), Number.POSITIVE_INFINITY)
  return path[errors.indexOf(least)] ?? path[0] ?? 0
}
