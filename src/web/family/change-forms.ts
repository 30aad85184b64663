import type { ChangeKind } from '../api/types/change.ts'

/** What a change of each kind asks for, besides its dates and its reason. */
export type ChangeField =
  | { readonly name: 'subject'; readonly control: 'subject' }
  | { readonly name: 'variable'; readonly control: 'variable' }
  | {
      readonly name: 'value' | 'name' | 'nik' | 'kkNumber' | 'destination' | 'origin'
      readonly control: 'text'
      readonly optional?: true
    }
  | { readonly name: 'birthDate'; readonly control: 'date' }
  | {
      readonly name: 'sex' | 'relation' | 'cause'
      readonly control: 'choice'
      readonly choices: readonly string[]
    }
  | { readonly name: 'personId' | 'headId'; readonly control: 'member' }
  | { readonly name: 'personIds'; readonly control: 'members' }

const sex: ChangeField = { name: 'sex', control: 'choice', choices: ['1', '2'] }
const relation: ChangeField = {
  name: 'relation',
  control: 'choice',
  choices: ['3', '2', '4', '5', '6', '7', '8'],
}
const newPerson: readonly ChangeField[] = [
  { name: 'name', control: 'text' },
  sex,
  { name: 'birthDate', control: 'date' },
  relation,
  { name: 'nik', control: 'text', optional: true },
]

export const changeForms: Readonly<Record<ChangeKind, readonly ChangeField[]>> = {
  correction: [
    { name: 'subject', control: 'subject' },
    { name: 'variable', control: 'variable' },
    { name: 'value', control: 'text' },
  ],
  birth: newPerson,
  death: [{ name: 'personId', control: 'member' }],
  move_in: [...newPerson, { name: 'origin', control: 'text', optional: true }],
  move_out: [
    { name: 'personIds', control: 'members' },
    { name: 'destination', control: 'text', optional: true },
  ],
  split: [
    { name: 'personIds', control: 'members' },
    { name: 'headId', control: 'member' },
    { name: 'kkNumber', control: 'text', optional: true },
  ],
  change_of_head: [{ name: 'headId', control: 'member' }],
  deactivation: [
    {
      name: 'cause',
      control: 'choice',
      choices: ['not_found', 'moved_away', 'dissolved', 'duplicate', 'refused', 'objection_upheld'],
    },
  ],
  reactivation: [],
}

export type ChangeValues = Readonly<Record<string, string | readonly string[]>>

/** Every field empty, a choice at its first. */
export function emptyValues(kind: ChangeKind): ChangeValues {
  return Object.fromEntries(
    changeForms[kind].map((field) => [
      field.name,
      field.control === 'members' ? [] : field.control === 'choice' ? (field.choices[0] ?? '') : '',
    ]),
  )
}

/** Whether all that must be filled in is filled in. */
export function isComplete(kind: ChangeKind, values: ChangeValues): boolean {
  return changeForms[kind].every(
    (field) => ('optional' in field && field.optional) || (values[field.name] ?? '').length > 0,
  )
}
