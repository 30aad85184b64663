import { triangleLength } from './triangle.ts'

/** L of A = LL', and the columns that could not be told from those before them. */
export type Factor = {
  readonly size: number
  readonly lower: Float64Array
  readonly dependent: readonly number[]
}

/**
 * Cholesky factor of the leading `size` x `size` block of a packed symmetric matrix. A pivot below `tolerance` times
 * its diagonal marks a column as dependent on those before it: it is left out, its solution is 0.
 */
export function cholesky(matrix: Float64Array, size: number, tolerance = 1e-10): Factor {
  const lower = matrix.slice(0, triangleLength(size))
  const dependent: number[] = []
  for (let i = 0, row = 0; i < size; row += ++i) {
    for (let j = 0, other = 0; j < i; other += ++j) {
      const value = (lower[row + j] ?? 0) - dot(lower, row, other, j)
      lower[row + j] = value / (lower[other + j] ?? 1)
    }
    const diagonal = lower[row + i] ?? 0
    const pivot = diagonal - dot(lower, row, row, i)
    if (!(pivot > tolerance * Math.abs(diagonal))) dependent.push(i)
    // An infinite pivot turns what follows of this column into zeros.
    lower[row + i] = pivot > tolerance * Math.abs(diagonal) ? Math.sqrt(pivot) : Number.POSITIVE_INFINITY
  }
  return { size, lower, dependent }
}

/** x of Ax = b. */
export function solve({ size, lower }: Factor, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size)
  for (let i = 0, row = 0; i < size; row += ++i) {
    let sum = b[i] ?? 0
    for (let j = 0; j < i; j++) sum -= (lower[row + j] ?? 0) * (x[j] ?? 0)
    x[i] = sum / (lower[row + i] ?? 1)
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = triangleLength(i)
    const value = (x[i] ?? 0) / (lower[row + i] ?? 1)
    x[i] = value
    for (let j = 0; j < i; j++) x[j] = (x[j] ?? 0) - (lower[row + j] ?? 0) * value
  }
  return x
}

/** Columns of the inverse; dependent columns are zero. */
export function inverseColumns(factor: Factor): readonly Float64Array[] {
  return Array.from({ length: factor.size }, (_, column) => {
    const unit = new Float64Array(factor.size)
    unit[column] = 1
    return solve(factor, unit)
  })
}

/** Four sums side by side, which a processor works on at once. */
function dot(values: Float64Array, a: number, b: number, length: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let k = 0
  for (; k + 4 <= length; k += 4) {
    first += (values[a + k] ?? 0) * (values[b + k] ?? 0)
    second += (values[a + k + 1] ?? 0) * (values[b + k + 1] ?? 0)
    third += (values[a + k + 2] ?? 0) * (values[b + k + 2] ?? 0)
    fourth += (values[a + k + 3] ?? 0) * (values[b + k + 3] ?? 0)
  }
  for (; k < length; k++) first += (values[a + k] ?? 0) * (values[b + k] ?? 0)
  return first + second + (third + fourth)
}
