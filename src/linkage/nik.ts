import { type PlainDate, plainDateOf } from '../kernel/index.ts'

/**
 * What the digits of a NIK say: sub-district of first registration, day of birth and sex. Lifelong: the digits are not
 * changed when the holder moves or a birth date is corrected (PP 40/2019, art. 30(2)), so a disagreement is a hint and
 * never a proof.
 */
export type NikFacts = {
  /** Kemendagri code `PP.RR.DD`, perhaps of a sub-district that no longer exists. */
  readonly districtCode: string
  readonly sex: '1' | '2'
  readonly day: number
  readonly month: number
  /** The last two digits of the year. */
  readonly shortYear: number
}

/**
 * Reads 16 digits: area 6, day of birth 2 (plus 40 for a woman), month 2, year 2, serial 4. `undefined` when they are
 * not a NIK: other characters, an impossible day or month, serial 0000.
 */
export function nikFacts(nik: string): NikFacts | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?!0000)\d{4}$/.exec(nik)
  if (!match) return undefined
  const [province, regency, district, writtenDay = 0, month = 0, shortYear = 0] = match.slice(1).map(Number)
  const isWoman = writtenDay > 40
  const day = isWoman ? writtenDay - 40 : writtenDay
  // 2000 is a leap year, as is every year of two digits that 4 divides.
  if (plainDateOf(2000 + shortYear, month, day) === undefined) return undefined
  const districtCode = [province, regency, district].map((part) => String(part).padStart(2, '0')).join('.')
  return { districtCode, sex: isWoman ? '2' : '1', day, month, shortYear }
}

/** Whether the digits name this day of birth, in whatever century. */
export function agreesWithBirthDate(facts: NikFacts, birthDate: PlainDate): boolean {
  const [year, month, day] = birthDate.split('-').map(Number)
  return year !== undefined && year % 100 === facts.shortYear && month === facts.month && day === facts.day
}
