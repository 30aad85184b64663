import type { FamilyFacts, PersonFacts } from '../truth.ts'

/** A family of the frame: its reference in the registry, and the rows of the old list that it was made from. */
export type FrameFamily = {
  readonly familyRef: string
  readonly members: readonly FrameMember[]
}

/** `row` is counted as in the old list's truth: the heading is row 1. */
export type FrameMember = { readonly personRef: string; readonly row: number }

/** Result of the visit (Regsosek item 205): 1 complete, 2 partly, 3 nobody able to answer, 4 refused, 5 moved or building gone. */
export type VisitResult = '1' | '2' | '3' | '4' | '5'

/** What the enumerator notes beside the result. */
export type VisitOutcome =
  | 'complete'
  | 'partial'
  | 'not_found'
  | 'refused'
  | 'moved'
  | 'dead'
  /** The family is on the list twice; it is answered for once. */
  | 'duplicate'

/** Presence (Regsosek item 404): 1 lives here, 2 dead, 3 elsewhere in Indonesia, 4 abroad, 5 new member, 6 not found. */
export type Presence = '1' | '2' | '3' | '4' | '5' | '6'

/** `personRef` is `undefined` for a new member; `facts` are those of people who live here. */
export type VisitMember = {
  readonly personRef: string | undefined
  readonly presence: Presence
  readonly facts: PersonFacts | undefined
  /** For tests: the person in the truth. */
  readonly truePerson: number
}

export const variableGroups = [
  'identity',
  'members',
  'housing',
  'water_sanitation',
  'energy',
  'assets',
  'education',
  'work',
  'health',
] as const
export type VariableGroup = (typeof variableGroups)[number]

/** How a group was verified, and whether it agrees with the list (`undefined` where the list has nothing). */
export type Verification = {
  readonly group: VariableGroup
  readonly method: 'document' | 'seen' | 'stated'
  readonly agrees: boolean | undefined
}

export type Paradata = {
  /** Local time with its offset (+07:00). */
  readonly startedAt: string
  readonly endedAt: string
  readonly durationSeconds: number
  readonly latitude: number
  readonly longitude: number
  readonly accuracyMetres: number
  readonly deviceId: string
}

export type Visit = {
  readonly submissionId: string
  /** `undefined` for a family that the frame lacked. */
  readonly familyRef: string | undefined
  readonly result: VisitResult
  readonly outcome: VisitOutcome
  readonly villageCode: string
  readonly slsCode: string
  /** Families with the same one share a house. */
  readonly houseRef: string
  readonly family: FamilyFacts | undefined
  readonly members: readonly VisitMember[]
  readonly verifications: readonly Verification[]
  readonly paradata: Paradata
  readonly enumeratorId: string
  readonly supervisorId: string
  /** For tests: the family in the truth. */
  readonly trueFamily: number
}

export type Visits = {
  /** In order of time. */
  readonly visits: readonly Visit[]
  /** Enumerators who filled in forms without a visit: short, from one place, with hardly any assets. */
  readonly fabricators: readonly string[]
}
