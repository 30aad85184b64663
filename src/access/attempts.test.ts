import { expect, test } from 'vitest'
import { waitAfter } from './attempts.ts'

test('four failures cost nothing, then the wait grows to an hour and no further', () => {
  const waits = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1, 5))
  expect(waits).toEqual([0, 0, 0, 0, 1, 5, 15, 60, 60, 60, 60, 60])
})
