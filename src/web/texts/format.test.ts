import { expect, test } from 'vitest'
import { formatsOf } from './format.ts'

const indonesian = formatsOf('id')
const english = formatsOf('en')
const now = new Date('2026-11-25T10:00:00Z')

test('numbers follow the language', () => {
  expect(indonesian.number(20014)).toBe('20.014')
  expect(indonesian.percent(0.1234)).toBe('12,3%')
  expect(english.percent(0.1234)).toBe('12.3%')
})

test('a day is written the same wherever the browser is', () => {
  expect(indonesian.date('2026-11-25')).toBe('25 Nov 2026')
  expect(indonesian.date('2026-08-01')).toBe('1 Agu 2026')
})

test('an age is told in its largest whole unit', () => {
  expect(indonesian.ago('2026-03-20', now)).toBe('8 bulan lalu')
  expect(indonesian.ago('2024-11-20', now)).toBe('2 tahun lalu')
  expect(indonesian.ago('2026-11-25T09:59:40Z', now)).toBe('baru saja')
  expect(english.ago('2026-11-25T07:30:00Z', now)).toBe('2 hours ago')
})
