import type { Gram } from '../least-squares.ts'
import { triangleIndex } from '../triangle.ts'

/** Penalties of the elastic net (Zou and Hastie, 2005) and, by column, the sign that a slope may have; 0 for any. */
export type Descent = {
  /** On each slope's absolute value, per unit of weight: lambda x alpha of glmnet. */
  readonly absolute: number
  /** On each slope's square, per unit of weight: lambda x (1 - alpha) of glmnet. */
  readonly square: number
  readonly signs?: readonly number[]
}

const mostRounds = 10_000
/** Rounds end when no slope moves the penalised error by more than this share of the outcome's sum of squares. */
const tolerance = 1e-13

/**
 * Coefficients [intercept, slopes…] of an elastic net by coordinate descent with covariance updates (Friedman, Hastie and
 * Tibshirani, 2010) on a Gram matrix of standardised columns, starting from `start`, which is changed. The intercept is
 * not penalised. The objective is that of glmnet's documentation: half the mean squared error plus the penalties; glmnet itself
 * divides `square` by the outcome's standard deviation.
 */
export function descend(gram: Gram, size: number, penalties: Descent, start: Float64Array): Float64Array {
  const state = descentState(gram, size, start)
  const all = Int32Array.from({ length: size - 1 }, (_, j) => j)
  for (let round = 0; round < mostRounds; round++) {
    if (roundOver(state, penalties, all) < tolerance) break
    const active = all.filter((j) => j === 0 || state.coefficients[j] !== 0)
    for (let inner = 0; inner < mostRounds; inner++)
      if (roundOver(state, penalties, active) < tolerance) break
  }
  return state.coefficients
}

type State = {
  readonly gram: Gram
  readonly coefficients: Float64Array
  /** X'W(y - Xβ), kept up to date. */
  readonly gradient: Float64Array
  readonly weight: number
  readonly total: number
}

function descentState(gram: Gram, size: number, coefficients: Float64Array): State {
  const gradient = Float64Array.from({ length: size - 1 }, (_, i) => {
    let value = gram[triangleIndex(size - 1, i)] ?? 0
    for (let j = 0; j < size - 1; j++) value -= (gram[triangleIndex(i, j)] ?? 0) * (coefficients[j] ?? 0)
    return value
  })
  const [weight, sum] = [gram[0] ?? 0, gram[triangleIndex(size - 1, 0)] ?? 0]
  const total = (gram[triangleIndex(size - 1, size - 1)] ?? 0) - (sum * sum) / weight
  return { gram, coefficients, gradient, weight, total }
}

/** One round over some columns; the greatest change of the error, as a share. */
function roundOver(state: State, { absolute, square, signs }: Descent, columns: Int32Array): number {
  const { gram, coefficients, gradient, weight, total } = state
  let greatest = 0
  for (const j of columns) {
    const own = gram[triangleIndex(j, j)] ?? 0
    if (!(own > 0)) continue
    const old = coefficients[j] ?? 0
    const pull = (gradient[j] ?? 0) + own * old
    const free = j === 0 ? pull / own : softened(pull, absolute * weight) / (own + square * weight)
    const value = j === 0 ? free : signed(free, signs?.[j - 1] ?? 0)
    const step = value - old
    if (step === 0) continue
    coefficients[j] = value
    follow(gradient, gram, j, step)
    greatest = Math.max(greatest, (own * step * step) / total)
  }
  return greatest
}

/** Takes a step of slope j into the gradient. */
function follow(gradient: Float64Array, gram: Gram, j: number, step: number): void {
  const row = (j * (j + 1)) / 2
  for (let i = 0; i <= j; i++) gradient[i] = (gradient[i] ?? 0) - step * (gram[row + i] ?? 0)
  for (let i = j + 1, at = row + j + j + 1; i < gradient.length; at += ++i)
    gradient[i] = (gradient[i] ?? 0) - step * (gram[at] ?? 0)
}

function softened(value: number, by: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - by)
}

function signed(value: number, sign: number): number {
  return sign * value < 0 ? 0 : value
}
