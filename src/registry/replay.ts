import type { FamilyId, HouseholdId, PersonId, PlainDate } from '../kernel/index.ts'
import type { Change, Effect, Facts, FamilyPlace, Membership, PersonStatus, Relation } from './change.ts'
import { type Timeline, setFrom, valueOn } from './timeline.ts'

/** The registry as the ledger tells it, in memory: the reference against which the database is held. */
export type Replayed = {
  readonly families: ReadonlyMap<FamilyId, Timeline<FamilyPlace>>
  readonly members: ReadonlyMap<PersonId, Timeline<Membership>>
  readonly households: ReadonlyMap<PersonId, Timeline<HouseholdId>>
  readonly persons: ReadonlyMap<PersonId, Timeline<PersonStatus>>
  readonly familyFacts: ReadonlyMap<FamilyId, readonly Observation[]>
  readonly personFacts: ReadonlyMap<PersonId, readonly Observation[]>
  readonly absorbedInto: ReadonlyMap<PersonId, PersonId>
}

/** `seq` is the place of the change in the ledger. */
export type Observation = { readonly observedOn: PlainDate; readonly seq: number; readonly facts: Facts }

const nothing: Replayed = {
  families: new Map(),
  members: new Map(),
  households: new Map(),
  persons: new Map(),
  familyFacts: new Map(),
  personFacts: new Map(),
  absorbedInto: new Map(),
}

/** Applies the changes in the order of the ledger. To replay what was known on a day, pass the changes recorded by then. */
export function replay(changes: readonly Change[]): Replayed {
  return changes.reduce(
    (state, { observedOn, effects }, seq) =>
      effects.reduce((now, effect) => apply(now, effect, { observedOn, seq }), state),
    nothing,
  )
}

function apply(state: Replayed, effect: Effect, said: Omit<Observation, 'facts'>): Replayed {
  switch (effect.kind) {
    case 'family_state':
      return { ...state, families: extend(state.families, effect.familyId, effect.from, effect.to) }
    case 'member':
      return { ...state, members: extend(state.members, effect.personId, effect.from, effect.to) }
    case 'household_member':
      return { ...state, households: extend(state.households, effect.personId, effect.from, effect.to) }
    case 'person_state':
      return { ...state, persons: extend(state.persons, effect.personId, effect.from, effect.to) }
    case 'family_facts':
      return {
        ...state,
        familyFacts: observe(state.familyFacts, effect.familyId, { ...said, facts: effect.facts }),
      }
    case 'person_facts':
      return {
        ...state,
        personFacts: observe(state.personFacts, effect.personId, { ...said, facts: effect.facts }),
      }
    case 'merge':
      return { ...state, absorbedInto: new Map(state.absorbedInto).set(effect.absorbedId, effect.keptId) }
    case 'unmerge':
      return {
        ...state,
        absorbedInto: new Map([...state.absorbedInto].filter(([id]) => id !== effect.absorbedId)),
      }
  }
}

function extend<Id, Value>(
  timelines: ReadonlyMap<Id, Timeline<Value>>,
  id: Id,
  from: PlainDate,
  value: Value | undefined,
): ReadonlyMap<Id, Timeline<Value>> {
  return new Map(timelines).set(id, setFrom(timelines.get(id) ?? [], from, value))
}

function observe<Id>(
  observations: ReadonlyMap<Id, readonly Observation[]>,
  id: Id,
  observation: Observation,
) {
  return new Map(observations).set(id, [...(observations.get(id) ?? []), observation])
}

/** A family on a day, as replayed. */
export type FamilyView = {
  readonly familyId: FamilyId
  readonly place: FamilyPlace
  readonly facts: Facts
  readonly members: readonly {
    readonly personId: PersonId
    readonly relation: Relation
    readonly facts: Facts
  }[]
}

/** The family on `day`; `undefined` before it was registered. Members in the order of their ids. */
export function familyOn(state: Replayed, familyId: FamilyId, day: PlainDate): FamilyView | undefined {
  const place = valueOn(state.families.get(familyId) ?? [], day)
  if (place === undefined) return undefined
  const members = [...state.members]
    .flatMap(([personId, timeline]) => {
      const membership = valueOn(timeline, day)
      return membership?.familyId === familyId
        ? [{ personId, relation: membership.relation, facts: personFactsOn(state, personId, day) }]
        : []
    })
    .sort((a, b) => compare(a.personId, b.personId))
  return { familyId, place, facts: factsOn(state.familyFacts.get(familyId) ?? [], day), members }
}

/** A person's facts include those of the rows that were absorbed; of two from one change, his or her own hold. */
export function personFactsOn(state: Replayed, personId: PersonId, day: PlainDate): Facts {
  const absorbed = [...state.absorbedInto].flatMap(([from, into]) => (into === personId ? [from] : []))
  return factsOn(
    [...absorbed, personId].flatMap((id) => state.personFacts.get(id) ?? []),
    day,
  )
}

/** The newest saying of each variable up to `day`; of two on one day, the one recorded last. */
function factsOn(observations: readonly Observation[], day: PlainDate): Facts {
  const known = observations.filter(({ observedOn }) => observedOn <= day)
  const inOrder = known.toSorted((a, b) => compare(a.observedOn, b.observedOn) || a.seq - b.seq)
  return inOrder.reduce<Facts>((facts, observation) => ({ ...facts, ...observation.facts }), {})
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
