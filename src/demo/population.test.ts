import { expect, test } from 'vitest'
import { ageOn } from '../kernel/index.ts'
import { checkValue, familyCodebook, variablesOf } from '../questionnaire/index.ts'
import { readKkNumber, readNik } from '../registry/index.ts'
import { buildPopulation, buildRegency, demoAsOf, demoListDate } from './index.ts'
import { oddNames } from './name-words.ts'

const regency = buildRegency(7, 2_500)
const population = buildPopulation(regency, { seed: 7, asOf: demoAsOf, listDate: demoListDate })
const everyone = [...population.families, ...population.departed]
const people = everyone.flatMap(({ members, deceased }) => [
  ...members,
  ...deceased.map(({ person }) => person),
])
const known = {
  regencies: new Set(['9701']),
  districts: new Set(regency.districtCodes.map((code) => code.replaceAll('.', ''))),
}

test('every variable of the codebook is drawn, with its codes and within its range', () => {
  const levels = [
    { level: 'family', rows: everyone.map(({ facts }) => facts) },
    { level: 'person', rows: people.map(({ facts }) => facts) },
  ] as const
  for (const { level, rows } of levels) {
    const variables = variablesOf(familyCodebook, level)
    const drawn = new Set(rows.flatMap((facts) => Object.keys(facts)))
    expect(drawn).toEqual(new Set(variables.map(({ name }) => name)))
    const wrong = variables.flatMap((variable) =>
      rows
        .flatMap((facts) => Object.entries(facts).filter(([name]) => name === variable.name))
        .flatMap(([name, value]) =>
          value === undefined ? [] : checkValue(variable, String(value)).map(() => ({ name, value })),
        ),
    )
    expect(wrong).toEqual([])
  }
})

test('answers are there exactly where the questionnaire asks', () => {
  const wrongFamilies = population.families.filter(
    ({ facts }) =>
      (facts.land_proof !== undefined) !== (facts.tenure === '1') ||
      (facts.power !== undefined) !== (facts.lighting === '1') ||
      (facts.closet !== undefined) !== ['1', '2', '3'].includes(facts.toilet) ||
      facts.asset_gas_5kg > 0 !== ['2', '3'].includes(facts.cooking_fuel) ||
      (facts.lighting === '4' && facts.asset_fridge + facts.asset_ac + facts.asset_computer > 0),
  )
  const wrongPeople = people.filter(({ facts }) => {
    const asked = ageOn(facts.birth_date, demoAsOf) >= 5
    const attended = facts.school_participation === '2' || facts.school_participation === '3'
    return (
      (facts.school_participation !== undefined) !== asked ||
      (facts.education_level !== undefined) !== attended ||
      (facts.education_certificate !== undefined) !== attended ||
      (facts.worked !== undefined) !== asked ||
      (facts.industry !== undefined) !== (facts.worked === '1') ||
      (facts.business_industry !== undefined) !== (facts.business_count ?? 0) > 0
    )
  })
  expect(wrongFamilies).toEqual([])
  expect(wrongPeople).toEqual([])
})

test('a family has one head, at most one spouse, and children younger than their parents', () => {
  for (const { members } of population.families) {
    const born = (relation: string) =>
      members.filter(({ facts }) => facts.relation === relation).map(({ facts }) => facts.birth_date)
    const [head, ...others] = born('1')
    expect(others).toEqual([])
    expect(members[0]!.facts.relation).toBe('1')
    expect(born('2').length).toBeLessThanOrEqual(1)
    for (const child of born('3')) expect(ageOn(head!, child)).toBeGreaterThanOrEqual(16)
    for (const parent of born('6')) expect(ageOn(parent, head!)).toBeGreaterThanOrEqual(15)
    expect(ageOn(head!, demoAsOf)).toBeGreaterThanOrEqual(18)
  }
})

test('every NIK and KK number is well formed, of an area that was never issued, and given once', () => {
  const niks = people.flatMap(({ facts }) => facts.nik ?? [])
  const kks = everyone.map(({ facts }) => facts.kk_number)
  expect(new Set([...niks, ...kks]).size).toBe(niks.length + kks.length)
  for (const { facts } of people) {
    if (facts.nik === undefined) continue
    expect(facts.nik.startsWith('9701')).toBe(true)
    const read = readNik(facts.nik, known, { sex: facts.sex, birthDate: facts.birth_date })
    expect(read).toMatchObject({ kind: 'well_formed', warnings: [] })
  }
  for (const kk of kks)
    expect(readKkNumber(kk, known, demoAsOf)).toMatchObject({ kind: 'well_formed', warnings: [] })
})

test('names keep the rule of 60 letters and spaces, but for the odd names that are valid all the same', () => {
  const names = people.map(({ facts }) => facts.name)
  expect(
    names.filter((name) => !/^[A-Z][A-Za-z']*( [A-Z][A-Za-z']*)*$/.test(name) && !oddNames.includes(name)),
  ).toEqual([])
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(60)
  expect(names.some((name) => !name.includes(' '))).toBe(true)
})

test('families of a house share its walls and its place', () => {
  const houses = Map.groupBy(population.families, ({ house }) => house)
  for (const families of houses.values()) {
    expect(
      new Set(families.map(({ facts }) => `${facts.wall} ${facts.latitude} ${facts.longitude}`)).size,
    ).toBe(1)
    expect(families.every(({ facts }) => facts.families_in_house === families.length)).toBe(true)
  }
})
