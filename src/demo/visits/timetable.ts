import { type PlainDate, type Random, addDays, randomNormal } from '../../kernel/index.ts'
import { pickSeveral, wholeBetween } from '../draw.ts'
import type { VisitOutcome } from './visit.ts'

/** Who works where: about 250 families to an enumerator, and five enumerators to a supervisor (Regsosek 2022). */
export type Team = {
  /** Enumerator number of each SLS. */
  readonly enumeratorOfSls: readonly number[]
  readonly enumerators: number
  readonly fabricators: ReadonlySet<number>
}

const load = 250
const span = 5

export function formTeam(random: Random, familiesOfSls: readonly number[]): Team {
  let current = 0
  let families = 0
  const enumeratorOfSls = familiesOfSls.map((count) => {
    if (families > 0 && families + count / 2 > load) {
      current++
      families = 0
    }
    families += count
    return current
  })
  const enumerators = current + 1
  const everyone = Array.from({ length: enumerators }, (_, index) => index)
  return {
    enumeratorOfSls,
    enumerators,
    fabricators: new Set(pickSeveral(random, everyone, Math.floor(enumerators / 30))),
  }
}

export function enumeratorId(enumerator: number): string {
  return `PPL${String(enumerator + 1).padStart(4, '0')}`
}

export function supervisorId(enumerator: number): string {
  return `PML${String(Math.floor(enumerator / span) + 1).padStart(3, '0')}`
}

export type Appointment = {
  readonly startedAt: string
  readonly endedAt: string
  readonly durationSeconds: number
}

export type VisitLength = {
  readonly outcome: VisitOutcome
  readonly members: number
  readonly fabricated: boolean
}

/** Visits of one enumerator, one after the other: eight to ten a day from eight o'clock, with the way between them. */
export function makeAppointments(
  random: Random,
  firstDay: PlainDate,
  visits: readonly VisitLength[],
): readonly Appointment[] {
  const appointments: Appointment[] = []
  let day = firstDay
  let second = openingSecond(random)
  let left = wholeBetween(random, 8, 10)
  for (const visit of visits) {
    if (left === 0) {
      day = addDays(day, 1)
      second = openingSecond(random)
      left = wholeBetween(random, 8, 10)
    }
    const durationSeconds = drawDuration(random, visit)
    appointments.push({
      startedAt: localTime(day, second),
      endedAt: localTime(day, second + durationSeconds),
      durationSeconds,
    })
    second += durationSeconds + wholeBetween(random, 240, 1100)
    left--
  }
  return appointments
}

function openingSecond(random: Random): number {
  return 8 * 3600 + wholeBetween(random, 0, 2700)
}

/** A full interview takes nine minutes and three and a half a member; one that does not take place two or three. */
function drawDuration(random: Random, { outcome, members, fabricated }: VisitLength): number {
  if (!['complete', 'partial'].includes(outcome)) return wholeBetween(random, 90, 260)
  if (fabricated) return wholeBetween(random, 170, 420)
  const minutes = (9 + 3.5 * members) * Math.exp(0.22 * randomNormal(random))
  return Math.round(60 * (outcome === 'partial' ? minutes / 2 : minutes))
}

/** Western Indonesian time. */
function localTime(day: PlainDate, second: number): string {
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
  return `${day}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}+07:00`
}
