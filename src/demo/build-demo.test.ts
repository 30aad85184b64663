import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type DemoOptions, buildDemo, mapRegency, tableOf } from './index.ts'

test('the same seed gives the same bytes, another seed gives others', () => {
  expect(hashOf({ seed: 7, families: 400 })).toBe(hashOf({ seed: 7, families: 400 }))
  expect(hashOf({ seed: 7, families: 400 })).not.toBe(hashOf({ seed: 8, families: 400 }))
})

test.each([200, 2_000])(
  'a regency of %i families has as many, and lists, a survey and a register',
  (families) => {
    const demo = buildDemo({ seed: 1, families })
    expect(demo.population.families.length).toBe(families)
    expect(demo.oldList.rows.length).toBeGreaterThan(families)
    expect(demo.survey.families.length).toBeGreaterThanOrEqual(families * 0.25)
    expect(demo.civilRegister.length).toBeGreaterThan(families * 2)
  },
)

test('the civil register holds those with a NIK but for a fiftieth, and the day of each death', () => {
  const { population, civilRegister } = buildDemo({ seed: 7, families: 4_000 })
  const known = new Map(civilRegister.map((entry) => [entry.true_person, entry]))
  const living = population.families
    .flatMap(({ members }) => members)
    .filter(({ facts }) => facts.nik !== undefined)
  const found = living.filter(({ index }) => known.has(index))
  expect(found.length / living.length).toBeGreaterThan(0.97)
  expect(found.length / living.length).toBeLessThan(0.99)
  for (const { index, facts } of found) {
    expect(known.get(index)).toMatchObject({
      nik: facts.nik,
      name: facts.name.toUpperCase(),
      death_date: undefined,
    })
  }
  const dead = population.families.flatMap(({ deceased }) => deceased)
  for (const { person, diedOn } of dead) expect(known.get(person.index)?.death_date ?? diedOn).toBe(diedOn)
  expect(civilRegister.filter(({ death_date }) => death_date !== undefined).length).toBeGreaterThan(0)
})

test('a table has a cell for each heading', () => {
  expect(
    tableOf(
      [
        { a: 1, hidden: 2 },
        { a: 3, b: 'x' },
      ],
      ['hidden'],
    ),
  ).toEqual({
    headings: ['a', 'b'],
    rows: [
      [1, undefined],
      [3, 'x'],
    ],
  })
})

function hashOf(options: DemoOptions): string {
  const demo = buildDemo(options)
  const recorded = [...demo.oldList.recorded]
  const whole = JSON.stringify([demo, recorded, mapRegency(demo.regency)])
  return createHash('sha256').update(whole).digest('hex')
}
