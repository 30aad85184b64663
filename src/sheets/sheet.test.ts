import { expect, test } from 'vitest'
import { cellWhere, columnLetter } from './sheet.ts'

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %d has the letter %s', (column, letter) => {
  expect(columnLetter(column)).toBe(letter)
})

test('a cell is found by sheet, row, letter and heading', () => {
  const row = { sheet: 'Data', number: 7 }
  expect(cellWhere(row, 2, 'nik')).toEqual({ sheet: 'Data', row: 7, column: 'C (nik)' })
  expect(cellWhere(row, 2)).toEqual({ sheet: 'Data', row: 7, column: 'C' })
})
