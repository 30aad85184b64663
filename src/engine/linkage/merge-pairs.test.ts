import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spanBits } from './equal-keys.ts'
import { lotsOfSpans, mergePairs } from './merge-pairs.ts'

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
    fc.property(fc.array(rule, { maxLength: 3 }), fc.constantFrom(1, 2, 3), (rules, threads) => {
      const expected = new Map<string, bigint>()
      rules.forEach((pairs, index) => {
        for (const [a, b] of pairs)
          expected.set(`${a} ${b}`, (expected.get(`${a} ${b}`) ?? 0n) + 2n ** BigInt(20 * index))
      })
      const spanned = rules.map((pairs, index) => ({
        index: 20 * index,
        a: Int32Array.from(pairs, ([one]) => one),
        b: Int32Array.from(pairs, ([, other]) => other),
        starts: Int32Array.from(
          [0, 1, 2, 3, 4],
          (span) => pairs.filter(([one]) => one < span * spanRecords).length,
        ),
      }))
      const lots = lotsOfSpans(spanned, threads).map((spans) => mergePairs(spanned, spans))
      const [a, b, m] = [
        lots.flatMap((lot) => [...lot.a]),
        lots.flatMap((lot) => [...lot.b]),
        lots.flatMap((lot) => [...lot.m]),
      ]
      expect(new Map(Array.from(a, (one, row) => [`${one} ${b[row]}`, m[row]]))).toEqual(expected)
      expect(a).toEqual(a.toSorted((one, other) => one - other))
      expect(a.length).toBe(expected.size)
    }),
  )
})
