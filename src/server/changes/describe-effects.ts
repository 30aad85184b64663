import { maskNumber } from '../../access/index.ts'
import type { Message, PersonId } from '../../kernel/index.ts'
import { type Codebook, type Level, findVariable } from '../../questionnaire/index.ts'
import type { Change, Effect, Facts, FamilyView, NumberFact } from '../../registry/index.ts'
import type { ChangeEffect } from '../contract/change.ts'
import { valueText } from '../family/value-label.ts'
import { relationText, statusText } from './words.ts'

/** What the effects are told against: the families as they are, and what people and places are called. */
export type Telling = {
  readonly codebook: Codebook
  readonly families: readonly FamilyView[]
  readonly nameOf: (personId: PersonId) => string
  readonly villageName: (villageId: number) => string
}

/** What a planned change would do, effect by effect, before and after. */
export function describeEffects({ effects }: Change, telling: Telling): ChangeEffect[] {
  const born = new Map(
    effects.flatMap((effect) =>
      effect.kind === 'person_facts' ? [[effect.personId, String(effect.facts['name'] ?? '')] as const] : [],
    ),
  )
  const named: Telling = {
    ...telling,
    nameOf: (personId) => telling.nameOf(personId) || (born.get(personId) ?? ''),
  }
  return effects.flatMap((effect) => describeEffect(effect, named))
}

function describeEffect(effect: Effect, telling: Telling): readonly ChangeEffect[] {
  switch (effect.kind) {
    case 'family_state':
      return describeFamilyState(effect, telling)
    case 'member':
      return describeMember(effect, telling)
    case 'person_state':
      return describePersonState(effect, telling)
    case 'household_member':
      return []
    case 'family_facts': {
      const known = findFamily(telling, effect.familyId)
      if (!known) return []
      const subject = familyName(telling, known)
      return [
        ...describeFacts('family', subject, known.facts, effect.facts, telling),
        ...describeNumber('kk_number', subject, effect.kk, telling),
      ]
    }
    case 'person_facts': {
      const subject = telling.nameOf(effect.personId)
      const known = findMember(telling, effect.personId)?.member.facts ?? {}
      return [
        ...describeFacts('person', subject, known, effect.facts, telling),
        ...describeNumber('nik', subject, effect.nik, telling),
      ]
    }
    case 'merge': {
      const [kept, absorbed] = [telling.nameOf(effect.keptId), telling.nameOf(effect.absorbedId)]
      return [
        told('merge', kept, absorbed, kept, {
          id: `${absorbed} dan ${kept} dinyatakan satu orang.`,
          en: `${absorbed} and ${kept} are declared to be one person.`,
        }),
      ]
    }
    case 'unmerge': {
      const absorbed = telling.nameOf(effect.absorbedId)
      return [
        told('unmerge', absorbed, null, absorbed, {
          id: `${absorbed} kembali menjadi orang tersendiri.`,
          en: `${absorbed} is a person of his or her own again.`,
        }),
      ]
    }
  }
}

function describeFamilyState(
  { familyId, to, from }: Extract<Effect, { kind: 'family_state' }>,
  telling: Telling,
): readonly ChangeEffect[] {
  const known = findFamily(telling, familyId)
  if (!known) {
    const village = telling.villageName(to.villageId)
    return [
      told('new_family', '', null, village, {
        id: `Keluarga baru terbentuk di ${village} sejak ${from}.`,
        en: `A new family is formed in ${village} from ${from}.`,
      }),
    ]
  }
  const subject = familyName(telling, known)
  const [before, after] = [
    statusText(known.place.status, known.place.statusReason),
    statusText(to.status, to.statusReason),
  ]
  const status =
    before.id === after.id
      ? []
      : [
          told('status', subject, before.id, after.id, {
            id: `Keluarga ${subject} menjadi ${after.id} sejak ${from}.`,
            en: `The family of ${subject} becomes ${after.en} from ${from}.`,
          }),
        ]
  if (known.place.villageId === to.villageId) return status
  const [origin, target] = [telling.villageName(known.place.villageId), telling.villageName(to.villageId)]
  return [
    ...status,
    told('place', subject, origin, target, {
      id: `Keluarga ${subject} pindah dari ${origin} ke ${target} sejak ${from}.`,
      en: `The family of ${subject} moves from ${origin} to ${target} from ${from}.`,
    }),
  ]
}

function describeMember(
  { personId, to, from }: Extract<Effect, { kind: 'member' }>,
  telling: Telling,
): readonly ChangeEffect[] {
  const name = telling.nameOf(personId)
  const known = findMember(telling, personId)
  const before = known ? relationText(telling.codebook, known.member.relation) : undefined
  if (!to) {
    return [
      told('member', name, before?.id ?? null, null, {
        id: `${name} bukan anggota keluarga lagi sejak ${from}.`,
        en: `${name} is no longer a member from ${from}.`,
      }),
    ]
  }
  const after = relationText(telling.codebook, to.relation)
  if (known && known.family.familyId === to.familyId) {
    return [
      told('relation', name, before?.id ?? null, after.id, {
        id: `${name}: dari ${before?.id} menjadi ${after.id}.`,
        en: `${name}: from ${before?.en} to ${after.en}.`,
      }),
    ]
  }
  return [
    told('member', name, before?.id ?? null, after.id, {
      id: `${name} menjadi anggota keluarga sebagai ${after.id} sejak ${from}.`,
      en: `${name} becomes a member as ${after.en} from ${from}.`,
    }),
  ]
}

const states: Readonly<Record<'dead' | 'left' | 'absorbed', Message>> = {
  dead: { id: 'meninggal', en: 'has died' },
  left: { id: 'pergi', en: 'has left' },
  absorbed: { id: 'digabung', en: 'is merged' },
}

/** That somebody is alive goes without saying. */
function describePersonState(
  { personId, to, from }: Extract<Effect, { kind: 'person_state' }>,
  telling: Telling,
): readonly ChangeEffect[] {
  if (to === 'alive') return []
  const name = telling.nameOf(personId)
  return [
    told('state', name, null, states[to].id, {
      id: `${name} ${states[to].id} pada ${from}.`,
      en: `${name} ${states[to].en} on ${from}.`,
    }),
  ]
}

function describeFacts(
  level: Level,
  subject: string,
  known: Facts,
  said: Facts,
  { codebook }: Telling,
): readonly ChangeEffect[] {
  return Object.entries(said).flatMap(([name, value]) => {
    const variable = findVariable(codebook, level, name)
    if (!variable || known[name] === value) return []
    const [before, after] = [valueText(variable, known[name]), valueText(variable, value)]
    return [
      told(name, subject, known[name] === undefined ? null : before.id, after.id, {
        id: `${variable.label.id}: ${before.id} menjadi ${after.id}.`,
        en: `${variable.label.en}: ${before.en} becomes ${after.en}.`,
      }),
    ]
  })
}

function describeNumber(
  name: 'nik' | 'kk_number',
  subject: string,
  number: NumberFact | undefined,
  { codebook }: Telling,
): readonly ChangeEffect[] {
  if (number === undefined) return []
  const label = findVariable(codebook, name === 'nik' ? 'person' : 'family', name)?.label ?? {
    id: name,
    en: name,
  }
  const masked = maskNumber(number.digits)
  const after = masked === '' ? { id: 'tidak ada', en: 'none' } : { id: masked, en: masked }
  return [
    told(name, subject, null, after.id, {
      id: `${label.id} ${subject} menjadi ${after.id}.`,
      en: `${label.en} of ${subject} becomes ${after.en}.`,
    }),
  ]
}

function told(
  what: string,
  subject: string,
  before: string | null,
  after: string | null,
  text: Message,
): ChangeEffect {
  return { what, subject, before, after, text }
}

function findFamily({ families }: Telling, familyId: string): FamilyView | undefined {
  return families.find((family) => family.familyId === familyId)
}

function findMember({ families }: Telling, personId: string) {
  for (const family of families) {
    const member = family.members.find((candidate) => candidate.personId === personId)
    if (member) return { family, member }
  }
  return undefined
}

/** A family is called by its head. */
function familyName(telling: Telling, { members }: FamilyView): string {
  const head = members.find(({ relation }) => relation === '1')
  return head ? telling.nameOf(head.personId) : ''
}
