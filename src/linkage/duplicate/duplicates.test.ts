import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PersonRow, aPerson, linkageTables } from '../../../tests/support/linkage-people.ts'
import { runOnDuckDb, runSteps } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect, openDuckDb } from '../../engine/duckdb/index.ts'
import { nameForm } from '../name/name-form.ts'
import { duplicateSteps } from './duplicates.ts'

const steps = duplicateSteps(duckDbDialect, { nearName: 0.92, maxBlock: 4 })

async function pairsOf(persons: readonly PersonRow[]) {
  const [pairs = []] = await runOnDuckDb(linkageTables(persons, []), steps, ['duplicate_pair'])
  return pairs
}

const twin = { person_id: 'p2', family_id: 'f2' } as const
const noNik = { nik_index: null, nik_status: 'none' } as const

test.each([
  ['the same NIK and name', {}, 'sure', 'same_nik'],
  ['the same NIK and a misspelt name', { name: 'Sitti Aminahh Sari' }, 'sure', 'same_nik'],
  ['the same NIK and another name', { name: 'Budi Santoso' }, 'review', 'shared_nik'],
  ['another NIK', { nik_index: 'bb' }, 'review', 'two_niks'],
  ['no NIK', noNik, 'sure', 'same_name'],
  ['a malformed NIK', { nik_status: 'malformed' }, 'sure', 'same_name'],
  ['words exchanged', { ...noNik, name: 'AMINAH, Sitti' }, 'sure', 'same_name'],
  ['words joined', { ...noNik, name: 'Sitiaminah' }, 'sure', 'same_name'],
  ['another sex', { ...noNik, sex: '1' }, 'review', 'sex_differs'],
  ['the next village', { ...noNik, village_code: '97.01.01.2002' }, 'review', 'other_village'],
])('%s', async (_, change, tier, reason) => {
  expect(await pairsOf([aPerson(), aPerson({ ...twin, ...change })])).toMatchObject([
    { person_a: 'p1', person_b: 'p2', tier, reason },
  ])
})

test.each([
  ['one word', { name: 'Slamet' }],
  ['a stand-in date', { birth_date: '1960-07-01' }],
])('%s is not enough, unless both are of one family', async (_, change) => {
  const [one, two] = [aPerson({ ...change, ...noNik }), aPerson({ ...twin, ...change, ...noNik })]
  expect(await pairsOf([one, two])).toMatchObject([{ tier: 'review', reason: 'common_name' }])
  expect(await pairsOf([one, { ...two, family_id: 'f1' }])).toMatchObject([
    { tier: 'sure', reason: 'same_family' },
  ])
})

test.each([
  ['birth date', { birth_date: '1980-03-15' }],
  ['sub-district', { village_code: '97.01.02.2001' }],
  ['name', { name: 'Siti Aminuddin' }],
])('without a NIK, another %s makes no pair', async (_, change) => {
  expect(await pairsOf([aPerson(noNik), aPerson({ ...twin, ...noNik, ...change })])).toEqual([])
})

test('a block over the cap is reported instead of paired', async () => {
  const crowd = Array.from({ length: 5 }, (_, n) =>
    aPerson({ person_id: `p${n}`, name: `Orang ${'ABCDE'[n]}x` }),
  )
  const tables = linkageTables([...crowd, aPerson({ person_id: 'p9', name: 'Orang Ax', ...noNik })], [])
  const [pairs, blocks] = await runOnDuckDb(tables, steps, ['duplicate_pair', 'duplicate_block'])
  expect(pairs).toMatchObject([{ person_a: 'p0', person_b: 'p9' }])
  expect(blocks).toEqual([
    { rule: 'letters', blocks: 1, pairs: 1, refused_blocks: 0, refused_people: 0 },
    { rule: 'nik', blocks: 1, pairs: 0, refused_blocks: 1, refused_people: 5 },
    { rule: 'words', blocks: 1, pairs: 1, refused_blocks: 0, refused_people: 0 },
  ])
})

const people = fc.array(
  fc.record({
    family_id: fc.constantFrom('f1', 'f2'),
    nik_index: fc.constantFrom(null, 'aa', 'bb', 'cc'),
    nik_status: fc.constantFrom('well_formed', 'malformed', 'none'),
    name: fc.constantFrom(null, 'Siti Aminah', 'AMINAH SITI', 'Sitiaminah', 'Budi', 'BUDI'),
    birth_date: fc.constantFrom(null, '1980-03-14', '1960-01-01'),
    sex: fc.constantFrom(null, '1', '2'),
    village_code: fc.constantFrom('97.01.01.2001', '97.01.01.2002', '97.01.02.2001'),
  }),
  { maxLength: 12 },
)

test('every pair that a rule makes is found once, and a missing value makes none', async () => {
  await using db = await openDuckDb()
  const uncapped = duplicateSteps(duckDbDialect, { nearName: 0.92, maxBlock: 100 })
  await fc.assert(
    fc.asyncProperty(people, async (rows) => {
      const persons = rows.map((row, index) => ({ ...row, person_id: `p${String(index).padStart(2, '0')}` }))
      const [found = []] = await runSteps(db, linkageTables(persons, []), uncapped, ['duplicate_pair'])
      const pairs = persons.flatMap((a, index) =>
        persons.slice(index + 1).flatMap((b) => (areBlocked(a, b) ? [[a.person_id, b.person_id]] : [])),
      )
      expect(found.map(({ person_a, person_b }) => [person_a, person_b])).toEqual(pairs)
    }),
    { numRuns: 60 },
  )
})

function areBlocked(a: PersonRow, b: PersonRow): boolean {
  const nikOf = (p: PersonRow) => (p.nik_status === 'well_formed' ? p.nik_index : null)
  if (nikOf(a) !== null && nikOf(a) === nikOf(b)) return true
  if (a.name === null || b.name === null || a.birth_date === null || a.birth_date !== b.birth_date)
    return false
  const [one, two] = [nameForm(a.name), nameForm(b.name)]
  return (
    a.village_code.slice(0, 8) === b.village_code.slice(0, 8) &&
    (one.sorted === two.sorted || one.joined === two.joined)
  )
}
