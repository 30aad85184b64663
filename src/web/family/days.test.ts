import { expect, test } from 'vitest'
import { dayAt, dayNumber, freshness } from './days.ts'

test('a day survives the slider', () => {
  expect(dayAt(dayNumber('2024-02-29'))).toBe('2024-02-29')
})

test('a fact grows old after one year and stale after two', () => {
  const now = new Date('2026-11-25T00:00:00Z')
  expect(freshness('2026-01-01', now)).toBe('fresh')
  expect(freshness('2025-10-01', now)).toBe('ageing')
  expect(freshness('2024-11-01', now)).toBe('stale')
})
