import {
  type PlainDate,
  type Random,
  addDays,
  plainDate,
  randomBelow,
  seedOf,
  seededRandom,
} from '../../kernel/index.ts'
import { happens, wholeBetween } from '../draw.ts'
import type { Sex } from '../identity-numbers.ts'
import { type FamilyNaming, drawName, drawNaming, drawSpouseNaming } from '../names.ts'
import { type TrialRecord, spoilRecord } from './spoil-record.ts'

export type TrialOptions = { readonly rows: number; readonly seed: number }

/** Columns of a trial file, in order. `true_person` is the truth: the same for records of one person. */
export const trialColumns = [
  'person_id',
  'family_id',
  'nik',
  'name',
  'birth_date',
  'sex',
  'mother_name',
  'village_code',
  'true_person',
] as const

/** People of a village before linkage is tried on a million. */
const peopleOfVillage = 3_000
const duplicateShare = 0.2
const lastBirth = plainDate('2026-01-01')

/**
 * Invented people for a trial of linkage, row by row so that any number fits: families with the demo's names, whose
 * children share mother and village (the hard strangers), and one record in five a second one of somebody, with errors.
 * Nobody exists: province 97 was never issued.
 */
export function* trialPeople({ rows, seed }: TrialOptions): Iterable<readonly string[]> {
  const random = seededRandom(seedOf(seed, 'linkage trial'))
  const villages = Math.max(1, Math.round(rows / peopleOfVillage))
  const waiting: TrialRecord[] = []
  let written = 0
  for (const record of truePeople(random, villages)) {
    if (written >= rows) return
    yield rowOf(record, written++)
    if (happens(random, duplicateShare / (1 - duplicateShare)))
      waiting.push(
        spoilRecord(random, record, {
          family: -1 - written,
          village: villageCode(randomBelow(random, villages)),
        }),
      )
    if (waiting.length > waitingLength && written < rows) yield rowOf(takeAny(random, waiting), written++)
  }
}

/** Second records stand far from the first ones. */
const waitingLength = 200

function takeAny(random: Random, list: TrialRecord[]): TrialRecord {
  const at = randomBelow(random, list.length)
  const [taken] = list.splice(at, 1)
  if (taken === undefined) throw new Error('nothing is waiting')
  return taken
}

function* truePeople(random: Random, villages: number): Iterable<TrialRecord> {
  let person = 0
  for (let family = 0; ; family++) {
    const village = villageCode(randomBelow(random, villages))
    for (const member of drawFamily(random, village, family)) yield { ...member, person: person++ }
  }
}

function* drawFamily(random: Random, village: string, family: number): Iterable<Omit<TrialRecord, 'person'>> {
  const naming = drawNaming(random)
  const wifeNaming = drawSpouseNaming(random, naming)
  const place = { village, family }
  const motherBirth = drawBirth(random, 22, 70)
  const father = drawMember(
    random,
    naming,
    'male',
    addDays(motherBirth, -wholeBetween(random, -1_000, 3_000)),
    1,
    place,
  )
  const mother = drawMember(random, wifeNaming, 'female', motherBirth, 1, place)
  yield father
  yield mother
  const children = wholeBetween(random, 0, 3)
  for (let order = 1; order <= children; order++) {
    const birth = addDays(motherBirth, 365 * 20 + wholeBetween(random, 0, 365 * 12))
    if (birth >= lastBirth) continue
    yield {
      ...drawMember(random, naming, happens(random, 0.5) ? 'male' : 'female', birth, order, place),
      motherName: mother.name,
    }
  }
}

function drawMember(
  random: Random,
  naming: FamilyNaming,
  sex: Sex,
  birthDate: PlainDate,
  order: number,
  { village, family }: { readonly village: string; readonly family: number },
): Omit<TrialRecord, 'person'> {
  const year = Number(birthDate.slice(0, 4))
  return {
    family,
    nik: happens(random, 0.03) ? '' : drawNik(random, village, birthDate, sex),
    name: drawName(random, naming, sex, year, order),
    birthDate,
    sex,
    motherName: happens(random, 0.05)
      ? ''
      : drawName(random, drawSpouseNaming(random, naming), 'female', year - 27),
    village,
  }
}

function drawBirth(random: Random, youngest: number, oldest: number): PlainDate {
  return addDays(lastBirth, -wholeBetween(random, youngest * 365, oldest * 365))
}

/** Six digits of the sub-district, ddmmyy with 40 added for women, a serial. */
function drawNik(random: Random, village: string, birthDate: PlainDate, sex: Sex): string {
  const day = Number(birthDate.slice(8)) + (sex === 'female' ? 40 : 0)
  const date = `${String(day).padStart(2, '0')}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}`
  return `${village.replaceAll('.', '').slice(0, 6)}${date}${String(1 + randomBelow(random, 8_999)).padStart(4, '0')}`
}

/** 97.01.01.2001 and so on: 15 villages a sub-district, 20 sub-districts a regency. */
function villageCode(number: number): string {
  const two = (value: number) => String(1 + value).padStart(2, '0')
  const district = Math.floor(number / 15)
  return `97.${two(Math.floor(district / 20) % 99)}.${two(district % 20)}.20${two(number % 15)}`
}

function rowOf(record: TrialRecord, row: number): readonly string[] {
  const { family, nik, name, birthDate, sex, motherName, village, person } = record
  // Ids in no order: the order of rows is to decide nothing.
  const id = ((row * 2_654_435_761) % 4_294_967_296).toString(36).padStart(7, '0')
  return [
    id,
    `f${family}`,
    nik,
    name,
    birthDate,
    sex === 'male' ? '1' : '2',
    motherName,
    village,
    `t${person}`,
  ]
}
