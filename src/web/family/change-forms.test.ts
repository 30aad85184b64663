import { expect, test } from 'vitest'
import type { Family } from '../../server/contract/family.ts'
import { emptyValues, fieldsOf, isComplete } from './change-forms.ts'
import { requestOf } from './change-request.ts'

const person = (personId: string, relation: string) => ({
  personId,
  name: personId,
  relation,
  sex: null,
  birthDate: null,
  age: null,
  nikMasked: null,
  nikStatus: 'none' as const,
  status: 'alive' as const,
  since: '2020-01-01',
  facts: [],
})

const family: Family = {
  familyId: 'f',
  asOf: '2026-11-25',
  knownAt: '2026-11-25',
  status: 'active',
  kkMasked: null,
  kkStatus: 'none',
  place: { path: [], sls: null, address: null, latitude: null, longitude: null },
  head: { personId: 'head', name: 'head' },
  members: [person('head', '1'), person('wife', '2'), person('child', '3')],
  facts: [],
  score: null,
  programmes: [],
  household: null,
}

const head = { reason: 'Surat desa', effectiveOn: '2026-11-01', observedOn: '2026-11-02' }

const names = (kind: 'death' | 'split', values: Record<string, string | string[]>) =>
  fieldsOf(kind, values, family).map((field) => field.name)

test('an empty form is incomplete unless its kind asks for nothing', () => {
  expect(isComplete('death', emptyValues('death'), family)).toBe(false)
  expect(isComplete('move_in', emptyValues('move_in'), family)).toBe(false)
  expect(isComplete('reactivation', emptyValues('reactivation'), family)).toBe(true)
})

test('a new head is asked for only when the head goes and someone stays', () => {
  expect(names('death', { personId: 'child' })).not.toContain('newHeadId')
  expect(names('death', { personId: 'head' })).toContain('newHeadId')
  expect(names('split', { leaving: ['head:1', 'wife:2', 'child:3'] })).not.toContain('newHeadId')
})

test('those who leave need exactly one head', () => {
  const leaving = (...pairs: readonly string[]) =>
    isComplete('split', { leaving: pairs, newHeadId: '', kk: '' }, family)
  expect(leaving('wife:1', 'child:3')).toBe(true)
  expect(leaving('wife:2', 'child:3')).toBe(false)
  expect(leaving('wife:1', 'child:1')).toBe(false)
})

test('what is filled in becomes a request of the registry', () => {
  expect(requestOf('death', { personId: 'head', newHeadId: 'wife' }, head, family)).toEqual({
    ...head,
    kind: 'death',
    personId: 'head',
    newHead: { personId: 'wife' },
  })
  expect(requestOf('change_of_head', { headId: 'wife', formerHeadRelation: '2' }, head, family)).toEqual({
    ...head,
    kind: 'change_of_head',
    newHead: { personId: 'wife', relations: { head: '2' } },
  })
  expect(
    requestOf('split', { leaving: ['child:1'], newHeadId: '', kk: '9701 0101 0126 0001' }, head, family),
  ).toEqual({
    ...head,
    kind: 'split',
    leaving: [{ personId: 'child', relation: '1' }],
    kk: '9701010101260001',
  })
})
