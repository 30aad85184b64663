import type { ChangeRequest } from '../../server/contract/change.ts'
import type { Family, Member } from '../../server/contract/family.ts'

/** What is changed from a family's page; two families are merged from elsewhere. */
export type ChangeKind = Exclude<ChangeRequest['kind'], 'family_merge'>

/** One field of a change. It is asked for only where `when` holds. */
export type ChangeField = {
  readonly name:
    | 'subject'
    | 'variable'
    | 'value'
    | 'name'
    | 'nik'
    | 'kk'
    | 'birthDate'
    | 'sex'
    | 'relation'
    | 'personId'
    | 'joining'
    | 'headId'
    | 'newHeadId'
    | 'formerHeadRelation'
    | 'leaving'
    | 'villageId'
    | 'statusReason'
  readonly control:
    | 'subject'
    | 'variable'
    | 'value'
    | 'text'
    | 'date'
    | 'choice'
    | 'member'
    | 'leaving'
    | 'village'
    | 'finder'
  readonly choices?: readonly string[]
  /** Where the texts of the choices stand. */
  readonly texts?: 'relations' | 'sexes' | 'statusReasons'
  readonly optional?: true
  readonly when?: (values: ChangeValues, family: Family) => boolean
}

/** Texts by field; of `leaving`, the relation that each leaving person takes, as `personId:relation`. */
export type ChangeValues = Readonly<Record<string, string | readonly string[]>>

/** Regsosek 409; the first is the head. */
export const relations = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
const besidesHead = relations.slice(1)
export const causes = [
  'not_found',
  'moved_away',
  'dissolved',
  'duplicate',
  'refused',
  'objection_upheld',
] as const
const headRelation = '1'

/** Someone must head those who stay when the head is the one who goes. */
const newHead: ChangeField = {
  name: 'newHeadId',
  control: 'member',
  when: (values, family) => headLeaves(values, family) && stayers(values, family).length > 0,
}

/** What a change of each kind asks for, besides its dates and its reason. */
export const changeForms: Readonly<Record<ChangeKind, readonly ChangeField[]>> = {
  correction: [
    { name: 'subject', control: 'subject' },
    { name: 'variable', control: 'variable' },
    { name: 'value', control: 'value' },
  ],
  birth: [
    { name: 'name', control: 'text' },
    { name: 'sex', control: 'choice', texts: 'sexes', choices: ['1', '2'] },
    { name: 'birthDate', control: 'date' },
    { name: 'relation', control: 'choice', texts: 'relations', choices: ['3', '5', '8'] },
    { name: 'nik', control: 'text', optional: true },
  ],
  death: [{ name: 'personId', control: 'member' }, newHead],
  move_in: [
    { name: 'joining', control: 'finder' },
    { name: 'relation', control: 'choice', texts: 'relations', choices: besidesHead },
  ],
  move_out: [{ name: 'personId', control: 'member' }, newHead],
  family_move: [{ name: 'villageId', control: 'village' }],
  split: [{ name: 'leaving', control: 'leaving' }, newHead, { name: 'kk', control: 'text', optional: true }],
  change_of_head: [
    { name: 'headId', control: 'member' },
    { name: 'formerHeadRelation', control: 'choice', texts: 'relations', choices: besidesHead },
  ],
  deactivation: [{ name: 'statusReason', control: 'choice', texts: 'statusReasons', choices: causes }],
  reactivation: [],
}

/** Every field empty, a choice at its first. */
export function emptyValues(kind: ChangeKind): ChangeValues {
  return Object.fromEntries(
    changeForms[kind].map((field) => [
      field.name,
      field.control === 'leaving' ? [] : (field.choices?.[0] ?? ''),
    ]),
  )
}

/** The fields to show, given what is filled in. */
export function fieldsOf(kind: ChangeKind, values: ChangeValues, family: Family): readonly ChangeField[] {
  return changeForms[kind].filter((field) => field.when?.(values, family) ?? true)
}

/** Whether all that must be filled in is filled in; those who leave must have exactly one head. */
export function isComplete(kind: ChangeKind, values: ChangeValues, family: Family): boolean {
  const filled = fieldsOf(kind, values, family).every(
    (field) => field.optional || (values[field.name] ?? '').length > 0,
  )
  return (
    filled &&
    (kind !== 'split' || leavers(values).filter((leaver) => leaver.relation === headRelation).length === 1)
  )
}

export function membersPresent(family: Family): readonly Member[] {
  return family.members.filter((member) => member.status === 'alive')
}

export function leavers(
  values: ChangeValues,
): readonly { readonly personId: string; readonly relation: string }[] {
  return [values['leaving'] ?? []].flat().map((pair) => {
    const [personId = '', relation = ''] = pair.split(':')
    return { personId, relation }
  })
}

function stayers(values: ChangeValues, family: Family): readonly Member[] {
  const gone = new Set([...leavers(values).map((leaver) => leaver.personId), values['personId'] ?? ''])
  return membersPresent(family).filter((member) => !gone.has(member.personId))
}

function headLeaves(values: ChangeValues, family: Family): boolean {
  return !stayers(values, family).some((member) => member.relation === headRelation)
}
