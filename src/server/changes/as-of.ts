import { type PlainDate, plainDate } from '../../kernel/index.ts'
import type { AsOf } from '../../store/index.ts'

/**
 * Everything that is known: the database's own clock decides, whatever the clock of this machine says.
 */
export const untilNow = 'infinity'

/** The day in Jakarta (UTC+7), where the offices that share one registry have agreed to count their days. */
export function dayOf(instant: Date): PlainDate {
  return plainDate(new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10))
}

/** A day as known at its end, an instant as it is. */
export function knownBy(knownAt: string | undefined): string {
  if (knownAt === undefined) return untilNow
  return knownAt.includes('T') ? knownAt : `${knownAt}T23:59:59.999+07:00`
}

export function asKnown(day: PlainDate, knownAt?: string): AsOf {
  return { day, knownAt: knownBy(knownAt) }
}

/** Whatever was ever said: later than any day on which something can have been observed. */
export const always = asKnown(plainDate('2999-12-31'))
