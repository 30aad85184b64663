import { expect, test } from 'vitest'
import { type PersonRow, aPerson, linkageTables } from '../../../tests/support/linkage-people.ts'
import { runOnDuckDb } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect } from '../../engine/duckdb/index.ts'
import { ruleDefaults } from '../settings.ts'
import { duplicateSteps } from './duplicates.ts'

const steps = duplicateSteps(duckDbDialect, ruleDefaults)

async function pairsOf([one, two]: readonly [PersonRow, PersonRow], modelTier = 'sure') {
  const tables = {
    ...linkageTables([one, two], []),
    linked_pair: {
      types: { a: 'varchar', b: 'varchar', tier: 'varchar' },
      rows: [{ a: one.person_id, b: two.person_id, tier: modelTier }],
    },
  }
  const [pairs = []] = await runOnDuckDb(tables, steps, ['duplicate_pair'])
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
  ['another birth date', { birth_date: '1980-03-15' }, 'birth_date_differs'],
  ['a similar name', { name: 'Siti Aminahh Sari' }, 'name_close'],
  ['another name', { name: 'Budi Santoso' }, 'name_differs'],
])('without a NIK, %s is for a reviewer, however sure the model is', async (_, change, reason) => {
  const pair = [aPerson(noNik), aPerson({ ...twin, ...noNik, ...change })] as const
  expect(await pairsOf(pair)).toMatchObject([{ tier: 'review', reason }])
})

test('what the model is not sure of is for a reviewer, whatever agrees', async () => {
  expect(await pairsOf([aPerson(), aPerson(twin)], 'review')).toMatchObject([
    { tier: 'review', reason: 'same_nik' },
  ])
})
