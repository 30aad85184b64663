import { expect, test } from 'vitest'
import { familyCodebook } from './builtin-codebook.ts'
import { checkValue } from './check-value.ts'
import { findVariable } from './codebook.ts'

const variable = (name: string, level: 'family' | 'person' = 'family') =>
  findVariable(familyCodebook, level, name)!
const codes = (name: string, text: string, level?: 'family' | 'person') =>
  checkValue(variable(name, level), text).map((issue) => issue.code)

test.each([
  ['floor', '8', []],
  ['floor', '10', ['value.unknown_code']],
  ['floor', '08', ['value.unknown_code']],
  ['floor_area_m2', '36', []],
  ['floor_area_m2', '998', ['value.out_of_range']],
  ['floor_area_m2', '36.5', ['value.not_integer']],
  ['floor_area_m2', '', []],
  ['asset_farmland_ha', '0.25', []],
  ['asset_farmland_ha', '0,25', ['value.not_decimal']],
  ['address', 'Jl. Melati', []],
])('%s "%s" has the issues %j', (name, text, expected) => {
  expect(codes(name, text)).toEqual(expected)
})

test('a day that does not exist is no birth date', () => {
  expect(codes('birth_date', '1990-02-29', 'person')).toEqual(['value.not_date'])
})

test('each code of several is checked', () => {
  const several = { ...variable('floor'), multiple: true } as const
  expect(checkValue(several, '1 8')).toEqual([])
  expect(checkValue(several, '1 80 8').map((issue) => issue.params['value'])).toEqual(['80'])
})

test('an issue names the variable, the value and the valid codes in both languages', () => {
  expect(checkValue(variable('sex', 'person'), 'L')).toMatchObject([
    {
      where: { column: 'sex' },
      params: { value: 'L' },
      message: { id: 'Jenis kelamin: kode "L" tidak dikenal. Kode yang berlaku: 1, 2.' },
    },
  ])
})
