import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jaroWinkler } from '../../../tests/support/jaro-winkler.ts'
import {
  type PersonRow,
  type RegisterRow,
  aPerson,
  anEntry,
  linkageTables,
} from '../../../tests/support/linkage-people.ts'
import { runOnDuckDb, runSteps } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect, openDuckDb } from '../../engine/duckdb/index.ts'
import { nameForm } from '../name/name-form.ts'
import { ruleDefaults } from '../settings.ts'
import { registerMatchSteps } from './register-match.ts'

const steps = registerMatchSteps(duckDbDialect, ruleDefaults)

type TierOf = (person: PersonRow, entry: RegisterRow) => 'sure' | 'review' | 'no'

async function matchOf(
  persons: readonly PersonRow[],
  entries: readonly RegisterRow[],
  tierOf: TierOf = plainTier,
) {
  const [rows = []] = await runOnDuckDb(tablesOf(persons, entries, tierOf), steps, ['register_match'])
  return rows
}

function tablesOf(persons: readonly PersonRow[], entries: readonly RegisterRow[], tierOf: TierOf) {
  const rows = persons.flatMap((person) =>
    entries.map((entry) => {
      const tier = tierOf(person, entry)
      const weight = { sure: 9_000, review: 1_000, no: -9_000 }[tier]
      return { person_id: person.person_id, register_id: entry.register_id, weight, tier }
    }),
  )
  const types = { person_id: 'varchar', register_id: 'varchar', weight: 'integer', tier: 'varchar' }
  return { ...linkageTables(persons, entries), register_pair: { types, rows } }
}

/** In place of the model: sure of a number, or of name, date and village; not so sure where the village is another. */
function plainTier(person: PersonRow, entry: RegisterRow) {
  if (nikOf(person) !== null && nikOf(person) === entry.nik_index) return 'sure'
  const alike = ['agrees', 'close'].includes(nameOf(person, entry)) && dateOf(person, entry) === 'agrees'
  return alike ? (person.village_code === entry.village_code ? 'sure' : 'review') : 'no'
}

const other = { name: 'Budi Santoso', birth_date: '1971-11-02', sex: '1' } as const

test.each([
  ['the same in every field', {}, {}, 'matched', 'all_agree'],
  ['a title and an old spelling', { name: 'Hj. Sitti Aminah' }, {}, 'matched', 'all_agree'],
  ['another village', { village_code: '97.01.02.2001' }, {}, 'matched', 'village_differs'],
  ['a misspelt name', { name: 'Siti Aminnah Sari' }, {}, 'matched_differs', 'name_close'],
  ['a word left out', { name: 'Aminah' }, {}, 'matched_differs', 'name_close'],
  [
    'day and month exchanged',
    { birth_date: '1980-07-04' },
    { birth_date: '1980-04-07' },
    'matched_differs',
    'birth_date_differs',
  ],
  ['another birth date', { birth_date: '1991-01-01' }, {}, 'matched_differs', 'birth_date_differs'],
  ['another sex', { sex: '1' }, {}, 'matched_differs', 'sex_differs'],
  ['a death', {}, { death_date: '2025-02-01' }, 'dead_in_register', 'died'],
  ['a nickname with her birth date', { name: 'Bu Slamet' }, {}, 'review', 'name_differs'],
  ['no name', { name: null }, {}, 'review', 'name_missing'],
  [
    'no NIK but name, date and village',
    { nik_status: 'none', nik_index: null },
    {},
    'matched',
    'found_by_name',
  ],
  ['another NIK but name, date and village', { nik_index: 'ab' }, {}, 'matched_differs', 'nik_differs'],
  [
    'another NIK and a similar name',
    { nik_index: 'ab', name: 'Siti Aminahh Sari' },
    {},
    'review',
    'near_name',
  ],
  [
    'no NIK and another sex',
    { nik_status: 'none', nik_index: null, sex: '1' },
    {},
    'review',
    'sex_differs_by_name',
  ],
  [
    'no NIK and another village',
    { nik_status: 'none', nik_index: null, village_code: '97.01.02.2001' },
    {},
    'review',
    'found_elsewhere',
  ],
  [
    'no NIK and nobody alike',
    { ...other, nik_status: 'none', nik_index: null },
    {},
    'unmatched',
    'nik_absent',
  ],
  [
    'a malformed NIK and nobody alike',
    { ...other, nik_status: 'malformed' },
    {},
    'unmatched',
    'nik_malformed',
  ],
  ['a NIK of somebody else', other, {}, 'unmatched', 'nik_of_another'],
  ['an unknown NIK and nobody alike', { ...other, nik_index: 'ab' }, {}, 'unmatched', 'nik_not_found'],
])('%s', async (_, person, entry, status, reason) => {
  const rows = await matchOf([aPerson(person)], [anEntry(entry)])
  expect(rows).toMatchObject([{ person_id: 'p1', status, reason }])
})

test('what the model is not sure of is for a reviewer, and no rival of what it is sure of', async () => {
  const person = aPerson({ nik_status: 'none', nik_index: null })
  const unsure = await matchOf([person], [anEntry()], () => 'review')
  expect(unsure).toMatchObject([{ status: 'review', reason: 'not_sure', register_id: 'r1', weight: 1_000 }])
  const entries = [anEntry(), anEntry({ register_id: 'r2' })]
  const beside = await matchOf([person], entries, (_, { register_id: id }) =>
    id === 'r1' ? 'review' : 'sure',
  )
  expect(beside).toMatchObject([{ status: 'matched', reason: 'found_by_name', register_id: 'r2' }])
})

test('a wrong NIK still finds its person by name', async () => {
  const entries = [anEntry(), anEntry({ register_id: 'r2', nik_index: 'bb', ...other })]
  const rows = await matchOf([aPerson({ nik_index: 'bb' })], entries)
  expect(rows).toMatchObject([{ register_id: 'r1', status: 'matched_differs', reason: 'nik_differs' }])
})

test('two entries that fit are both offered and neither is taken', async () => {
  const tables = tablesOf([aPerson()], [anEntry(), anEntry({ register_id: 'r2' })], plainTier)
  const [rows, candidates] = await runOnDuckDb(tables, steps, ['register_match', 'register_candidate'])
  expect(rows).toMatchObject([{ status: 'review', reason: 'several_entries', register_id: null, entries: 2 }])
  expect(candidates).toHaveLength(2)
})

test('an entry that fits two people is given to neither', async () => {
  const rows = await matchOf([aPerson(), aPerson({ person_id: 'p2' })], [anEntry()])
  expect(rows).toMatchObject([
    { person_id: 'p1', status: 'review', reason: 'entry_of_several', register_id: null },
    { person_id: 'p2', status: 'review', reason: 'entry_of_several', register_id: null },
  ])
})

const someone = {
  nik_index: fc.constantFrom(null, 'aa', 'bb', 'cc'),
  name: fc.constantFrom(
    null,
    'Siti Aminah',
    'SITI AMINAH',
    'Aminah Siti',
    'Siti Aminnahs',
    'Slamet',
    'Moh. Slamet',
  ),
  birth_date: fc.constantFrom(null, '1980-03-14', '1980-04-03', '1980-03-04', '1980-07-21'),
  sex: fc.constantFrom(null, '1', '2'),
  village_code: fc.constantFrom('97.01.01.2001', '97.01.01.2002'),
}
const people = fc.array(
  fc.record({
    ...someone,
    family_id: fc.constant('f1'),
    nik_status: fc.constantFrom('well_formed', 'malformed', 'none'),
  }),
  { maxLength: 6 },
)
const entries = fc.array(fc.record({ ...someone, death_date: fc.constantFrom(null, '2024-01-01') }), {
  maxLength: 6,
})

test('the steps say what twenty lines of reference say, whatever the order of the rows', async () => {
  await using db = await openDuckDb()
  const match = async (persons: readonly PersonRow[], register: readonly RegisterRow[]) => {
    const [found = []] = await runSteps(db, tablesOf(persons, register, plainTier), steps, ['register_match'])
    return found
  }
  await fc.assert(
    fc.asyncProperty(people, entries, async (rows, registered) => {
      const persons = rows.map((row, index) => ({ ...row, person_id: `p${index}` }))
      const register = registered.map((row, index) => ({ ...row, register_id: `r${index}` }))
      const found = await match(persons, register)
      expect(found.map((row) => [row.person_id, row.reason, row.name_field, row.birth_date_field])).toEqual(
        referenceOf(persons, register),
      )
      expect(await match(persons.toReversed(), register.toReversed())).toEqual(found)
    }),
    { numRuns: 60 },
  )
})

function referenceOf(persons: readonly PersonRow[], register: readonly RegisterRow[]) {
  const isHit = (p: PersonRow, r: RegisterRow) => nikOf(p) !== null && nikOf(p) === r.nik_index
  const byNik = (p: PersonRow, r: RegisterRow) =>
    isHit(p, r) && (nameOf(p, r) !== 'differs' || dateOf(p, r) === 'agrees')
  const byName = (p: PersonRow, r: RegisterRow) =>
    !register.some((s) => byNik(p, s)) &&
    !persons.some((q) => byNik(q, r)) &&
    !isHit(p, r) &&
    plainTier(p, r) !== 'no'
  const fits = (p: PersonRow, r: RegisterRow) => byNik(p, r) || byName(p, r)
  const isSure = (p: PersonRow, r: RegisterRow) => byNik(p, r) || plainTier(p, r) === 'sure'
  return persons.map((p) => {
    const all = register.filter((r) => fits(p, r))
    const sure = all.filter((r) => isSure(p, r))
    const mine = sure.length > 0 ? sure : all
    const [r] = mine
    if (!r) return [p.person_id, unmatchedReason(p), null, null]
    if (mine.length > 1) return [p.person_id, 'several_entries', null, null]
    const isRivalled = persons.filter((q) => fits(q, r) && (isSure(q, r) || !isSure(p, r))).length > 1
    return [p.person_id, isRivalled ? 'entry_of_several' : reasonOf(p, r), nameOf(p, r), dateOf(p, r)]
  })
  function unmatchedReason(p: PersonRow): string {
    if (register.some((s) => isHit(p, s))) return 'nik_of_another'
    return { none: 'nik_absent', malformed: 'nik_malformed' }[p.nik_status] ?? 'nik_not_found'
  }
  function reasonOf(p: PersonRow, r: RegisterRow): string {
    const viaNik = byNik(p, r)
    const name = nameOf(p, r)
    const sexDiffers = p.sex !== null && r.sex !== null && p.sex !== r.sex
    if (name === 'differs' || name === 'missing') return `name_${name}`
    if (!viaNik && name === 'close') return 'near_name'
    if (!viaNik && sexDiffers) return 'sex_differs_by_name'
    if (!viaNik && p.village_code !== r.village_code) return 'found_elsewhere'
    if (!isSure(p, r)) return 'not_sure'
    if (r.death_date !== null) return 'died'
    if (!viaNik && nikOf(p) !== null && r.nik_index !== null) return 'nik_differs'
    if (name === 'close') return 'name_close'
    if (['close', 'differs'].includes(dateOf(p, r))) return 'birth_date_differs'
    if (sexDiffers) return 'sex_differs'
    if (!viaNik) return 'found_by_name'
    return p.village_code === r.village_code ? 'all_agree' : 'village_differs'
  }
}

function nikOf(person: PersonRow): string | null {
  return person.nik_status === 'well_formed' ? person.nik_index : null
}

function nameOf(p: PersonRow, r: RegisterRow): string {
  if (p.name === null || r.name === null) return 'missing'
  const [a, b] = [nameForm(p.name), nameForm(r.name)]
  if (a.joined === b.joined || a.sorted === b.sorted) return 'agrees'
  const holds = ` ${a.normal} `.includes(` ${b.normal} `) || ` ${b.normal} `.includes(` ${a.normal} `)
  return holds || jaroWinkler(a.normal, b.normal) >= 0.92 ? 'close' : 'differs'
}

function dateOf(p: PersonRow, r: RegisterRow): string {
  if (p.birth_date === null || r.birth_date === null) return 'missing'
  if (p.birth_date === r.birth_date) return 'agrees'
  const [a, b] = [p.birth_date.split('-'), r.birth_date.split('-')]
  const equal = a.filter((part, index) => part === b[index]).length
  return equal === 2 || (a[0] === b[0] && a[1] === b[2] && a[2] === b[1]) ? 'close' : 'differs'
}
