import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanBits } from './equal-keys.ts'
import { mergePairs } from './merge-pairs.ts'

const spanRecords = 2 ** spanBits

/** Some in the first span, some in the third. */
const records = [0, 1, 2, 5, 2 * spanRecords, 2 * spanRecords + 1, 3 * spanRecords - 1]
const record = fc.constantFrom(...records)
const rule = fc
  .uniqueArray(
    fc.tuple(record, record).filter(([a, b]) => a < b),
    { selector: ([a, b]) => `${a} ${b}` },
  )
  .map((pairs) =>
    pairs.toSorted(([a], [other]) => Math.floor(a / spanRecords) - Math.floor(other / spanRecords)),
  )

test('each pair stands once, in the order of its first record, with all its rules', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), (rules) => {
      const expected = new Map<string, bigint>()
      rules.forEach((pairs, index) => {
        for (const [a, b] of pairs)
          expected.set(`${a} ${b}`, (expected.get(`${a} ${b}`) ?? 0n) + 2n ** BigInt(20 * index))
      })
      const { a, b, m } = mergePairs(
        rules.map((pairs, index) => ({
          index: 20 * index,
          a: Int32Array.from(pairs, ([one]) => one),
          b: Int32Array.from(pairs, ([, other]) => other),
          starts: Int32Array.from(
            [0, 1, 2, 3, 4],
            (span) => pairs.filter(([one]) => one < span * spanRecords).length,
          ),
        })),
        3 * spanRecords,
      )
      expect(new Map(Array.from(a, (one, row) => [`${one} ${b[row]}`, m[row]]))).toEqual(expected)
      expect([...a]).toEqual([...a].toSorted((one, other) => one - other))
      expect(a.length).toBe(expected.size)
    }),
  )
})
