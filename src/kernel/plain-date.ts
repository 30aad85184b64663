import { z } from 'zod'
import type { Brand } from './brand.ts'
import { branded } from './ids.ts'

/**
 * A calendar day as `YYYY-MM-DD`, with no time zone: a birth date read as midnight UTC is the day before in half of
 * the world, and 31 December in Jayapura is 30 December in London.
 */
export type PlainDate = Brand<string, 'PlainDate'>

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** `undefined` unless `text` is an existing day between the years 1800 and 2999, written `YYYY-MM-DD`. */
export function parsePlainDate(text: string): PlainDate | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  return plainDateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** `undefined` unless the three numbers (month 1 to 12) name an existing day. */
export function plainDateOf(year: number, month: number, day: number): PlainDate | undefined {
  if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined
  return branded(`${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`)
}

/** For dates written in code. Throws when `text` is not a day. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === undefined) throw new Error(`not a calendar day: ${text}`)
  return date
}

export const plainDateSchema = z.string().transform((text, context): PlainDate => {
  const date = parsePlainDate(text)
  if (date !== undefined) return date
  context.addIssue({ code: 'custom', message: 'not a calendar day (YYYY-MM-DD)' })
  return z.NEVER
})

/** `days` may be negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return plainDate(
    new Date(dayNumber(date) * dayMilliseconds + days * dayMilliseconds).toISOString().slice(0, 10),
  )
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Completed years on `on`; someone born on 29 February has a birthday on 1 March in other years. */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

const dayMilliseconds = 86_400_000

function dayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMilliseconds
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
