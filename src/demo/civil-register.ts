import { type PlainDate, type Random, addDays, seedOf, seededRandom } from '../kernel/index.ts'
import type { Regency } from './areas.ts'
import { happens, itemAt, pick, wholeBetween } from './draw.ts'
import type { Population, TrueFamily, TruePerson } from './truth.ts'

/** A row of the civil register's extract (Dukcapil). Names in capitals, codes of today. */
export type RegisterEntry = {
  readonly register_id: string
  readonly nik: string
  readonly name: string
  readonly birth_date: PlainDate
  /** `1` male, `2` female. */
  readonly sex: string
  readonly kk_number: string
  readonly village_code: string
  readonly death_date: PlainDate | undefined
  /** For tests: the person in the truth. */
  readonly true_person: number
}

/** Share of people with a NIK whom the extract lacks. */
const missingShare = 0.02
/** Share of those who moved away and are still registered here. */
const lingeringShare = 0.3

/**
 * Everyone who has a NIK but for a fiftieth, the dead with the day of death, and some who moved away. A few birth dates and
 * villages differ from the truth, as in any register.
 */
export function extractCivilRegister(
  regency: Regency,
  population: Population,
  seed: number,
): readonly RegisterEntry[] {
  const random = seededRandom(seedOf(seed, 'civil register'))
  const lingering = population.departed.filter(
    ({ members }) => members.length === 0 || happens(random, lingeringShare),
  )
  const entries = [...population.families, ...lingering].flatMap((family) =>
    entriesOf(random, regency, family),
  )
  return entries.map((entry, index) => ({ register_id: String(index + 1).padStart(7, '0'), ...entry }))
}

type Entry = Omit<RegisterEntry, 'register_id'>

function entriesOf(random: Random, regency: Regency, family: TrueFamily): readonly Entry[] {
  const { code } = happens(random, 0.015)
    ? pick(random, regency.villages)
    : itemAt(regency.villages, family.village)
  const living = family.members.map((person) => ({ person, diedOn: undefined }))
  return [...living, ...family.deceased].flatMap(({ person, diedOn }) => {
    const { nik } = person.facts
    if (nik === undefined || happens(random, missingShare)) return []
    return [entryOf(random, family, person, nik, code, diedOn)]
  })
}

function entryOf(
  random: Random,
  { facts }: TrueFamily,
  person: TruePerson,
  nik: string,
  villageCode: string,
  diedOn: PlainDate | undefined,
): Entry {
  const { name, birth_date, sex } = person.facts
  return {
    nik,
    name: name.toUpperCase(),
    birth_date: happens(random, 0.004) ? addDays(birth_date, -wholeBetween(random, 1, 400)) : birth_date,
    sex,
    kk_number: facts.kk_number,
    village_code: villageCode,
    death_date: diedOn,
    true_person: person.index,
  }
}
