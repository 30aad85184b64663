import type { ChangeFields, ChangeKind, NewHead } from '../api/types/change.ts'
import type { Family } from '../api/types/family.ts'
import { type ChangeValues, leavers } from './change-forms.ts'

/** What was filled in, in the words of the registry. */
export function requestOf(kind: ChangeKind, values: ChangeValues, family: Family): ChangeFields {
  const text = (name: string) => String(values[name] ?? '')
  const newHead = text('newHeadId') === '' ? {} : { newHead: headedBy(text('newHeadId')) }
  switch (kind) {
    case 'correction':
      return {
        kind,
        subject: subjectOf(text('subject'), family),
        facts: { [text('variable')]: text('value') },
      }
    case 'birth':
      return {
        kind,
        child: {
          relation: text('relation'),
          facts: { name: text('name'), sex: text('sex'), birth_date: text('birthDate') },
          ...given('nik', text('nik')),
        },
      }
    case 'death':
    case 'move_out':
      return { kind, personId: text('personId'), ...newHead }
    case 'move_in':
      return { kind, personId: text('joining'), relation: text('relation') }
    case 'family_move':
      return { kind, villageId: Number(text('villageId').split('.').at(-1)) }
    case 'split':
      return { kind, leaving: leavers(values), ...newHead, ...given('kk', text('kk')) }
    case 'change_of_head':
      return {
        kind,
        newHead: headedBy(text('headId'), { [family.head.personId]: text('formerHeadRelation') }),
      }
    case 'deactivation':
      return { kind, statusReason: text('statusReason') }
    case 'reactivation':
      return { kind }
  }
}

function subjectOf(
  subject: string,
  family: Family,
): { readonly familyId: string } | { readonly personId: string } {
  return subject === 'family' ? { familyId: family.familyId } : { personId: subject }
}

function headedBy(personId: string, relations: NewHead['relations'] = {}): NewHead {
  return { personId, relations }
}

function given<Name extends 'nik' | 'kk'>(name: Name, text: string): Partial<Record<'nik' | 'kk', string>> {
  const digits = text.replace(/\D/g, '')
  return digits === '' ? {} : { [name]: digits }
}
