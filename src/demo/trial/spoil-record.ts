import { type Random, randomBelow } from '../../kernel/index.ts'
import { happens, pick } from '../draw.ts'
import type { Sex } from '../identity-numbers.ts'
import { distortName } from '../name-errors.ts'

/** A record of a person as some list has it; empty text is a missing value. */
export type TrialRecord = {
  readonly person: number
  readonly family: number
  readonly nik: string
  readonly name: string
  readonly birthDate: string
  readonly sex: Sex
  readonly motherName: string
  readonly village: string
}

/** Shares of second records with each error: those of the project's notes on linkage. */
export const trialRates = {
  name: 0.27,
  motherMissing: 0.12,
  motherName: 0.12,
  nikMissing: 0.25,
  nikDigit: 0.07,
  dateMissing: 0.03,
  dateExchanged: 0.02,
  dateDigit: 0.02,
  dateHeaped: 0.02,
  sex: 0.006,
  moved: 0.12,
} as const

/** A second record of the same person, made elsewhere by somebody else: each field may be wrong, on its own. */
export function spoilRecord(
  random: Random,
  record: TrialRecord,
  elsewhere: { readonly family: number; readonly village: string },
): TrialRecord {
  const moved = happens(random, trialRates.moved)
  const isOther = happens(random, trialRates.sex)
  return {
    person: record.person,
    family: elsewhere.family,
    nik: spoilNik(random, record.nik),
    name: happens(random, trialRates.name) ? misspelt(random, record.name, record.sex) : record.name,
    birthDate: spoilDate(random, record.birthDate),
    sex: isOther ? (record.sex === 'male' ? 'female' : 'male') : record.sex,
    motherName: spoilMother(random, record.motherName),
    village: moved ? elsewhere.village : record.village,
  }
}

function misspelt(random: Random, name: string, sex: Sex): string {
  return distortName(random, name, sex)?.name ?? name
}

function spoilMother(random: Random, name: string): string {
  if (name === '' || happens(random, trialRates.motherMissing)) return ''
  return happens(random, trialRates.motherName) ? misspelt(random, name, 'female') : name
}

function spoilNik(random: Random, nik: string): string {
  if (nik === '' || happens(random, trialRates.nikMissing)) return ''
  return happens(random, trialRates.nikDigit) ? otherDigit(random, nik, 0) : nik
}

/** One digit is another, or changes places with its neighbour. */
function otherDigit(random: Random, digits: string, from: number): string {
  const at = from + randomBelow(random, digits.length - 1 - from)
  const exchanged =
    digits.slice(0, at) + digits.slice(at + 1, at + 2) + digits.slice(at, at + 1) + digits.slice(at + 2)
  if (happens(random, 0.5) && exchanged !== digits) return exchanged
  const digit = (Number(digits.slice(at, at + 1)) + 1 + randomBelow(random, 9)) % 10
  return `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`
}

function spoilDate(random: Random, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  let left = random()
  const falls = (share: number) => (left -= share) < 0
  if (falls(trialRates.dateMissing)) return ''
  if (falls(trialRates.dateExchanged)) return Number(day) > 12 ? date : `${year}-${day}-${month}`
  if (falls(trialRates.dateDigit)) return `${Number(year) + pick(random, [-10, -1, 1, 10])}-${month}-${day}`
  if (falls(trialRates.dateHeaped)) return `${year}-${pick(random, ['01-01', '07-01', '12-31'])}`
  return date
}
