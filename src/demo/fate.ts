import { type PlainDate, type Random, addDays, ageOn, daysBetween } from '../kernel/index.ts'
import { type Member, maritalStatuses, relations } from './composition.ts'
import { happens, itemAt, pick, wholeBetween } from './draw.ts'
import { type PeopleContext, type PeopleDraft, drawPerson } from './people.ts'
import type { TrueFamily, TruePerson } from './truth.ts'

export type FateContext = PeopleContext & { readonly listDate: PlainDate }

type Fate = Pick<TrueFamily, 'members' | 'deceased'>

/** Of those who are still here: husbands of some widows, and some aged parents, died since the old list. */
export function fateOfFamily(
  context: FateContext,
  random: Random,
  draft: PeopleDraft,
  members: readonly TruePerson[],
): Fate {
  const head = itemAt(members, 0)
  const isWidow = head.facts.sex === '2' && head.facts.marital_status === maritalStatuses.widowed
  if (!happens(random, isWidow ? 0.04 : 0.0035)) return { members, deceased: [] }
  const age = ageOn(head.facts.birth_date, context.asOf)
  const member = isWidow ? lateHusband(random, age) : lateParent(random, age)
  const person = drawPerson(context, random, { ...draft, member })
  return { members, deceased: [{ person, diedOn: drawSinceList(context, random) }] }
}

/** Of those who are no longer here, an elder alone has died; the others have moved. */
export function fateOfDeparted(context: FateContext, random: Random, members: readonly TruePerson[]): Fate {
  const person = itemAt(members, 0)
  const isElderAlone = members.length === 1 && ageOn(person.facts.birth_date, context.asOf) >= 60
  if (!isElderAlone) return { members, deceased: [] }
  return { members: [], deceased: [{ person, diedOn: drawSinceList(context, random) }] }
}

function drawSinceList({ asOf, listDate }: FateContext, random: Random): PlainDate {
  return addDays(listDate, wholeBetween(random, 1, daysBetween(listDate, asOf)))
}

function lateHusband(random: Random, widowAge: number): Member {
  return {
    relation: relations.spouse,
    sex: 'male',
    age: widowAge + wholeBetween(random, 0, 8),
    marital: maritalStatuses.married,
    bloodline: 'head',
    birthOrder: 1,
  }
}

function lateParent(random: Random, headAge: number): Member {
  return {
    relation: relations.parent,
    sex: pick(random, ['male', 'female'] as const),
    age: Math.min(99, headAge + wholeBetween(random, 20, 32)),
    marital: maritalStatuses.widowed,
    bloodline: 'head',
    birthOrder: 1,
  }
}
