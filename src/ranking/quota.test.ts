import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '../kernel/index.ts'
import { type PovertyMap, allotQuotas } from './quota.ts'

const map = (rates: Readonly<Record<string, number>>): PovertyMap => ({
  format: 'mutakhir-poverty-map/1',
  name: { id: 'peta', en: 'map' },
  source: 'rekaan',
  surveyedOn: plainDate('2025-03-31'),
  rates,
})

test('quotas follow the poor, by largest remainder', () => {
  // 1000 x .1 = 100, 1000 x .2 = 200, 1000 x .3 = 300 poor: 10 families part as 1.67, 3.33 and 5.
  const areas = ['11.01', '11.02', '12.01'].map((code) => ({ code, families: 1000 }))
  const { quotas } = allotQuotas(map({ '11.01': 0.1, '11': 0.2, '12': 0.3 }), areas, 10)
  expect(quotas).toEqual({ '11.01': 2, '11.02': 3, '12.01': 5 })
})

test('they add up to the total, and nowhere exceed the families there', () => {
  const area = fc.record({
    families: fc.integer({ min: 1, max: 500 }),
    rate: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  })
  fc.assert(
    fc.property(
      fc.array(area, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 5000 }),
      (drawn, total) => {
        const areas = drawn.map(({ families }, index) => ({ code: codeOf(index), families }))
        const rates = Object.fromEntries(drawn.map(({ rate }, index) => [codeOf(index), rate]))
        const { quotas } = allotQuotas(map(rates), areas, total)
        const families = areas.reduce((sum, each) => sum + each.families, 0)
        expect(Object.values(quotas).reduce((sum, each) => sum + each, 0)).toBe(Math.min(total, families))
        for (const each of areas) expect(quotas[each.code] ?? 0).toBeLessThanOrEqual(each.families)
      },
    ),
  )
})

test('an area has the rate of the smallest area around it that the map knows', () => {
  const areas = ['11.01.02', '11.01.03', '11.02.01'].map((code) => ({ code, families: 100 }))
  const { quotas } = allotQuotas(map({ '11.01.02': 0.3, '11.01': 0.2, '11': 0.1 }), areas, 60)
  expect(quotas).toEqual({ '11.01.02': 30, '11.01.03': 20, '11.02.01': 10 })
})

test('an area that the map does not know is named', () => {
  const { issues } = allotQuotas(map({ '11': 0.1 }), [{ code: '97.01', families: 10 }], 4)
  expect(issues.map(({ code, where }) => [code, where.column])).toEqual([['quota_no_rate', '97.01']])
})

function codeOf(index: number): string {
  return `11.${String(index + 1).padStart(2, '0')}`
}
