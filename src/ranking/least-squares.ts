import { solveSigned } from './bounded.ts'
import type { Factor } from './cholesky.ts'
import { quadraticForm, triangleIndex, triangleLength } from './triangle.ts'

/** A Gram matrix of [1, x, y]: `size` rows, packed (see gram.ts). */
export type Gram = Float64Array

/**
 * Weighted least squares, with slopes of the signs that are told (Lawson and Hanson, 1974). Columns that depend on those
 * before them get 0 and are named by `dependent`.
 */
export function leastSquares(
  gram: Gram,
  size: number,
  signs: readonly number[] = [],
): { readonly coefficients: Float64Array; readonly factor: Factor } {
  const { solution, factor } = solveSigned(gram, size - 1, crossProducts(gram, size), signs)
  return { coefficients: solution, factor }
}

/** Ridge regression (Hoerl and Kennard, 1970) on standardised columns: `penalty` on each slope, none on the intercept. */
export function ridge(
  gram: Gram,
  size: number,
  penalty: number,
  signs: readonly number[] = [],
): Float64Array {
  return shrink(gram, size, { intercept: 0, slope: penalty }, new Float64Array(size - 1), signs)
}

/** How strongly coefficients are drawn to their target, in households of prior; see `shrink`. */
export type Prior = { readonly intercept: number; readonly slope: number }

/**
 * (A + Λ)⁻¹ (b + Λ target), Λ = diag(intercept, slope, slope, …): the posterior mean of coefficients that vary about
 * `target`, or, where that breaks a sign, the mode of what the signs leave of it. An area without households gets the
 * target itself.
 */
export function shrink(
  gram: Gram,
  size: number,
  prior: Prior,
  target: Float64Array,
  signs: readonly number[] = [],
): Float64Array {
  const penalised = gram.slice(0, triangleLength(size - 1))
  const right = Float64Array.from(crossProducts(gram, size))
  for (let i = 0; i < size - 1; i++) {
    const weight = i === 0 ? prior.intercept : prior.slope
    const at = triangleIndex(i, i)
    penalised[at] = (penalised[at] ?? 0) + weight
    right[i] = (right[i] ?? 0) + weight * (target[i] ?? 0)
  }
  return solveSigned(penalised, size - 1, right, signs).solution
}

/** Sum of weighted squared errors of `coefficients` on the rows of a Gram matrix: y'y - 2 b'β + β'Aβ. */
export function squaredError(gram: Gram, size: number, coefficients: Float64Array): number {
  const cross = crossProducts(gram, size)
  let linear = 0
  for (let i = 0; i < size - 1; i++) linear += (cross[i] ?? 0) * (coefficients[i] ?? 0)
  return (gram[triangleIndex(size - 1, size - 1)] ?? 0) - 2 * linear + quadraticForm(gram, coefficients)
}

function crossProducts(gram: Gram, size: number): Float64Array {
  const start = triangleLength(size - 1)
  return gram.subarray(start, start + size - 1)
}
