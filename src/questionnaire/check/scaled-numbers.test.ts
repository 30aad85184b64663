import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaledNumbers } from './scaled-numbers.ts'

test('decimals share a scale and stay exact', () => {
  expect(scaledNumbers(['0.3', '-.1', '12', '1e-2', '3.'])).toEqual(
    new Map([
      ['0.3', 30n],
      ['-.1', -10n],
      ['12', 1200n],
      ['1e-2', 1n],
      ['3.', 300n],
    ]),
  )
})

test.each(['', '.', 'a', '1,5', 'NaN', 'Infinity', '1e999999999', '--1', '1 2'])(
  '%s is no number',
  (text) => {
    expect(scaledNumbers([text]).size).toBe(0)
  },
)

test('order is kept', () => {
  const number = fc
    .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(999))
    .map(([whole, part]) => `${whole}.${part}`)
  fc.assert(
    fc.property(number, number, (a, b) => {
      const scaled = scaledNumbers([a, b])
      expect((scaled.get(a) ?? 0n) < (scaled.get(b) ?? 0n)).toBe(Number(a) < Number(b))
    }),
  )
})
