import { type PlainDate, parsePlainDate, plainDate } from '../kernel/index.ts'
import type { AsOf } from '../store/index.ts'
import { problems } from './problems.ts'

/** @throws Problem `valueUnknown` */
export function parseDay(text: string): PlainDate {
  const day = parsePlainDate(text)
  if (day === undefined)
    throw problems.valueUnknown({ what: 'tanggal', given: text, known: 'TTTT-BB-HH, 2026-03-31' })
  return day
}

/** In UTC, as the database counts. */
export function today(): PlainDate {
  return plainDate(new Date().toISOString().slice(0, 10))
}

/** The state of a day, by all that has been recorded so far. */
export function asKnownNow(day: PlainDate): AsOf {
  return { day, knownAt: new Date().toISOString() }
}
