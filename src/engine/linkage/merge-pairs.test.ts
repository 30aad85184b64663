import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergePairs } from './merge-pairs.ts'

const records = 8
const rule = fc.uniqueArray(
  fc.tuple(fc.nat(records - 1), fc.nat(records - 1)).filter(([a, b]) => a < b),
  { selector: ([a, b]) => a * records + b },
)

test('each pair stands once, in the order of its first record, with all its rules', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), (rules) => {
      const expected = new Map<string, number>()
      rules.forEach((pairs, index) => {
        for (const [a, b] of pairs)
          expected.set(`${a} ${b}`, (expected.get(`${a} ${b}`) ?? 0) + 2 ** (10 * index))
      })
      const { a, b, m } = mergePairs(
        rules.map((pairs, index) => ({
          index: 10 * index,
          a: Int32Array.from(pairs, ([one]) => one),
          b: Int32Array.from(pairs, ([, other]) => other),
        })),
        records,
      )
      expect(new Map(Array.from(a, (one, row) => [`${one} ${b[row]}`, m[row]]))).toEqual(expected)
      expect([...a]).toEqual([...a].toSorted((one, other) => one - other))
      expect(a.length).toBe(expected.size)
    }),
  )
})
