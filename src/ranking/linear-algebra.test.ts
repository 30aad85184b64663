import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cholesky, inverseColumns, solve } from './cholesky.ts'
import { gramsOf, sumOf } from './gram.ts'
import { leastSquares, ridge, shrink, squaredError } from './least-squares.ts'
import { quadraticForm, triangleIndex } from './triangle.ts'

const number = fc.double({ min: -10, max: 10, noNaN: true })
const table = fc
  .record({ columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 8, max: 300 }), seed: fc.nat() })
  .map(({ columns, rows, seed }) => randomTable(columns, rows, seed))

test('a solution put back into its equations gives the right side', () => {
  fc.assert(
    fc.property(table, fc.array(number, { minLength: 6, maxLength: 6 }), (input, right) => {
      const { size, cells } = gramsOf(input)
      const total = sumOf(size, cells)
      for (let i = 0; i < size; i++) total[triangleIndex(i, i)]! += 1
      const x = solve(cholesky(total, size), right)
      for (let i = 0; i < size; i++) {
        const left = Array.from(x).reduce((sum, value, j) => sum + total[triangleIndex(i, j)]! * value, 0)
        expect(left).toBeCloseTo(right[i]!, 6)
      }
    }),
  )
})

test('the inverse times the matrix is the identity', () => {
  const matrix = Float64Array.from([4, 2, 5, 1, 3, 6])
  const inverse = inverseColumns(cholesky(matrix, 3))
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      const product = [0, 1, 2].reduce((sum, k) => sum + matrix[triangleIndex(i, k)]! * inverse[j]![k]!, 0)
      expect(product).toBeCloseTo(i === j ? 1 : 0, 12)
    }
})

test('Gram matrices by cell are the sums over the rows of each cell', () => {
  fc.assert(
    fc.property(table, (input) => {
      const { size, cells } = gramsOf(input)
      cells.forEach((cell, code) => {
        for (let i = 0; i < size; i++)
          for (let j = 0; j <= i; j++)
            expect(cell[triangleIndex(i, j)]).toBeCloseTo(entry(input, code, i, j), 6)
      })
    }),
    { numRuns: 30 },
  )
})

test('a column that repeats an earlier one is left out and named', () => {
  const first = Float64Array.from([1, 2, 3, 4, 5])
  const gram = onlyCell({
    columns: [first, first.map((value) => 2 * value + 1)],
    outcome: Float64Array.from([2, 4, 6, 8, 10]),
  })
  const { coefficients, factor } = leastSquares(gram, 4)
  expect(factor.dependent).toEqual([2])
  expect([...coefficients].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 2, 0])
})

test('the squared error from a Gram matrix is that of its rows', () => {
  fc.assert(
    fc.property(table, (input) => {
      const { size, cells } = gramsOf(input)
      const coefficients = ridge(sumOf(size, cells), size, 3)
      const rowwise = input.outcome.reduce((sum, y, row) => {
        const fitted = input.columns.reduce(
          (all, column, j) => all + coefficients[j + 1]! * column[row]!,
          coefficients[0]!,
        )
        return sum + input.weight[row]! * (y - fitted) ** 2
      }, 0)
      expect(squaredError(sumOf(size, cells), size, coefficients) / rowwise).toBeCloseTo(1, 6)
    }),
  )
})

test('ridge without penalty is least squares, and with a huge one is the weighted mean', () => {
  const input = randomTable(3, 100, 7)
  const { size, cells } = gramsOf(input)
  const gram = sumOf(size, cells)
  const { coefficients } = leastSquares(gram, size)
  ridge(gram, size, 0).forEach((value, index) => expect(value).toBeCloseTo(coefficients[index]!, 10))
  const flat = ridge(gram, size, 1e12)
  expect(flat[1]).toBeCloseTo(0, 6)
  expect(flat[0]).toBeCloseTo(gram[triangleIndex(4, 0)]! / gram[0]!, 6)
})

test('an area without households takes its target, one with a weak prior its own least squares', () => {
  const { size, cells } = gramsOf(randomTable(2, 200, 3))
  const gram = sumOf(size, cells)
  const target = Float64Array.from([9, 8, 7])
  const empty = shrink(new Float64Array(gram.length), size, { intercept: 30, slope: 300 }, target)
  empty.forEach((value, index) => expect(value).toBeCloseTo(target[index]!, 10))
  const own = leastSquares(gram, size).coefficients
  const weak = shrink(gram, size, { intercept: 1e-9, slope: 1e-9 }, target)
  weak.forEach((value, index) => expect(value).toBeCloseTo(own[index]!, 6))
})

test("x'Ax is the double sum", () => {
  expect(quadraticForm(Float64Array.from([2, 3, 5]), Float64Array.from([1, 2]))).toBe(2 + 2 * 2 * 3 + 4 * 5)
})

function randomTable(columnCount: number, rowCount: number, seed: number) {
  const draw = (salt: number) =>
    Float64Array.from(
      { length: rowCount },
      (_, row) => Math.sin(1 + seed * 0.37 + salt * 11.3 + row * (1.7 + salt)) * 3,
    )
  return {
    columns: Array.from({ length: columnCount }, (_, index) => draw(index)),
    outcome: draw(40),
    weight: draw(50).map((value) => 0.5 + Math.abs(value)),
    cell: Int32Array.from({ length: rowCount }, (_, row) => row % 3),
    cellCount: 3,
  }
}

function entry(input: ReturnType<typeof randomTable>, cell: number, i: number, j: number): number {
  const variable = (index: number, row: number) =>
    index === 0
      ? 1
      : index === input.columns.length + 1
        ? input.outcome[row]!
        : input.columns[index - 1]![row]!
  return input.weight.reduce(
    (sum, w, row) => (input.cell[row] === cell ? sum + w * variable(i, row) * variable(j, row) : sum),
    0,
  )
}

function onlyCell({
  columns,
  outcome,
}: {
  columns: readonly Float64Array[]
  outcome: Float64Array
}): Float64Array {
  const { cells } = gramsOf({
    columns,
    outcome,
    weight: outcome.map(() => 1),
    cell: new Int32Array(outcome.length),
    cellCount: 1,
  })
  return cells[0]!
}
