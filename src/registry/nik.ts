import { type Brand, type PlainDate, branded, daysInMonth, plainDateOf } from '../kernel/index.ts'
import { type KnownAreas, type NumberFault, commonFaults, readDigits } from './digits.ts'

/** A well-formed national identity number: 16 digits. It proves nothing by itself (invariant 4). */
export type Nik = Brand<string, 'Nik'>

export type NikWarning = 'unknown_district' | 'sex_differs' | 'date_differs' | 'high_serial'

export type NikRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly digits: string; readonly faults: readonly NumberFault[] }
  | { readonly kind: 'well_formed'; readonly nik: Nik; readonly warnings: readonly NikWarning[] }

/** What is stated beside the number, to compare with what the number says. */
export type NikContext = {
  readonly fromNumber?: boolean
  readonly kkDigits?: string | undefined
  /** `1` male, `2` female. */
  readonly sex?: string | undefined
  readonly birthDate?: PlainDate | undefined
}

/**
 * Reads a NIK: area of first registration (6), day of birth (+40 for women), month, year in two digits, serial (4).
 * A birth date or an area that differs is a warning only: the number is for life and is not changed when a person moves
 * or a birth date is corrected (Government Regulation 40/2019, article 30 paragraph 2).
 */
export function readNik(text: string, areas: KnownAreas, context: NikContext = {}): NikRead {
  const read = readDigits(text, context.fromNumber)
  if (read.kind === 'none') return read
  const faults = commonFaults(read, areas)
  if (/^\d{16}$/.test(read.digits)) {
    if (!possibleBirth(read.digits)) faults.push('impossible_date')
    if (read.digits === context.kkDigits) faults.push('nik_equals_kk')
  }
  if (faults.length > 0) return { kind: 'malformed', digits: read.digits, faults }
  return { kind: 'well_formed', nik: branded(read.digits), warnings: warningsOf(read.digits, areas, context) }
}

export type NikFacts = {
  readonly districtCode: string
  readonly sex: '1' | '2'
  readonly day: number
  readonly month: number
  readonly yearOfCentury: number
  readonly serial: number
}

/** What the digits say. */
export function factsOfNik(digits: string): NikFacts {
  const number = (from: number, to: number) => Number(digits.slice(from, to))
  const day = number(6, 8)
  return {
    districtCode: digits.slice(0, 6),
    sex: day > 40 ? '2' : '1',
    day: day > 40 ? day - 40 : day,
    month: number(8, 10),
    yearOfCentury: number(10, 12),
    serial: number(12, 16),
  }
}

/**
 * The birth dates that the digits allow on the day `today`: one, or two when both centuries give an age up to 110.
 */
export function birthDatesOfNik(digits: string, today: PlainDate): PlainDate[] {
  const { day, month, yearOfCentury } = factsOfNik(digits)
  const thisYear = Number(today.slice(0, 4))
  const years = [2000 + yearOfCentury, 1900 + yearOfCentury].filter(
    (year) => year <= thisYear && year >= thisYear - 110,
  )
  return years.flatMap((year) => plainDateOf(year, month, day) ?? []).filter((date) => date <= today)
}

/** 29 February is possible when either century has it. */
function possibleBirth(digits: string): boolean {
  const { day, month, yearOfCentury } = factsOfNik(digits)
  if (day < 1 || month < 1 || month > 12) return false
  return [1900, 2000].some((century) => day <= daysInMonth(century + yearOfCentury, month))
}

function warningsOf(digits: string, areas: KnownAreas, { sex, birthDate }: NikContext): NikWarning[] {
  const facts = factsOfNik(digits)
  const warnings: NikWarning[] = []
  if (!areas.districts.has(facts.districtCode)) warnings.push('unknown_district')
  if (sex !== undefined && sex !== facts.sex) warnings.push('sex_differs')
  if (birthDate !== undefined && !sameDay(facts, birthDate)) warnings.push('date_differs')
  if (facts.serial > 9000) warnings.push('high_serial')
  return warnings
}

function sameDay({ day, month, yearOfCentury }: NikFacts, date: PlainDate): boolean {
  const [year = 0, itsMonth = 0, itsDay = 0] = date.split('-').map(Number)
  return day === itsDay && month === itsMonth && yearOfCentury === year % 100
}
