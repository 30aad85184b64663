import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withheldCells } from './suppression.ts'

const shown = (table: number[][], minCell = 10) =>
  withheldCells(table, minCell).map((row, r) => row.map((isWithheld, c) => (isWithheld ? 'x' : table[r]![c])))

test('a table without small counts is shown whole, zeros too', () => {
  const table = [
    [0, 20, 20],
    [10, 30, 40],
    [10, 50, 60],
  ]
  expect(shown(table)).toEqual(table)
})

test('a small count takes the smallest cells that hide it along', () => {
  expect(
    shown([
      [3, 50, 70, 123],
      [40, 60, 80, 180],
      [90, 30, 20, 140],
      [133, 140, 170, 443],
    ]),
  ).toEqual([
    ['x', 'x', 70, 123],
    ['x', 'x', 80, 180],
    [90, 30, 20, 140],
    [133, 140, 170, 443],
  ])
})

test('a zero hides nothing, so a larger count is taken instead', () => {
  expect(
    shown([
      [3, 0, 70, 73],
      [40, 60, 80, 180],
      [43, 60, 150, 253],
    ]),
  ).toEqual([
    ['x', 0, 'x', 73],
    ['x', 60, 'x', 180],
    [43, 60, 150, 253],
  ])
})

const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(fc.constantFrom(0, 1, 4, 9, 10, 25, 80), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(withSums)

test('every small count is withheld, and none can be worked out from the sums', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const withheld = withheldCells(table, 10)
      const small = table.flatMap((row, r) =>
        row.flatMap((count, c) => (count > 0 && count < 10 ? [withheld[r]![c]] : [])),
      )
      expect(small.every(Boolean)).toBe(true)
      expect(determinedCells(withheld)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

function withSums(cells: readonly (readonly number[])[]): number[][] {
  const rows = cells.map((row) => [...row, row.reduce((a, b) => a + b, 0)])
  return [...rows, rows.reduce((a, b) => a.map((value, c) => value + b[c]!))]
}

/** Solves the sums for the withheld cells by elimination: a cell is determined when a row is left with it alone. */
function determinedCells(withheld: readonly (readonly boolean[])[]): number[] {
  const cells = withheld.flatMap((row, r) => row.flatMap((is, c) => (is ? [{ r, c }] : [])))
  const [height, width] = [withheld.length, withheld[0]!.length]
  const sign = (at: number, last: number): number => (at === last ? -1 : 1)
  const equations = [
    ...withheld.map((_, row) => cells.map(({ r, c }) => (r === row ? sign(c, width - 1) : 0))),
    ...withheld[0]!.map((_, column) => cells.map(({ r, c }) => (c === column ? sign(r, height - 1) : 0))),
  ]
  let pivot = 0
  for (const column of cells.keys()) {
    const found = equations.findIndex((row, index) => index >= pivot && Math.abs(row[column]!) > 1e-9)
    if (found < 0) continue
    const chosen = equations[found]!
    equations[found] = equations[pivot]!
    const lead = chosen.map((value) => value / chosen[column]!)
    equations.forEach((row, index) => {
      equations[index] = row.map((value, at) => value - row[column]! * lead[at]!)
    })
    equations[pivot] = lead
    pivot++
  }
  const alone = equations.filter((row) => row.filter((value) => Math.abs(value) > 1e-9).length === 1)
  return alone.map((row) => row.findIndex((value) => Math.abs(value) > 1e-9))
}
