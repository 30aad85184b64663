import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText } from './number-text.ts'

test.each([
  ['3.2040101011990E+15', '3204010101199000'],
  ['3.204010101199001E15', '3204010101199001'],
  ['3204010101199001', '3204010101199001'],
  ['9701991234567890123', '9701991234567890123'],
  ['-1.5E+3', '-1500'],
  ['0.30000000000000004', '0.3'],
  ['12.50', '12.5'],
  ['12.0', '12'],
  ['1E-9', '0.000000001'],
  ['0E0', '0'],
  ['bukan angka', 'bukan angka'],
])('%s is read as %s', (raw, text) => {
  expect(numberText(raw)).toBe(text)
})

test('a whole number in scientific notation keeps every digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }), (nik) => {
      const digits = String(nik)
      expect(numberText(`${digits[0]}.${digits.slice(1)}E+15`)).toBe(digits)
    }),
  )
})
