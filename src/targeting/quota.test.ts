import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotasByPoverty } from './quota.ts'

test('a quota is shared out by the poor, the largest remainders first', () => {
  const areas = [
    { areaCode: '97.01', poor: 410 },
    { areaCode: '97.02', poor: 330 },
    { areaCode: '97.03', poor: 260 },
    { areaCode: '97.04', poor: 0 },
  ]
  // Exact shares of 10: 4.1, 3.3, 2.6.
  expect(quotasByPoverty(10, areas).map(({ quota }) => quota)).toEqual([4, 3, 3, 0])
})

test('equal remainders go by area code', () => {
  const areas = ['97.03', '97.01', '97.02'].map((areaCode) => ({ areaCode, poor: 1 }))
  expect(quotasByPoverty(4, areas)).toEqual([
    { areaCode: '97.03', quota: 1 },
    { areaCode: '97.01', quota: 2 },
    { areaCode: '97.02', quota: 1 },
  ])
})

test('quotas add up to the whole, and none is more than one from its exact share', () => {
  const areas = fc
    .array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 })
    .filter((list) => list.some((poor) => poor > 0))
    .map((list) => list.map((poor, index) => ({ areaCode: `97.${String(index + 10)}`, poor })))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), areas, (total, list) => {
      const poor = list.reduce((sum, area) => sum + area.poor, 0)
      const quotas = quotasByPoverty(total, list)
      expect(quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(total)
      for (const [index, { quota }] of quotas.entries())
        expect(Math.abs(quota - (total * list[index]!.poor) / poor)).toBeLessThan(1)
    }),
  )
})

test('a map without poor people is refused', () => {
  expect(() => quotasByPoverty(10, [{ areaCode: '97.01', poor: 0 }])).toThrow('no poor')
})
