import type { PlainDate } from '../kernel/index.ts'

export type Sex = 'male' | 'female'

/** Issues NIK and KK numbers as the civil register does: serials count up within place and date, so none is issued twice. */
export type NumberIssuer = {
  readonly issueNik: (areaDigits: string, birthDate: PlainDate, sex: Sex) => string
  readonly issueKk: (areaDigits: string, registeredOn: PlainDate) => string
}

/**
 * NIK: six digits of the place of first registration, ddmmyy of birth with 40 added to a woman's day, four of a serial.
 * KK number: the same with the day of registration and nothing added (rules of the population administration system
 * SIAK). The two count together here, so that no NIK happens to equal a KK number, which would look like a fault.
 */
export function numberIssuer(): NumberIssuer {
  const issued = new Map<string, number>()
  const issue = (prefix: string) => {
    const serial = (issued.get(prefix) ?? 0) + 1
    issued.set(prefix, serial)
    return `${prefix}${String(serial).padStart(4, '0')}`
  }
  return {
    issueNik: (areaDigits, birthDate, sex) =>
      issue(areaDigits + dateDigits(birthDate, sex === 'female' ? 40 : 0)),
    issueKk: (areaDigits, registeredOn) => issue(areaDigits + dateDigits(registeredOn, 0)),
  }
}

function dateDigits(date: PlainDate, addedToDay: number): string {
  const day = Number(date.slice(8, 10)) + addedToDay
  return `${String(day).padStart(2, '0')}${date.slice(5, 7)}${date.slice(2, 4)}`
}
