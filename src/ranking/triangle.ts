/**
 * Symmetric matrices as packed lower triangles, row by row: element (i, j), j <= i, at i(i+1)/2 + j. The leading block
 * of a matrix is a prefix of its array, so a Gram matrix of [1, x, y] holds X'X, X'y and y'y in one piece.
 */
export function triangleLength(size: number): number {
  return (size * (size + 1)) / 2
}

export function triangleIndex(i: number, j: number): number {
  return i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i
}

/** x'Ax for the leading block of `a` that `x` spans. */
export function quadraticForm(a: Float64Array, x: Float64Array): number {
  let sum = 0
  for (let i = 0, at = 0; i < x.length; i++) {
    let row = 0
    for (let j = 0; j < i; j++) row += (a[at++] ?? 0) * (x[j] ?? 0)
    sum += (x[i] ?? 0) * (2 * row + (a[at++] ?? 0) * (x[i] ?? 0))
  }
  return sum
}
