import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, plainDate } from '../kernel/index.ts'
import { agreesWithBirthDate, nikFacts } from './nik.ts'

test('the digits of a woman carry her day of birth plus forty', () => {
  expect(nikFacts('9701995708650001')).toEqual({
    districtCode: '97.01.99',
    sex: '2',
    day: 17,
    month: 8,
    shortYear: 65,
  })
})

test.each([
  ['sixteen digits', '970199170865001'],
  ['a day', '9701990008650001'],
  ['a day between men and women', '9701993508650001'],
  ['a month', '9701991713650001'],
  ['29 February in a leap year only', '9701992902010001'],
  ['a serial', '9701991708650000'],
  ['digits', '97019917O8650001'],
])('a NIK needs %s', (_, nik) => {
  expect(nikFacts(nik)).toBeUndefined()
})

test('every day of birth and sex is read back from the number made of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), fc.constantFrom('1', '2'), (days, sex) => {
      const birthDate = addDays(plainDate('1920-01-01'), days)
      const [year = '', month = '', day = ''] = birthDate.split('-')
      const digits = `${sex === '2' ? Number(day) + 40 : day}${month}${year.slice(2)}`
      const facts = nikFacts(`970199${digits}0001`)
      expect(facts && [facts.sex, agreesWithBirthDate(facts, birthDate)]).toEqual([sex, true])
      expect(facts && agreesWithBirthDate(facts, addDays(birthDate, 1))).toBe(false)
    }),
  )
})
