import {
  type PlainDate,
  type Random,
  randomNormal,
  seedOf,
  seededIds,
  seededRandom,
} from '../../kernel/index.ts'
import type { Regency } from '../areas.ts'
import { happens, itemAt, pickWeighted } from '../draw.ts'
import type { OldList, RowLink } from '../old-list/old-list.ts'
import type { Population, TrueFamily, TruePerson } from '../truth.ts'
import { answerForFamily, answerForGuest, answerForPerson } from './answers.ts'
import {
  type Appointment,
  type Team,
  enumeratorId,
  formTeam,
  makeAppointments,
  supervisorId,
} from './timetable.ts'
import { verify } from './verify.ts'
import type { FrameFamily, Presence, Visit, VisitMember, VisitOutcome, VisitResult, Visits } from './visit.ts'

export type VisitOptions = { readonly seed: number; readonly firstDay: PlainDate }

/** Share of the families missing from the list that enumerators find while going from door to door. */
const foundShare = 0.93

/**
 * A campaign over the families of the frame and over those that enumerators find. The frame comes from the registry after
 * the import, so the visits are a function of it; the old list's links lead from its rows to the truth.
 */
export function simulateVisits(
  regency: Regency,
  population: Population,
  list: OldList,
  frame: readonly FrameFamily[],
  { seed, firstDay }: VisitOptions,
): Visits {
  const random = seededRandom(seedOf(seed, 'visits'))
  const calls = planCalls(random, population, list, frame)
  const team = formTeam(random, countBySls(regency, calls))
  const rounds = Map.groupBy(calls, ({ family }) => itemAt(team.enumeratorOfSls, family.sls))
  const newId = seededIds(random)
  const context: Context = { regency, population, list, team, newId }
  const visits = [...rounds].flatMap(([enumerator, round]) =>
    makeRound(context, seededRandom(seedOf(seed, 'round', String(enumerator))), enumerator, round, firstDay),
  )
  return {
    visits: visits.sort(
      (a, b) =>
        compare(a.paradata.startedAt, b.paradata.startedAt) || compare(a.enumeratorId, b.enumeratorId),
    ),
    fabricators: [...team.fabricators].sort((a, b) => a - b).map(enumeratorId),
  }
}

type Context = {
  readonly regency: Regency
  readonly population: Population
  readonly list: OldList
  readonly team: Team
  readonly newId: () => string
}

/** A door to knock at, and what will come of it. `links` are the rows of the list that the frame's family was made from. */
type Call = {
  readonly family: TrueFamily
  readonly frame: FrameFamily | undefined
  readonly links: readonly LinkedMember[]
  readonly outcome: VisitOutcome
}

/** `guest`: somebody of another family, of whom this one says that he or she lives here. */
type LinkedMember = RowLink & { readonly personRef: string; readonly guest: TruePerson | undefined }

function planCalls(
  random: Random,
  population: Population,
  list: OldList,
  frame: readonly FrameFamily[],
): readonly Call[] {
  const everyone = [...population.families, ...population.departed]
  const visited = new Set<number>()
  const guests = guestsOf(population, list)
  const listed = frame
    .toSorted((a, b) => firstRow(a) - firstRow(b))
    .flatMap((framed) => {
      const links = framed.members.map(({ personRef, row }) => ({
        ...itemAt(list.links, row - 2),
        personRef,
        guest: guests.get(row),
      }))
      const [first] = links
      if (first === undefined) return []
      const family = itemAt(everyone, first.family)
      const outcome = visited.has(family.index) ? 'duplicate' : drawOutcome(random, population, family)
      visited.add(family.index)
      return [{ family, frame: framed, links, outcome }]
    })
  const found = population.families
    .filter(({ index }) => !visited.has(index) && happens(random, foundShare))
    .map((family) => ({ family, frame: undefined, links: [], outcome: 'complete' as const }))
  return [...listed, ...found].sort((a, b) => a.family.sls - b.family.sls || a.family.house - b.family.house)
}

/** By row of the list: people who are listed with their relatives as well, and live elsewhere. */
function guestsOf(population: Population, list: OldList): ReadonlyMap<number, TruePerson> {
  const rows = new Set(
    list.faults.flatMap(({ row, class: fault }) => (fault === 'listed_with_relatives' ? [row] : [])),
  )
  const personOf = new Map(
    list.links.flatMap(({ row, person }) => (rows.has(row) ? [[person, row] as const] : [])),
  )
  return new Map(
    population.families.flatMap(({ members }) =>
      members.flatMap((person) => {
        const row = personOf.get(person.index)
        return row === undefined ? [] : [[row, person] as const]
      }),
    ),
  )
}

/** In the order of the list, so that neither the order of the frame nor its references matter. */
function firstRow({ members }: FrameFamily): number {
  return Math.min(...members.map(({ row }) => row))
}

function drawOutcome(random: Random, population: Population, family: TrueFamily): VisitOutcome {
  if (family.members.length === 0) return 'dead'
  if (family.index >= population.families.length) return 'moved'
  return pickWeighted(random, [
    ['complete', 0.965],
    ['partial', 0.012],
    ['not_found', 0.016],
    ['refused', 0.007],
  ])
}

const results: Readonly<Record<VisitOutcome, VisitResult>> = {
  complete: '1',
  partial: '2',
  not_found: '3',
  refused: '4',
  moved: '5',
  dead: '5',
  duplicate: '5',
}

function countBySls(regency: Regency, calls: readonly Call[]): readonly number[] {
  const counts = regency.sls.map(() => 0)
  for (const { family } of calls) counts[family.sls] = itemAt(counts, family.sls) + 1
  return counts
}

function makeRound(
  context: Context,
  random: Random,
  enumerator: number,
  round: readonly Call[],
  firstDay: PlainDate,
): readonly Visit[] {
  const fabricated = context.team.fabricators.has(enumerator)
  const lengths = round.map(({ outcome, family }) => ({
    outcome,
    members: family.members.length,
    fabricated,
  }))
  const appointments = makeAppointments(random, firstDay, lengths)
  const home = itemAt(round, 0).family
  return round.map((call, index) =>
    makeVisit(context, random, call, {
      enumerator,
      fabricated,
      appointment: itemAt(appointments, index),
      home,
    }),
  )
}

type Stop = {
  readonly enumerator: number
  readonly fabricated: boolean
  readonly appointment: Appointment
  /** Where a fabricator sits. */
  readonly home: TrueFamily
}

function makeVisit(context: Context, random: Random, call: Call, stop: Stop): Visit {
  const { family, outcome } = call
  const sls = itemAt(context.regency.sls, family.sls)
  const answered = outcome === 'complete' || outcome === 'partial'
  const facts = answered ? answerForFamily(random, family, stop.fabricated) : undefined
  const members = rollOf(random, call)
  const listed = call.frame === undefined ? undefined : context.list.recorded.get(family.index)
  const rowOf = new Map(call.links.map(({ personRef, row }) => [personRef, row]))
  return {
    submissionId: context.newId(),
    familyRef: call.frame?.familyRef,
    result: results[outcome],
    outcome,
    villageCode: itemAt(context.regency.villages, family.village).code,
    slsCode: sls.code,
    houseRef: `${sls.code}-${family.house}`,
    family: facts,
    members,
    verifications: facts === undefined ? [] : verify(context.list, { family: facts, members, rowOf, listed }),
    paradata: {
      ...stop.appointment,
      ...locate(random, stop.fabricated ? stop.home : family),
      deviceId: `HP-${enumeratorId(stop.enumerator)}`,
    },
    enumeratorId: enumeratorId(stop.enumerator),
    supervisorId: supervisorId(stop.enumerator),
    trueFamily: family.index,
  }
}

function rollOf(random: Random, call: Call): readonly VisitMember[] {
  switch (call.outcome) {
    case 'complete':
      return callRoll(random, call)
    case 'partial':
      return presenceOnly(callRoll(random, call))
    case 'dead':
      return reportDead(call)
    default:
      return []
  }
}

/** Broken off after the roll: nothing is known of new members. */
function presenceOnly(members: readonly VisitMember[]): readonly VisitMember[] {
  return members
    .filter(({ personRef }) => personRef !== undefined)
    .map((member) => ({ ...member, facts: undefined }))
}

/** The members of the list one by one, then those whom the list lacks. */
function callRoll(random: Random, { family, links }: Call): readonly VisitMember[] {
  const here = new Map(family.members.map((person) => [person.index, person]))
  const dead = new Set(family.deceased.map(({ person }) => person.index))
  const called = links.map(({ personRef, person, guest }) => {
    const living = here.get(person)
    here.delete(person)
    if (guest !== undefined && living === undefined)
      return { personRef, presence: '1' as const, facts: answerForGuest(random, guest), truePerson: person }
    const presence: Presence = living !== undefined ? '1' : dead.has(person) ? '2' : '3'
    return { personRef, presence, facts: living && answerForPerson(random, living), truePerson: person }
  })
  const fresh = [...here.values()].map((person) => ({
    personRef: undefined,
    presence: '5' as const,
    facts: answerForPerson(random, person),
    truePerson: person.index,
  }))
  return [...called, ...fresh]
}

function reportDead({ links }: Call): readonly VisitMember[] {
  return links.map(({ personRef, person }) => ({
    personRef,
    presence: '2',
    facts: undefined,
    truePerson: person,
  }))
}

/** A phone's fix: some metres off, in degrees with six decimals. */
function locate(random: Random, { facts }: TrueFamily) {
  const metre = 1 / 111_195
  const accuracyMetres = Math.round(10 * Math.exp(1.6 + 0.45 * randomNormal(random))) / 10
  const off = () => accuracyMetres * 0.7 * randomNormal(random) * metre
  return {
    latitude: Number((facts.latitude + off()).toFixed(6)),
    longitude: Number((facts.longitude + off()).toFixed(6)),
    accuracyMetres,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
