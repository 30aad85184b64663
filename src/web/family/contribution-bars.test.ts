import { expect, test } from 'vitest'
import { barsOf } from './contribution-bars.ts'

const text = { id: '', en: '' }
const group = (name: string, contribution: number) => ({
  group: name,
  label: text,
  contribution,
  sentence: text,
})

test('the strongest group comes first and fills its half, whichever way it pulls', () => {
  const bars = barsOf([group('assets', 0.1), group('housing', -0.4), group('education', 0.2)])
  expect(bars.map(({ group: { group: name }, side, share }) => [name, side, share])).toEqual([
    ['housing', 'lower', 1],
    ['education', 'higher', 0.5],
    ['assets', 'higher', 0.25],
  ])
})

test('groups that contribute nothing have no length', () => {
  expect(barsOf([group('assets', 0)]).map((bar) => bar.share)).toEqual([0])
})
