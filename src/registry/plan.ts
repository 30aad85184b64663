import {
  type AreaId,
  type FamilyId,
  type IdSource,
  type Issue,
  type PersonId,
  branded,
} from '../kernel/index.ts'
import { type Change, type ChangeKind, type Effect, type Relation, headRelation } from './change.ts'
import { issue } from './issues.ts'
import type { FamilyView } from './replay.ts'
import type { ChangeRequest, NewHead, NewMember, RequestHead } from './request.ts'

/** The families that a request touches, as they are on its effective day. */
export type RegistryView = { readonly families: readonly FamilyView[] }

export type Planned =
  | { readonly kind: 'planned'; readonly change: Change }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/**
 * Turns a request into a change of the ledger, or says what stands against it. Nothing is written: the change can be
 * shown as a preview, replayed in memory, or recorded.
 */
export function planChange(
  request: ChangeRequest,
  head: RequestHead,
  view: RegistryView,
  ids: IdSource,
): Planned {
  const draft = draftOf(request, head, view, ids)
  const issues =
    head.effectiveOn > head.observedOn ? [...draft.issues, issue('effective_after_observed')] : draft.issues
  if (draft.villageId === undefined || issues.length > 0) return { kind: 'refused', issues }
  const { villageId, familyId, personId, effects, kind } = draft
  return {
    kind: 'planned',
    change: { ...head, changeId: branded(ids()), kind, villageId, familyId, personId, effects },
  }
}

type Draft = {
  readonly kind: ChangeKind
  readonly villageId: AreaId | undefined
  readonly familyId?: FamilyId | undefined
  readonly personId?: PersonId | undefined
  readonly effects: readonly Effect[]
  readonly issues: readonly Issue[]
}

function draftOf(request: ChangeRequest, head: RequestHead, view: RegistryView, ids: IdSource): Draft {
  switch (request.kind) {
    case 'registration':
      return registration(request, head, ids)
    case 'birth':
      return birth(request, head, view, ids)
    case 'death':
    case 'move_out':
      return leave(request, head, view)
    case 'move_in':
      return moveIn(request, head, view)
    case 'family_move':
      return familyState(request.familyId, 'move_in', head, view, {
        villageId: request.villageId,
        slsId: request.slsId,
      })
    case 'split':
      return split(request, head, view, ids)
    case 'family_merge':
      return familyMerge(request, head, view)
    case 'change_of_head':
      return changeOfHead(request, head, view)
    case 'correction':
    case 'observation':
      return facts(request, view)
    case 'deactivation':
      return familyState(request.familyId, 'deactivation', head, view, {
        status: 'inactive',
        statusReason: request.statusReason,
      })
    case 'reactivation':
      return familyState(request.familyId, 'reactivation', head, view, { status: 'active', statusReason: '' })
    case 'person_merge':
      return personMerge(request, head, view)
    case 'person_unmerge':
      return personUnmerge(request, head, view)
  }
}

type Request<Kind extends ChangeRequest['kind']> = Extract<ChangeRequest, { kind: Kind }>

function registration(request: Request<'registration'>, head: RequestHead, ids: IdSource): Draft {
  const familyId: FamilyId = branded(ids())
  const heads = request.members.filter((member) => member.relation === headRelation).length
  const place = {
    villageId: request.villageId,
    slsId: request.slsId,
    status: 'active',
    statusReason: '',
  } as const
  return {
    kind: 'registration',
    villageId: request.villageId,
    familyId,
    effects: [
      { kind: 'family_state', familyId, from: head.effectiveOn, to: place },
      { kind: 'family_facts', familyId, facts: request.facts, kk: request.kk },
      ...request.members.flatMap((member) => newMember(member, familyId, head, ids).effects),
    ],
    issues: heads === 1 ? [] : [issue(heads === 0 ? 'no_head' : 'two_heads')],
  }
}

function newMember(
  { relation, facts, nik }: NewMember,
  familyId: FamilyId,
  head: RequestHead,
  ids: IdSource,
) {
  const personId: PersonId = branded(ids())
  const from = head.effectiveOn
  const effects: Effect[] = [
    { kind: 'person_state', personId, from, to: 'alive' },
    { kind: 'member', personId, from, to: { familyId, relation } },
    { kind: 'person_facts', personId, facts, nik },
  ]
  return { personId, effects }
}

function birth(
  { familyId, child }: Request<'birth'>,
  head: RequestHead,
  view: RegistryView,
  ids: IdSource,
): Draft {
  const family = findFamily(view, familyId)
  const { personId, effects } = newMember(child, familyId, head, ids)
  const issues = child.relation === headRelation ? [issue('two_heads')] : []
  return {
    kind: 'birth',
    villageId: family?.place.villageId,
    familyId,
    personId,
    effects,
    issues: [...issues, ...missing(family)],
  }
}

/** A death or a departure: the person leaves the family, which needs another head or dissolves with its last member. */
function leave(request: Request<'death' | 'move_out'>, head: RequestHead, view: RegistryView): Draft {
  const { personId, kind, newHead } = request
  const family = findFamilyOf(view, personId)
  const state = {
    kind: 'person_state',
    personId,
    from: head.effectiveOn,
    to: kind === 'death' ? 'dead' : 'left',
  } as const
  const parting = part(family, [personId], newHead, head)
  return {
    kind,
    villageId: family?.place.villageId,
    familyId: family?.familyId,
    personId,
    effects: [state, { kind: 'member', personId, from: head.effectiveOn, to: undefined }, ...parting.effects],
    issues: [...parting.issues, ...missing(family)],
  }
}

function moveIn(request: Request<'move_in'>, head: RequestHead, view: RegistryView): Draft {
  const { personId, familyId, relation, newHead } = request
  const from = head.effectiveOn
  const target = findFamily(view, familyId)
  const origin = findFamilyOf(view, personId)
  const parting = origin ? part(origin, [personId], newHead, head) : { effects: [], issues: [] }
  const same = origin?.familyId === familyId ? [issue('already_member')] : []
  const heads = relation === headRelation ? [issue('two_heads')] : []
  return {
    kind: 'move_in',
    villageId: target?.place.villageId,
    familyId,
    personId,
    effects: [
      { kind: 'member', personId, from, to: { familyId, relation } },
      { kind: 'person_state', personId, from, to: 'alive' },
      ...parting.effects,
    ],
    issues: [...same, ...heads, ...parting.issues, ...missing(target)],
  }
}

function split(request: Request<'split'>, head: RequestHead, view: RegistryView, ids: IdSource): Draft {
  const { familyId, leaving, newHead, kk } = request
  const family = findFamily(view, familyId)
  if (!family) return { kind: 'split', villageId: undefined, effects: [], issues: missing(family) }
  const created: FamilyId = branded(ids())
  const from = head.effectiveOn
  const heads = leaving.filter(({ relation }) => relation === headRelation).length
  const strangers = leaving.filter(
    ({ personId }) => !family.members.some((member) => member.personId === personId),
  )
  const parting = part(
    family,
    leaving.map(({ personId }) => personId),
    newHead,
    head,
  )
  return {
    kind: 'split',
    villageId: family.place.villageId,
    familyId,
    effects: [
      { kind: 'family_state', familyId: created, from, to: family.place },
      { kind: 'family_facts', familyId: created, facts: family.facts, kk },
      ...leaving.map(
        ({ personId, relation }): Effect => ({
          kind: 'member',
          personId,
          from,
          to: { familyId: created, relation },
        }),
      ),
      ...parting.effects,
    ],
    issues: [
      ...(heads === 1 ? [] : [issue(heads === 0 ? 'no_head' : 'two_heads')]),
      ...(strangers.length > 0 ? [issue('not_a_member')] : []),
      ...parting.issues,
    ],
  }
}

function familyMerge(
  { keptId, absorbedId, relations }: Request<'family_merge'>,
  head: RequestHead,
  view: RegistryView,
): Draft {
  const kept = findFamily(view, keptId)
  const absorbed = findFamily(view, absorbedId)
  const from = head.effectiveOn
  const moving = absorbed?.members ?? []
  const unrelated = moving.some(({ personId }) => (relations[personId] ?? headRelation) === headRelation)
  return {
    kind: 'family_merge',
    villageId: kept?.place.villageId,
    familyId: keptId,
    effects: [
      ...moving.map(
        ({ personId }): Effect => ({
          kind: 'member',
          personId,
          from,
          to: { familyId: keptId, relation: relations[personId] ?? '8' },
        }),
      ),
      ...(absorbed ? [inactive(absorbed, 'merged', head)] : []),
    ],
    issues: [...(unrelated ? [issue('relation_needed')] : []), ...missing(kept), ...missing(absorbed)],
  }
}

function changeOfHead(
  { familyId, newHead }: Request<'change_of_head'>,
  head: RequestHead,
  view: RegistryView,
): Draft {
  const family = findFamily(view, familyId)
  const { effects, issues } = family ? appointHead(family, [], newHead, head) : { effects: [], issues: [] }
  return {
    kind: 'change_of_head',
    villageId: family?.place.villageId,
    familyId,
    effects,
    issues: [...issues, ...missing(family)],
  }
}

function facts(
  { kind, subject, facts: values, number }: Request<'correction' | 'observation'>,
  view: RegistryView,
): Draft {
  const family =
    'familyId' in subject ? findFamily(view, subject.familyId) : findFamilyOf(view, subject.personId)
  const effect: Effect =
    'familyId' in subject
      ? { kind: 'family_facts', familyId: subject.familyId, facts: values, kk: number }
      : { kind: 'person_facts', personId: subject.personId, facts: values, nik: number }
  const empty = Object.keys(values).length === 0 && number === undefined
  const personId = 'personId' in subject ? subject.personId : undefined
  const issues = [...(empty ? [issue('nothing_said')] : []), ...missing(family)]
  return {
    kind,
    villageId: family?.place.villageId,
    familyId: family?.familyId,
    personId,
    effects: [effect],
    issues,
  }
}

function personMerge(request: Request<'person_merge'>, head: RequestHead, view: RegistryView): Draft {
  const { keptId, absorbedId, newHead } = request
  const family = findFamilyOf(view, absorbedId)
  const kept = findFamilyOf(view, keptId)
  const parting = family ? part(family, [absorbedId], newHead, head) : { effects: [], issues: [] }
  return {
    kind: 'person_merge',
    villageId: (kept ?? family)?.place.villageId,
    familyId: family?.familyId,
    personId: keptId,
    effects: [
      { kind: 'merge', keptId, absorbedId },
      { kind: 'person_state', personId: absorbedId, from: head.effectiveOn, to: 'absorbed' },
      { kind: 'member', personId: absorbedId, from: head.effectiveOn, to: undefined },
      ...parting.effects,
    ],
    issues: [
      ...(keptId === absorbedId ? [issue('same_person')] : []),
      ...parting.issues,
      ...missing(kept ?? family),
    ],
  }
}

function personUnmerge(request: Request<'person_unmerge'>, head: RequestHead, view: RegistryView): Draft {
  const { keptId, absorbedId, back } = request
  const family = back ? findFamily(view, back.familyId) : findFamilyOf(view, keptId)
  const from = head.effectiveOn
  const empty = back !== undefined && family?.members.length === 0
  const relation = empty ? headRelation : back?.relation
  const taken =
    !empty && relation === headRelation && family?.members.some((member) => member.relation === headRelation)
  const membership: Effect[] =
    back && relation
      ? [{ kind: 'member', personId: absorbedId, from, to: { familyId: back.familyId, relation } }]
      : []
  const revived: Effect[] =
    empty && family
      ? [
          {
            kind: 'family_state',
            familyId: family.familyId,
            from,
            to: { ...family.place, status: 'active', statusReason: '' },
          },
        ]
      : []
  return {
    kind: 'person_unmerge',
    villageId: family?.place.villageId,
    familyId: back?.familyId,
    personId: keptId,
    effects: [
      { kind: 'unmerge', absorbedId },
      { kind: 'person_state', personId: absorbedId, from, to: 'alive' },
      ...membership,
      ...revived,
    ],
    issues: [...(taken ? [issue('two_heads')] : []), ...missing(family)],
  }
}

type Place = FamilyView['place']

function familyState(
  familyId: FamilyId,
  kind: ChangeKind,
  head: RequestHead,
  view: RegistryView,
  changed: Partial<Place>,
): Draft {
  const family = findFamily(view, familyId)
  const effects: Effect[] = family
    ? [{ kind: 'family_state', familyId, from: head.effectiveOn, to: { ...family.place, ...changed } }]
    : []
  return {
    kind,
    villageId: changed.villageId ?? family?.place.villageId,
    familyId,
    effects,
    issues: missing(family),
  }
}

type Consequence = { readonly effects: readonly Effect[]; readonly issues: readonly Issue[] }

/** What the leaving of some members means for those who stay. */
function part(
  family: FamilyView | undefined,
  leaving: readonly PersonId[],
  newHead: NewHead | undefined,
  head: RequestHead,
): Consequence {
  if (!family) return { effects: [], issues: [] }
  const staying = family.members.filter(({ personId }) => !leaving.includes(personId))
  if (staying.length === 0) return { effects: [inactive(family, 'dissolved', head)], issues: [] }
  if (staying.some(({ relation }) => relation === headRelation)) return { effects: [], issues: [] }
  return newHead
    ? appointHead(family, leaving, newHead, head)
    : { effects: [], issues: [issue('new_head_needed')] }
}

/** The new head's relation and those that follow from it. */
function appointHead(
  family: FamilyView,
  leaving: readonly PersonId[],
  { personId, relations }: NewHead,
  head: RequestHead,
): Consequence {
  const staying = family.members.filter((member) => !leaving.includes(member.personId))
  if (!staying.some((member) => member.personId === personId))
    return { effects: [], issues: [issue('not_a_member')] }
  const relationOf = (id: PersonId, now: Relation): Relation =>
    id === personId ? headRelation : (relations[id] ?? now)
  const heads = staying.filter((member) => relationOf(member.personId, member.relation) === headRelation)
  const effects = staying.flatMap((member): Effect[] => {
    const relation = relationOf(member.personId, member.relation)
    if (relation === member.relation) return []
    return [
      {
        kind: 'member',
        personId: member.personId,
        from: head.effectiveOn,
        to: { familyId: family.familyId, relation },
      },
    ]
  })
  return { effects, issues: heads.length === 1 ? [] : [issue('relation_needed')] }
}

function inactive(family: FamilyView, statusReason: 'dissolved' | 'merged', head: RequestHead): Effect {
  const to = { ...family.place, status: 'inactive', statusReason } as const
  return { kind: 'family_state', familyId: family.familyId, from: head.effectiveOn, to }
}

function findFamily(view: RegistryView, familyId: FamilyId): FamilyView | undefined {
  return view.families.find((family) => family.familyId === familyId)
}

function findFamilyOf(view: RegistryView, personId: PersonId): FamilyView | undefined {
  return view.families.find((family) => family.members.some((member) => member.personId === personId))
}

function missing(family: FamilyView | undefined): readonly Issue[] {
  return family ? [] : [issue('family_not_found')]
}
