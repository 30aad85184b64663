import { expect, test } from 'vitest'
import { seededRandom } from '../../kernel/index.ts'
import type { PilotData, PilotItem } from './interview.ts'
import { compareWordings } from './wording.ts'

const item = (name: string): PilotItem => ({
  path: name,
  name,
  label: { id: name, en: name },
  kind: 'category',
  dontKnow: new Set(['98']),
  conditional: true,
  repeated: false,
  required: true,
})

/** Wording `water_b` leaves a third less trouble; the two wordings of `roof` do not differ. */
function pilot(seed: number): PilotData {
  const random = seededRandom(seed)
  const interviews = Array.from({ length: 800 }, (_, index) => {
    const arm = random() < 0.5 ? 'a' : 'b'
    const answer = (trouble: number) => [random() < trouble ? '98' : '1']
    return {
      id: String(index),
      enumerator: `e${index % 16}`,
      team: '',
      village: '',
      household: '',
      retest: false,
      complete: true,
      minutes: undefined,
      answers: new Map([
        [`water_${arm}`, answer(arm === 'a' ? 0.45 : 0.15)],
        [`roof_${arm}`, answer(0.2)],
      ]),
      log: undefined,
    }
  })
  return { items: ['water_a', 'water_b', 'roof_a', 'roof_b'].map(item), interviews, blanksKnown: true }
}

const pairs = [
  { name: 'water', a: 'water_a', b: 'water_b' },
  { name: 'roof', a: 'roof_a', b: 'roof_b' },
]

test('the better wording is found, and its interval holds the true difference', () => {
  const [water, roof] = compareWordings(pilot(3), pairs)
  expect(water!.trouble!.low).toBeLessThan(-0.3)
  expect(water!.trouble!.high).toBeGreaterThan(-0.3)
  expect(water!.pAdjusted).toBeLessThan(0.001)
  expect(roof!.pAdjusted).toBeGreaterThan(0.05)
})

test('among two hundred pilots about one in twenty sees a difference that is not there', () => {
  const seen = Array.from(
    { length: 200 },
    (_, seed) => compareWordings(pilot(seed), [pairs[1]!])[0]!.trouble!.p,
  )
  const share = seen.filter((p) => p < 0.05).length / seen.length
  expect(share).toBeGreaterThan(0.01)
  expect(share).toBeLessThan(0.1)
})

test('a wording that nobody was asked cannot be compared', () => {
  const [test1] = compareWordings(pilot(1), [{ name: 'x', a: 'water_a', b: 'none' }])
  expect(test1).toMatchObject({ trouble: null, pAdjusted: null })
})
