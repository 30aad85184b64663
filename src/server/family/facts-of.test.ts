import { expect, test } from 'vitest'
import { branded, plainDate } from '../../kernel/index.ts'
import { familyCodebook, findVariable } from '../../questionnaire/index.ts'
import type { Saying, ValidationOf, VerificationOf } from '../../store/index.ts'
import { factsOf } from './facts-of.ts'

const floor = findVariable(familyCodebook, 'family', 'floor')!
const area = findVariable(familyCodebook, 'family', 'floor_area_m2')!
const nothing = { verifications: [], validations: [] }

function aSaying(observedOn: string, facts: Saying['facts'], more: Partial<Saying> = {}): Saying {
  return {
    id: 'f1',
    changeId: branded('c1'),
    seq: 1,
    observedOn: plainDate(observedOn),
    recordedAt: `${observedOn}T00:00:00.000Z`,
    source: 'visit',
    sourceRef: '',
    observer: 'PPL0001',
    reason: 'kunjungan',
    number: undefined,
    facts,
    ...more,
  }
}

test('the newest saying is in force, and the others stand behind it, newest first', () => {
  const sayings = [
    aSaying('2024-01-01', { floor: '1' }),
    aSaying('2025-01-01', { floor: '5' }),
    aSaying('2026-01-01', { floor: '8' }),
  ]
  const [fact] = factsOf([floor], sayings, nothing)
  expect(fact).toMatchObject({ variable: 'floor', group: 'housing', value: '8', observedOn: '2026-01-01' })
  expect(fact?.superseded.map(({ value }) => value)).toEqual(['5', '1'])
})

test('a saying of another variable supersedes nothing, and what nobody said is no fact', () => {
  const facts = factsOf(
    [floor, area],
    [aSaying('2024-01-01', { floor: '5' }), aSaying('2026-01-01', { address: 'Jalan Baru' })],
    nothing,
  )
  expect(facts.map(({ variable, superseded }) => [variable, superseded.length])).toEqual([['floor', 0]])
})

test('verification and validation are two results: the newest of the one, the newest of each rule of the other', () => {
  const seen = (outcome: VerificationOf['outcome'], observedOn: string): VerificationOf => ({
    subjectId: 'f1',
    variables: ['floor'],
    outcome,
    method: 'seen',
    observer: 'PPL0001',
    observedOn: plainDate(observedOn),
  })
  const ruled = (rule: string, outcome: ValidationOf['outcome'], checkedOn: string): ValidationOf => ({
    subjectId: 'f1',
    variables: ['floor', 'wall'],
    rule,
    outcome,
    detail: '',
    checkedOn: plainDate(checkedOn),
  })
  const checks = {
    verifications: [seen('agrees', '2026-02-01'), seen('differs', '2025-02-01')],
    validations: [
      ruled('range', 'passed', '2026-02-01'),
      ruled('nik_form', 'failed', '2026-01-01'),
      ruled('range', 'failed', '2025-01-01'),
    ],
  }
  const [fact] = factsOf([floor, area], [aSaying('2026-01-01', { floor: '5' })], checks)
  expect(fact?.verification).toEqual({
    outcome: 'agrees',
    method: 'seen',
    observer: 'PPL0001',
    observedOn: '2026-02-01',
  })
  expect(fact?.validation.map(({ rule, outcome }) => [rule, outcome])).toEqual([
    ['range', 'passed'],
    ['nik_form', 'failed'],
  ])
})
