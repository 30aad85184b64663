import { expect, test } from 'vitest'
import fc from 'fast-check'
import { seededRandom } from '../../kernel/index.ts'
import { calibrate, shiftModel } from './calibrate.ts'
import type { Model } from './model.ts'
import { probabilityOf, weightsOf } from './weights.ts'

const model: Model = {
  kind: 'fellegi_sunter',
  normaliser: 1,
  settings: '',
  records: 1000,
  prior: 0.0003,
  comparisons: [],
  rules: [],
  matches: { candidates: 1, all: 1 },
}

test('a model that is too sure by three bits is told so, within two standard errors', () => {
  const random = seededRandom(5)
  const pairs = Array.from({ length: 4000 }, () => {
    const weight = Math.round(16_000 * random() - 6_000)
    return { weight, same: random() < probabilityOf(weight - 3_000) }
  })
  const { shift, error } = calibrate(pairs)
  expect(Math.abs(shift + 3_000)).toBeLessThan(2 * error)
  expect(error).toBeLessThan(150)
})

test('choosing pairs by their weight does not move the estimate', () => {
  const random = seededRandom(6)
  const chosen = Array.from({ length: 20_000 }, () => {
    const weight = Math.round(16_000 * random() - 8_000)
    return { weight, same: random() < probabilityOf(weight + 1_000) }
  }).filter(({ weight }) => weight > -2_000 && weight < 4_000)
  const { shift, error } = calibrate(chosen)
  expect(Math.abs(shift - 1_000)).toBeLessThan(2 * error)
})

test('without judgements nothing moves, and unanimous ones move it by a finite amount', () => {
  expect(calibrate([])).toMatchObject({ shift: 0, judged: 0 })
  const { shift } = calibrate(Array.from({ length: 30 }, () => ({ weight: 2_000, same: false })))
  expect(shift).toBeLessThan(-4_000)
  expect(Number.isFinite(shift)).toBe(true)
})

test('a shifted model weighs every pair by the shift more, to the thousandth', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_000, max: 9_000 }), (shift) => {
      expect(weightsOf(shiftModel(model, shift), 0.001).prior).toBe(weightsOf(model, 0.001).prior + shift)
    }),
  )
})
