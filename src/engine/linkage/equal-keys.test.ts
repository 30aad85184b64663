import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsOfEqualKeys } from './equal-keys.ts'
import type { Sides } from '../../linkage/index.ts'

type Keyed = readonly [rid: number, low: number, high: number]

const keyed = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 2 ** 31), fc.constantFrom(0, 5, 2 ** 32 - 1)), { maxLength: 30 })
  .chain((keys) =>
    fc
      .shuffledSubarray([...keys.keys()], { minLength: keys.length })
      .map((rids) => keys.map(([low, high], index): Keyed => [rids[index] ?? 0, low, high])),
  )
const sides: readonly Sides[] = [
  { kind: 'one' },
  { kind: 'new', split: 7 },
  { kind: 'two', split: 9 },
  { kind: 'two', split: 9, old: { left: 4, right: 20 } },
]

test('records are paired exactly where keys are equal, there, and on sides that may be paired', () => {
  fc.assert(
    fc.property(keyed, fc.constantFrom(...sides), (records, side) => {
      const expected = records.flatMap(([one, low, high]) =>
        records.flatMap(([other, otherLow, otherHigh]) =>
          one < other &&
          low === otherLow &&
          high === otherHigh &&
          (low !== 0 || high !== 0) &&
          allows(side, one, other)
            ? [`${one} ${other}`]
            : [],
        ),
      )
      expect(pairsOf(records, side).toSorted()).toEqual(expected.toSorted())
    }),
  )
})

test('a block of many records and records beyond one slice lose no pair', () => {
  const crowded = Array.from({ length: 1600 }, (_, rid): Keyed => [rid, 7, 7])
  const spread = Array.from({ length: 200_000 }, (_, index): Keyed => {
    const key = Math.imul(Math.floor(index / 2) + 1, 0x9e3779b1) >>> 0
    return [1600 + index, key, key]
  })
  const pairs = pairsOf([...spread, ...crowded], { kind: 'one' })
  expect(pairs.length).toBe((1600 * 1599) / 2 + 100_000)
  expect(new Set(pairs).size).toBe(pairs.length)
})

function pairsOf(records: readonly Keyed[], side: Sides): readonly string[] {
  const rid = Int32Array.from(records, ([number]) => number)
  const words = Uint32Array.from(records.flatMap(([, low, high]) => [low, high]))
  const { a, b } = pairsOfEqualKeys({ rid, words }, side)
  return Array.from(a, (one, row) => `${one} ${b[row]}`)
}

function allows(side: Sides, a: number, b: number): boolean {
  if (side.kind === 'one') return true
  if (side.kind === 'new') return b >= side.split
  const isOld = side.old !== undefined && a < side.old.left && b >= side.old.right
  return a < side.split && b >= side.split && !isOld
}
