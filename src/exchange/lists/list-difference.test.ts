import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ListedFamily, countChanges, listDifference } from './list-difference.ts'

const family = (familyId: string, change: Partial<ListedFamily> = {}): ListedFamily => ({
  familyId,
  villageCode: '97.01.01.2001',
  standing: 'receives',
  rank: 1,
  ...change,
})
const because = () => [{ id: 'Peringkat di luar kuota.', en: 'Outside the quota.' }]

test('each kind of change is named, with its reason in both languages', () => {
  const before = [family('gone'), family('kept'), family('moved'), family('warned')]
  const after = [
    family('new', { rank: 2 }),
    family('kept'),
    family('moved', { rank: 7 }),
    family('warned', { standing: 'notice' }),
  ]
  const changes = listDifference(before, after, because)
  expect(changes.map(({ familyId, kind, reason }) => [familyId, kind, reason.id])).toEqual([
    ['gone', 'removed', 'Keluar dari daftar. Peringkat di luar kuota.'],
    ['kept', 'unchanged', 'Tetap penerima. Peringkat di luar kuota.'],
    ['moved', 'rank_changed', 'Tetap penerima; peringkat berubah dari 1 menjadi 7. Peringkat di luar kuota.'],
    ['new', 'added', 'Masuk daftar: penerima. Peringkat di luar kuota.'],
    [
      'warned',
      'standing_changed',
      'Berubah dari penerima menjadi penerima yang diberi tahu akan berakhir. Peringkat di luar kuota.',
    ],
  ])
  expect(changes[0]?.reason.en).toBe('Removed from the list. Outside the quota.')
  expect(countChanges(changes)).toEqual({
    added: 1,
    removed: 1,
    standing_changed: 1,
    rank_changed: 1,
    unchanged: 1,
  })
})

test('a family of which the decision says nothing is pointed out', () => {
  const [change] = listDifference([family('a')], [], () => [])
  expect(change?.reason.id).toContain('periksa sebelum diterbitkan')
})

test('a family without rank on the old list is shown with a dash', () => {
  const [change] = listDifference([family('a', { rank: null })], [family('a')], because)
  expect(change?.reason.en).toContain('from – to 1')
})

const list = fc.uniqueArray(
  fc.record({
    familyId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    villageCode: fc.constantFrom('97.01.01.2001', '97.01.01.2002'),
    standing: fc.constantFrom('receives', 'notice', 'waiting'),
    rank: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  { selector: ({ familyId }) => familyId },
)

test('every family of either list is there once, and the changes lead from one list to the other', () => {
  fc.assert(
    fc.property(list, list, (before, after) => {
      const changes = listDifference(before, after, because)
      const ids = (families: readonly ListedFamily[]) => new Set(families.map(({ familyId }) => familyId))
      expect(changes).toHaveLength(ids([...before, ...after]).size)
      expect(new Set(changes.flatMap((change) => change.after ?? []))).toEqual(new Set(after))
      expect(new Set(changes.flatMap((change) => change.before ?? []))).toEqual(new Set(before))
      expect(listDifference(after, after, because).every(({ kind }) => kind === 'unchanged')).toBe(true)
    }),
  )
})
