import type { ChangeRequest } from '../../server/contract/change.ts'
import type { Family } from '../../server/contract/family.ts'
import { type ChangeKind, type ChangeValues, causes, leavers, relations } from './change-forms.ts'

/** What every change says besides its own fields; the id makes a repeated request harmless. */
export type ChangeHead = Pick<ChangeRequest, 'reason' | 'effectiveOn' | 'observedOn' | 'changeId'>

/** What was filled in, in the words of the registry. */
export function requestOf(
  kind: ChangeKind,
  values: ChangeValues,
  head: ChangeHead,
  family: Family,
): ChangeRequest {
  const text = (name: string) => String(values[name] ?? '')
  const relation = () => choiceOf(relations, text('relation'))
  const newHead = text('newHeadId') === '' ? {} : { newHead: { personId: text('newHeadId') } }
  switch (kind) {
    case 'correction':
      return {
        ...head,
        kind,
        subject: subjectOf(text('subject'), family),
        facts: { [text('variable')]: text('value') },
      }
    case 'birth':
      return {
        ...head,
        kind,
        child: {
          relation: relation(),
          facts: { name: text('name'), sex: text('sex'), birth_date: text('birthDate') },
          ...given('nik', text('nik')),
        },
      }
    case 'death':
    case 'move_out':
      return { ...head, kind, personId: text('personId'), ...newHead }
    case 'move_in':
      return { ...head, kind, personId: text('joining'), relation: relation() }
    case 'family_move':
      return { ...head, kind, villageId: Number(text('villageId').split('.').at(-1)) }
    case 'split':
      return {
        ...head,
        kind,
        leaving: leavers(values).map((leaver) => ({
          personId: leaver.personId,
          relation: choiceOf(relations, leaver.relation),
        })),
        ...newHead,
        ...given('kk', text('kk')),
      }
    case 'change_of_head':
      return {
        ...head,
        kind,
        newHead: {
          personId: text('headId'),
          relations: { [family.head.personId]: choiceOf(relations, text('formerHeadRelation')) },
        },
      }
    case 'deactivation':
      return { ...head, kind, statusReason: choiceOf(causes, text('statusReason')) }
    case 'reactivation':
      return { ...head, kind }
  }
}

/** The form offers only these choices, so anything else is a bug. */
function choiceOf<Choice extends string>(choices: readonly Choice[], text: string): Choice {
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined) throw new Error(`not a choice of the form: ${text}`)
  return choice
}

function subjectOf(
  subject: string,
  family: Family,
): { readonly familyId: string } | { readonly personId: string } {
  return subject === 'family' ? { familyId: family.familyId } : { personId: subject }
}

function given(name: 'nik' | 'kk', text: string): Partial<Record<'nik' | 'kk', string>> {
  const digits = text.replace(/\D/g, '')
  return digits === '' ? {} : { [name]: digits }
}
