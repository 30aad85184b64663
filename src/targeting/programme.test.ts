import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plainDate } from '../kernel/index.ts'
import { familyCodebook, variablesOf } from '../questionnaire/index.ts'
import { type Programme, checkProgramme, findProgramme, parseProgramme } from './programme.ts'

const folder = join(import.meta.dirname, '../../data/programmes')
const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
const contents = new Map<string, unknown>()
for (const file of files) contents.set(file, JSON.parse(await readFile(join(folder, file), 'utf8')))

function programmeOf(file: string): Programme {
  const read = parseProgramme(file, contents.get(file))
  if (read.kind === 'issues') throw new Error(JSON.stringify(read.issues))
  return read.programme
}

const namesOf = (level: 'family' | 'person') => variablesOf(familyCodebook, level).map(({ name }) => name)
const snapshotColumns = {
  family: [...namesOf('family'), 'member_count', 'village_code'],
  person: [...namesOf('person'), 'age', 'relation'],
}

test.each(files)('%s is in form and reads only columns that a snapshot has', (file) => {
  expect(checkProgramme(programmeOf(file), snapshotColumns)).toEqual([])
  expect(file).toBe(`${programmeOf(file).code}-${programmeOf(file).validFrom.slice(0, 4)}.json`)
})

// Arithmetic of the notes: 43.8 trillion for 18.3 million families is Rp199,454 a month; PKH pays Rp2.87 million a family.
test('the budgets of the files are about what their quotas cost', () => {
  const sembako = programmeOf('sembako-2026.json')
  expect(sembako.budgetRupiahPerYear! / sembako.quotaNational / 12).toBeCloseTo(199_454, -1)
  const pkh = programmeOf('pkh-2026.json')
  expect(pkh.budgetRupiahPerYear! / pkh.quotaNational).toBe(2_870_000)
})

test('an unknown column is named with its table', () => {
  const programme = programmeOf('pkh-2026.json')
  const offered = {
    ...snapshotColumns,
    person: snapshotColumns.person.filter((name) => name !== 'disability'),
  }
  expect(checkProgramme(programme, offered)).toMatchObject([
    { code: 'programme_unknown_column', params: { programme: 'pkh', level: 'person', column: 'disability' } },
  ])
})

test('a file out of form is answered with the place of each fault', () => {
  const content = { ...programmeOf('pkh-2026.json'), noticeDays: 0, validFrom: '2026-02-30', extra: 1 }
  const read = parseProgramme('pkh.json', content)
  const places = read.kind === 'issues' ? read.issues.map(({ where }) => where.column) : []
  expect(new Set(places)).toEqual(new Set(['', 'noticeDays', 'validFrom']))
})

test('a code that already has a text is refused', () => {
  const pkh = programmeOf('pkh-2026.json')
  const renamed = pkh.rules.map((rule) => ({ ...rule, code: 'above_cut' }))
  expect(parseProgramme('pkh.json', { ...pkh, rules: renamed })).toMatchObject({
    kind: 'issues',
    issues: [{ where: { file: 'pkh.json', column: 'rules' } }],
  })
})

test('a programme is found by its day, and two files for one day are refused', () => {
  const pkh = programmeOf('pkh-2026.json')
  const next = { ...pkh, validFrom: plainDate('2027-01-01'), validTo: undefined, noticeDays: 60 }
  expect(findProgramme([pkh, next], 'pkh', plainDate('2026-12-31'))?.noticeDays).toBe(30)
  expect(findProgramme([pkh, next], 'pkh', plainDate('2027-01-01'))?.noticeDays).toBe(60)
  expect(findProgramme([pkh], 'pkh', plainDate('2025-12-31'))).toBeUndefined()
  expect(() => findProgramme([pkh, pkh], 'pkh', plainDate('2026-06-01'))).toThrow('two files')
})
