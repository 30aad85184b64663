import { type Factor, cholesky, solve } from './cholesky.ts'
import { triangleIndex, triangleLength } from './triangle.ts'

/**
 * The x that makes x'Ax/2 - b'x least while slope j has the sign `signs[j - 1]` (1 or -1; 0 for any; the intercept is free),
 * by block principal pivoting (Portugal, Júdice and Vicente, 1994): slopes that break their sign are held at 0, and those
 * that are held and would keep it are let go, until none is wrong. Where the free solution obeys, it is returned as it is.
 * `matrix` is packed; columns that depend on those before them get 0.
 */
export function solveSigned(
  matrix: Float64Array,
  size: number,
  right: ArrayLike<number>,
  signs: readonly number[],
): { readonly solution: Float64Array; readonly factor: Factor } {
  const factor = cholesky(matrix, size)
  const signOf = (j: number) => (factor.dependent.includes(j) ? 0 : (signs[j - 1] ?? 0))
  const held = new Set<number>()
  let solution = solve(factor, right)
  let fewest = size + 1
  let patience = mostExchanges
  for (;;) {
    const wrong = wrongColumns({ matrix, right, solution, held }, signOf)
    const last = wrong.at(-1)
    if (last === undefined) return { solution, factor }
    if (wrong.length < fewest) [fewest, patience] = [wrong.length, mostExchanges]
    else patience--
    // Exchanging all may go round in a circle; exchanging only the last one, whenever all has not helped, cannot.
    for (const j of patience > 0 ? wrong : [last]) if (!held.delete(j)) held.add(j)
    solution = solveWithout(matrix, size, right, held)
  }
}

/** So many exchanges of all wrong columns may fail to leave fewer wrong ones than ever before. */
const mostExchanges = 3

/** A slope or a pull of less than this share of what the column holds is rounding. */
const rounding = 1e-11

type State = {
  readonly matrix: Float64Array
  readonly right: ArrayLike<number>
  readonly solution: Float64Array
  readonly held: ReadonlySet<number>
}

function wrongColumns(
  { matrix, right, solution, held }: State,
  signOf: (j: number) => number,
): readonly number[] {
  return Array.from(solution.keys()).filter((j) => {
    const sign = signOf(j)
    if (sign === 0) return false
    if (!held.has(j)) return sign * (solution[j] ?? 0) < 0
    const pull = (right[j] ?? 0) - productOf(matrix, j, solution)
    return sign * pull > rounding * Math.abs(right[j] ?? 0)
  })
}

/** Row j of a packed symmetric matrix times a vector. */
function productOf(matrix: Float64Array, j: number, vector: Float64Array): number {
  return vector.reduce((sum, value, i) => sum + value * (matrix[triangleIndex(i, j)] ?? 0), 0)
}

function solveWithout(
  matrix: Float64Array,
  size: number,
  right: ArrayLike<number>,
  held: ReadonlySet<number>,
): Float64Array {
  const rest = matrix.slice(0, triangleLength(size))
  for (const j of held) for (let i = 0; i < size; i++) rest[triangleIndex(i, j)] = i === j ? 1 : 0
  const own = Float64Array.from({ length: size }, (_, j) => (held.has(j) ? 0 : (right[j] ?? 0)))
  return solve(cholesky(rest, size), own)
}
