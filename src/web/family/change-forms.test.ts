import { expect, test } from 'vitest'
import { emptyValues, isComplete } from './change-forms.ts'

test('an empty form is incomplete unless its kind asks for nothing', () => {
  expect(isComplete('death', emptyValues('death'))).toBe(false)
  expect(isComplete('move_out', emptyValues('move_out'))).toBe(false)
  expect(isComplete('reactivation', emptyValues('reactivation'))).toBe(true)
})

test('what is optional may stay empty', () => {
  expect(isComplete('split', { personIds: ['a'], headId: 'a', kkNumber: '' })).toBe(true)
  expect(isComplete('split', { personIds: [], headId: 'a', kkNumber: '' })).toBe(false)
})
