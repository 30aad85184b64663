import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/index.ts'
import { type FrameFamily, buildDemo, simulateVisits } from '../index.ts'

const { regency, population, oldList } = buildDemo({ seed: 7, families: 8_000 })
const frame: readonly FrameFamily[] = [...Map.groupBy(oldList.links, ({ idbdt }) => idbdt)].map(
  ([idbdt, links]) => ({
    familyRef: `family ${idbdt}`,
    members: links.map(({ idartbdt, row }) => ({ personRef: idartbdt, row })),
  }),
)
const options = { seed: 7, firstDay: plainDate('2026-04-06') }
const { visits, fabricators } = simulateVisits(regency, population, oldList, frame, options)

test('every family of the frame is visited once, and most of those that it lacked are found', () => {
  const refs = visits.flatMap(({ familyRef }) => familyRef ?? [])
  expect(refs.toSorted()).toEqual(frame.map(({ familyRef }) => familyRef).toSorted())
  const listed = new Set(oldList.links.map(({ family }) => family))
  const unlisted = population.families.filter(({ index }) => !listed.has(index)).length
  const found = visits.filter(({ familyRef }) => familyRef === undefined).length
  expect(found / unlisted).toBeGreaterThan(0.9)
  expect(found / unlisted).toBeLessThan(0.96)
})

test('who moved, died or is on the list twice is found out', () => {
  const outcomeOf = (family: number) =>
    visits.filter(({ trueFamily }) => trueFamily === family).map(({ outcome }) => outcome)
  for (const { index, members } of population.departed) {
    const outcomes = outcomeOf(index).filter((outcome) => outcome !== 'duplicate')
    expect(new Set(outcomes).isSubsetOf(new Set([members.length === 0 ? 'dead' : 'moved']))).toBe(true)
  }
  const copies = new Set(
    oldList.faults
      .filter((fault) => fault.class === 'family_duplicate')
      .map(({ row }) => oldList.links[row - 2]!.idbdt),
  )
  expect(visits.filter(({ outcome }) => outcome === 'duplicate').length).toBe(copies.size)
})

test('nobody lives in two families, but whom relatives count among theirs without a number', () => {
  const guests = new Set(
    oldList.faults.flatMap(({ row, class: fault }) =>
      fault === 'listed_with_relatives' ? [oldList.links[row - 2]!.idartbdt] : [],
    ),
  )
  const present = visits.flatMap(({ members }) =>
    members.filter(({ presence }) => presence === '1' || presence === '5'),
  )
  const twice = present.filter(({ personRef }) => guests.has(personRef ?? ''))
  expect(twice.length).toBeGreaterThan(0)
  expect(twice.every(({ facts }) => facts?.nik === undefined)).toBe(true)
  const people = present.filter((member) => !twice.includes(member)).map(({ truePerson }) => truePerson)
  expect(new Set(people).size).toBe(people.length)
})

test('the dead are reported dead, and those born since the list as new', () => {
  const dead = new Set(
    population.families.flatMap(({ deceased }) => deceased.map(({ person }) => person.index)),
  )
  const complete = visits.filter(
    ({ outcome, familyRef }) => outcome === 'complete' && familyRef !== undefined,
  )
  const members = complete.flatMap((visit) => visit.members)
  expect(
    members.filter(({ truePerson }) => dead.has(truePerson)).every(({ presence }) => presence === '2'),
  ).toBe(true)
  expect(
    members.some(({ presence, facts }) => presence === '5' && facts!.birth_date > oldList.listDate),
  ).toBe(true)
})

test('answers are the truth but for a few', () => {
  const truth = new Map(population.families.map((family) => [family.index, family.facts]))
  const honest = visits.filter(
    ({ family, enumeratorId }) => family !== undefined && !fabricators.includes(enumeratorId),
  )
  const wrong = honest.filter(({ family, trueFamily }) => family!.floor !== truth.get(trueFamily)!.floor)
  expect(wrong.length / honest.length).toBeGreaterThan(0.005)
  expect(wrong.length / honest.length).toBeLessThan(0.03)
})

test('enumerators have about 250 families, work by day, one visit after the other', () => {
  for (const round of Map.groupBy(visits, ({ enumeratorId }) => enumeratorId).values()) {
    expect(round.length).toBeLessThan(320)
    round.slice(1).forEach(({ paradata }, index) => {
      expect(paradata.startedAt > round[index]!.paradata.endedAt).toBe(true)
      expect(Number(paradata.startedAt.slice(11, 13))).toBeGreaterThanOrEqual(8)
      expect(Number(paradata.endedAt.slice(11, 13))).toBeLessThan(20)
    })
  }
})

test('a fabricator is quick and far from the houses', () => {
  expect(fabricators.length).toBeGreaterThan(0)
  const mean = (fabricated: boolean) => {
    const seconds = visits
      .filter(
        ({ outcome, enumeratorId }) =>
          outcome === 'complete' && fabricators.includes(enumeratorId) === fabricated,
      )
      .map(({ paradata }) => paradata.durationSeconds)
    return seconds.reduce((sum, value) => sum + value, 0) / seconds.length
  }
  expect(mean(true)).toBeLessThan(mean(false) / 3)
})

test('neither the order of the frame nor its references change a visit', () => {
  const other = frame.toReversed().map((family) => ({ ...family, familyRef: `other ${family.familyRef}` }))
  const again = simulateVisits(regency, population, oldList, other, options)
  const comparable = (visit: (typeof visits)[number]) => JSON.stringify({ ...visit, familyRef: undefined })
  expect(again.visits.map(comparable)).toEqual(visits.map(comparable))
})
