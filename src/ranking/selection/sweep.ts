import type { Gram } from '../least-squares.ts'

/**
 * A symmetric matrix that variables are swept into and out of (Goodnight, 1979), of which only the upper triangle is kept:
 * (i, j), i <= j, at i size + j. After sweeping the intercept and some columns, entry (j, last) of a swept column is its
 * coefficient, of another its partial covariance with the outcome.
 */
export type Swept = { readonly size: number; readonly a: Float64Array; readonly swept: Uint8Array }

/** The Gram matrix with the intercept swept. */
export function sweptIntercept(gram: Gram, size: number): Swept {
  const a = new Float64Array(size * size)
  for (let i = 0, at = 0; i < size; i++) for (let j = 0; j <= i; j++, at++) a[j * size + i] = gram[at] ?? 0
  const matrix = { size, a, swept: new Uint8Array(size) }
  sweep(matrix, 0)
  return matrix
}

/** Sweeps variable k in, or out when it is in: sweeping twice changes nothing. */
export function sweep({ size, a, swept }: Swept, k: number): void {
  const pivot = a[k * size + k] ?? 0
  const turn = swept[k] === 1 ? -1 : 1
  const row = Float64Array.from({ length: size }, (_, j) => a[j < k ? j * size + k : k * size + j] ?? 0)
  for (let i = 0; i < size; i++) {
    const factor = (row[i] ?? 0) / pivot
    if (i === k || factor === 0) continue
    for (let j = i, at = i * size + i; j < size; j++, at++) a[at] = (a[at] ?? 0) - factor * (row[j] ?? 0)
  }
  for (let j = 0; j < size; j++) a[j < k ? j * size + k : k * size + j] = (turn * (row[j] ?? 0)) / pivot
  a[k * size + k] = -1 / pivot
  swept[k] = 1 - (swept[k] ?? 0)
}
