import type { FamilyId, Issue, PlainDate } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import type { ChangeRequest, KnownAreas, RequestHead } from '../../registry/index.ts'
import type { ParsedChangeRequest } from '../contract/change.ts'
import { readTypedFacts } from './read-facts.ts'
import { readTypedNumber } from './read-number.ts'

export type RequestRead = { readonly request: ChangeRequest; readonly issues: readonly Issue[] }

export type RequestContext = {
  readonly codebook: Codebook
  readonly areas: KnownAreas
  readonly today: PlainDate
}

/** What the console asks of a family, in the registry's words: values and numbers checked on the way. */
export function requestOf(
  familyId: FamilyId,
  asked: ParsedChangeRequest,
  { codebook, areas, today }: RequestContext,
): RequestRead {
  switch (asked.kind) {
    case 'correction': {
      const ofFamily = 'familyId' in asked.subject
      const subject = ofFamily ? { familyId } : asked.subject
      const { facts, issues } = readTypedFacts(codebook, ofFamily ? 'family' : 'person', asked.facts)
      const typed = readTypedNumber(ofFamily ? 'kk' : 'nik', asked.number, areas, today)
      return {
        request: { kind: 'correction', subject, facts, number: typed.number },
        issues: [...issues, ...typed.issues],
      }
    }
    case 'birth': {
      const { facts, issues } = readTypedFacts(codebook, 'person', asked.child.facts)
      const typed = readTypedNumber('nik', asked.child.nik, areas, today)
      const child = { relation: asked.child.relation, facts, nik: typed.number }
      return { request: { kind: 'birth', familyId, child }, issues: [...issues, ...typed.issues] }
    }
    case 'split': {
      const typed = readTypedNumber('kk', asked.kk, areas, today)
      const { leaving, newHead } = asked
      return {
        request: { kind: 'split', familyId, leaving, newHead, kk: typed.number },
        issues: typed.issues,
      }
    }
    case 'death':
    case 'move_out':
      return plain({ kind: asked.kind, personId: asked.personId, newHead: asked.newHead })
    case 'move_in':
      return plain({
        kind: 'move_in',
        personId: asked.personId,
        familyId,
        relation: asked.relation,
        newHead: asked.newHead,
      })
    case 'family_move':
      return plain({ kind: 'family_move', familyId, villageId: asked.villageId, slsId: asked.slsId })
    case 'family_merge':
      return plain({
        kind: 'family_merge',
        keptId: familyId,
        absorbedId: asked.absorbedId,
        relations: asked.relations,
      })
    case 'change_of_head':
      return plain({ kind: 'change_of_head', familyId, newHead: asked.newHead })
    case 'deactivation':
      return plain({ kind: 'deactivation', familyId, statusReason: asked.statusReason })
    case 'reactivation':
      return plain({ kind: 'reactivation', familyId })
  }
}

function plain(request: ChangeRequest): RequestRead {
  return { request, issues: [] }
}

export function headOf({
  effectiveOn,
  observedOn,
  source,
  sourceRef,
  observer,
  reason,
}: ParsedChangeRequest): RequestHead {
  return { effectiveOn, observedOn, source, sourceRef, observer, reason }
}
