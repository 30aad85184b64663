import { expect, test } from 'vitest'
import { parsePlainDate } from '../../kernel/index.ts'
import {
  type FaultClass,
  type OldListColumn,
  buildDemo,
  buildImportTrial,
  faultRates,
  visibleInFile,
} from '../index.ts'
import { oldListColumns } from './columns.ts'

const { regency, population, oldList } = buildDemo({ seed: 7, families: 8_000 })
const rows = oldList.rows.map((cells, index) => ({
  number: index + 2,
  cell: (name: OldListColumn) => cells[oldListColumns.indexOf(name)]!,
}))
type Row = (typeof rows)[number]

const villageCodes = regency.villages.map(({ code, formerCode }) => ({ code, formerCode }))
const inForce = new Set(villageCodes.map(({ code }) => code))
const retired = new Set(villageCodes.flatMap(({ formerCode }) => formerCode ?? []))

/** What a reader of the file can see, for each class that is visible in one cell. */
const signs: readonly (readonly [readonly FaultClass[], (row: Row) => boolean])[] = [
  [['nik_scientific'], ({ cell }) => cell('nik').endsWith('E+15')],
  [['nik_fifteen_digits'], ({ cell }) => /^\d{15}$/.test(cell('nik'))],
  [['nik_seventeen_digits'], ({ cell }) => /^\d{17}$/.test(cell('nik'))],
  [
    ['nik_last_four_zeros', 'nik_rounded'],
    ({ cell }) => /^\d{12}0000$/.test(cell('nik')) && cell('nik') !== cell('nokk'),
  ],
  [
    ['nik_is_kk'],
    ({ cell }) => cell('nik') === cell('nokk') && /^\d{16}$/.test(cell('nik')) && !isRepeated(cell('nik')),
  ],
  [['nik_repeated_digit'], ({ cell }) => isRepeated(cell('nik'))],
  [['nik_letters'], ({ cell }) => /[Ol]/.test(cell('nik'))],
  [['nik_apostrophe'], ({ cell }) => cell('nik').startsWith("'")],
  [['nik_spaced'], ({ cell }) => cell('nik').includes(' ')],
  [['kk_scientific'], ({ cell }) => cell('nokk').endsWith('E+15')],
  [['kk_fifteen_digits'], ({ cell }) => /^\d{15}$/.test(cell('nokk'))],
  [['kk_last_four_zeros'], ({ cell }) => /^\d{12}0000$/.test(cell('nokk'))],
  [['kk_repeated_digit'], ({ cell }) => isRepeated(cell('nokk'))],
  [['kk_blank'], ({ cell }) => cell('nokk') === ''],
  [['name_empty'], ({ cell }) => cell('nama') === ''],
  [['name_mojibake'], ({ cell }) => /[âÃÂ]/.test(cell('nama'))],
  [['date_blank'], ({ cell }) => cell('tgl_lahir') === ''],
  [['date_future'], ({ cell }) => Number(cell('tgl_lahir').slice(6)) > 2030],
  [['date_impossible'], ({ cell }) => cell('tgl_lahir') !== '' && isoDate(cell('tgl_lahir')) === undefined],
  [['decimal_comma'], ({ cell }) => cell('luas_lantai').includes(',')],
  [['code_unknown'], ({ cell }) => !(Number(cell('lantai')) >= 1 && Number(cell('lantai')) <= 10)],
  [['area_retired'], (row) => !inForce.has(villageCode(row)) && retired.has(villageCode(row))],
  [['area_unknown'], (row) => !inForce.has(villageCode(row)) && !retired.has(villageCode(row))],
]

test.each(signs)('%s: the rows with the sign are the rows of the truth', (classes, hasSign) => {
  const seen = rows.filter(hasSign).map(({ number }) => number)
  const planted = oldList.faults.filter((fault) => classes.includes(fault.class)).map(({ row }) => row)
  expect(planted.length).toBeGreaterThan(0)
  expect(seen).toEqual([...new Set(planted)].sort((a, b) => a - b))
})

test('families with two heads or none are those of the truth', () => {
  const families = Map.groupBy(rows, ({ cell }) => cell('idbdt'))
  const heads = [...families.values()].map((members) => ({
    first: members[0]!.number,
    heads: members.filter(({ cell }) => cell('hubungan') === '1').length,
  }))
  expect(heads.filter((family) => family.heads === 2).length).toBe(countOf('two_heads'))
  expect(heads.filter((family) => family.heads === 0).length).toBe(countOf('no_head'))
})

test('a shared NIK belongs to another person of the family, and a person in two families keeps hers', () => {
  const personOf = new Map(oldList.links.map(({ row, person }) => [row, person]))
  const holders = Map.groupBy(rows, ({ cell }) => cell('nik'))
  for (const fault of oldList.faults.filter(
    ({ class: kind }) => kind === 'nik_duplicate' || kind === 'person_in_two_families',
  )) {
    const row = rows[fault.row - 2]!
    const others = holders.get(row.cell('nik'))!.filter(({ number }) => number !== fault.row)
    const samePerson = others.some(({ number }) => personOf.get(number) === personOf.get(fault.row))
    expect(others.length).toBeGreaterThan(0)
    expect(samePerson).toBe(fault.class === 'person_in_two_families')
  }
})

test('rates are those of the published lists', async ({ annotate }) => {
  const rate = (classes: readonly string[]) =>
    new Set(oldList.faults.filter((fault) => classes.includes(fault.class)).map(({ row }) => row)).size /
    rows.length
  const rates = {
    invalidNik: rate(Object.keys(faultRates.nik)),
    invalidKk: rate(Object.keys(faultRates.kk)),
    duplicateNik: rate(['nik_duplicate']),
    dead: rate(['person_dead']),
  }
  await annotate(JSON.stringify(rates))
  expect(rates.invalidNik).toBeCloseTo(0.113, 2)
  expect(Math.abs(rates.invalidKk - 0.169)).toBeLessThan(0.015)
  expect(Math.abs(rates.duplicateNik - 0.011)).toBeLessThan(0.003)
  expect(Math.abs(rates.dead - 0.0024)).toBeLessThan(0.0012)
})

test('every class that the file shows is planted', () => {
  const planted = new Set(oldList.faults.map((fault) => fault.class))
  expect(visibleInFile.filter((kind) => !planted.has(kind))).toEqual([])
})

test('the list covers about 70 per cent of the families, the poorest fifth more than the richest, and neither whole', () => {
  const listed = new Set(oldList.links.map(({ family }) => family))
  const byWelfare = population.families.toSorted((a, b) => a.expenditurePerHead - b.expenditurePerHead)
  const fifth = byWelfare.length / 5
  const covered = (from: number, to: number) =>
    byWelfare.slice(from, to).filter(({ index }) => listed.has(index)).length / (to - from)
  expect(covered(0, byWelfare.length)).toBeGreaterThan(0.64)
  expect(covered(0, byWelfare.length)).toBeLessThan(0.76)
  expect(covered(0, fifth)).toBeGreaterThan(covered(4 * fifth, byWelfare.length) + 0.25)
  expect(covered(0, fifth)).toBeLessThan(0.95)
})

test('a row without a fault says what is true of its person', () => {
  const people = new Map(
    [...population.families, ...population.departed]
      .flatMap(({ members, deceased }) => [...members, ...deceased.map(({ person }) => person)])
      .map((person) => [person.index, person.facts]),
  )
  const faulty = new Set(oldList.faults.map(({ row }) => row))
  for (const { row, person } of oldList.links.filter((link) => !faulty.has(link.row))) {
    const { cell } = rows[row - 2]!
    const facts = people.get(person)!
    expect([cell('nama'), cell('nik'), isoDate(cell('tgl_lahir'))]).toEqual([
      facts.name.toUpperCase(),
      facts.nik ?? '',
      facts.birth_date,
    ])
  }
})

test('a trial list has exactly the rows that were asked for, and no fault beyond them', () => {
  const { oldList: trial } = buildImportTrial(3, 1_500)
  expect(trial.rows.length).toBe(1_500)
  expect(trial.links.length).toBe(1_500)
  expect(Math.max(...trial.faults.map(({ row }) => row))).toBeLessThanOrEqual(1_501)
})

function countOf(kind: FaultClass): number {
  return oldList.faults.filter((fault) => fault.class === kind).length
}

function isRepeated(number: string): boolean {
  return /^(\d)\1{15}$/.test(number)
}

function isoDate(text: string) {
  return parsePlainDate(text.split('/').toReversed().join('-'))
}

function villageCode({ cell }: Row): string {
  return [cell('kdprop'), cell('kdkab'), cell('kdkec'), cell('kddesa')].join('.')
}
