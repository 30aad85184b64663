import { expect, test } from 'vitest'
import { familyCodebook, variablesOf } from '../questionnaire/index.ts'
import { buildPopulation, buildRegency, demoAsOf, demoListDate, drawSurvey } from './index.ts'

const surveyOf = (families: number) => {
  const regency = buildRegency(7, families)
  const population = buildPopulation(regency, { seed: 7, asOf: demoAsOf, listDate: demoListDate })
  return { population, survey: drawSurvey(regency, population, 7) }
}
const { population, survey } = surveyOf(20_000)

test('about 1,500 of 20,000 families are drawn, ten to a neighbourhood', () => {
  expect(survey.families.length).toBe(1_500)
  const perPsu = Map.groupBy(survey.families, ({ psu }) => psu)
  expect([...perPsu.values()].every((families) => families.length === 10)).toBe(true)
})

test.each([200, 2_000, 20_000])(
  'the weights of a regency of %i families add up to it, with two PSU or more in each stratum',
  (families) => {
    const drawn = surveyOf(families).survey.families
    expect(drawn.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(families, 6)
    for (const stratum of Map.groupBy(drawn, (family) => family.stratum).values()) {
      expect(new Set(stratum.map(({ psu }) => psu)).size).toBeGreaterThanOrEqual(2)
    }
  },
)

test('no family is drawn twice, and everyone of a family is there', () => {
  expect(new Set(survey.families.map((family) => family.true_family)).size).toBe(survey.families.length)
  const persons = Map.groupBy(survey.persons, ({ family_id }) => family_id)
  for (const family of survey.families) {
    const members = persons.get(family.family_id)!
    expect(members.length).toBe(family.member_count)
    expect(members.find(({ person_id }) => person_id === family.head_person_id)?.relation).toBe('1')
  }
})

test('weighted, the sample gives the mean consumption and the poverty rate of the truth', () => {
  const weightOf = (family: { weight: number; member_count: number }) => family.weight * family.member_count
  const total = survey.families.reduce((sum, family) => sum + weightOf(family), 0)
  const estimate = (value: (family: (typeof survey.families)[number]) => number) =>
    survey.families.reduce((sum, family) => sum + weightOf(family) * value(family), 0) / total
  const people = population.families.reduce((sum, { members }) => sum + members.length, 0)
  const truth =
    population.families.reduce((sum, family) => sum + family.members.length * family.expenditurePerHead, 0) /
    people
  expect(Math.abs(estimate((family) => family.expenditure_per_head) / truth - 1)).toBeLessThan(0.08)
  expect(
    Math.abs(estimate((family) => (family.expenditure_per_head < population.povertyLine ? 1 : 0)) - 0.105),
  ).toBeLessThan(0.03)
})

test('columns are variables of the codebook, and none tells who it is', () => {
  const identifying = ['kk_number', 'address', 'latitude', 'longitude', 'pln_meter_id', 'nik', 'name']
  const familyColumns = Object.keys(survey.families[0]!)
  const personColumns = new Set(survey.persons.flatMap((person) => Object.keys(person)))
  const expected = (level: 'family' | 'person') =>
    variablesOf(familyCodebook, level)
      .map(({ name }) => name)
      .filter((name) => !identifying.includes(name))
  expect(expected('family').filter((name) => !familyColumns.includes(name))).toEqual([])
  expect(expected('person').filter((name) => !personColumns.has(name))).toEqual([])
  expect(identifying.filter((name) => familyColumns.includes(name) || personColumns.has(name))).toEqual([])
})
