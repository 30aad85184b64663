import { type Brand, type PlainDate, branded, plainDateOf } from '../kernel/index.ts'
import { type KnownAreas, type NumberFault, commonFaults, readDigits } from './digits.ts'

/** A well-formed number of a family card (kartu keluarga): 16 digits. */
export type KkNumber = Brand<string, 'KkNumber'>

export type KkRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly digits: string; readonly faults: readonly NumberFault[] }
  | { readonly kind: 'well_formed'; readonly kkNumber: KkNumber; readonly warnings: readonly KkWarning[] }

export type KkWarning = 'unknown_district' | 'date_in_future'

/** Reads a KK number: area of issue (6), day of registration as ddmmyy without the +40 of a NIK, serial (4). */
export function readKkNumber(text: string, areas: KnownAreas, today: PlainDate, fromNumber = false): KkRead {
  const read = readDigits(text, fromNumber)
  if (read.kind === 'none') return read
  const faults = commonFaults(read, areas)
  const issued = /^\d{16}$/.test(read.digits) ? issueDate(read.digits) : undefined
  if (faults.length === 0 && issued === undefined) faults.push('impossible_date')
  if (faults.length > 0) return { kind: 'malformed', digits: read.digits, faults }
  const warnings: KkWarning[] = []
  if (!areas.districts.has(read.digits.slice(0, 6))) warnings.push('unknown_district')
  if (issued !== undefined && issued > today) warnings.push('date_in_future')
  return { kind: 'well_formed', kkNumber: branded(read.digits), warnings }
}

/** Family cards are numbered by the register since this century, so two digits name one year. */
function issueDate(digits: string): PlainDate | undefined {
  const part = (from: number) => Number(digits.slice(from, from + 2))
  return plainDateOf(2000 + part(10), part(8), part(6))
}
