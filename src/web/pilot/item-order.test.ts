import { expect, test } from 'vitest'
import type { ItemCard } from '../../server/contract/pilot.ts'
import { barsOf, limitShare } from './item-order.ts'

const card = (name: string, concern: number, medianSeconds: number | null): ItemCard => ({
  item: name,
  name,
  label: { id: name, en: name },
  kind: 'number',
  required: false,
  shown: 1,
  nonresponse: null,
  dontKnow: null,
  medianSeconds,
  p90Seconds: null,
  editsPer100: null,
  constraintErrorsPer100: null,
  backJumpsPer100: null,
  retest: null,
  interviewer: null,
  team: null,
  entropy: null,
  topShare: null,
  gainPoints: null,
  breakdown: null,
  concern,
  suggestion: { verdict: 'keep', reasons: [] },
})
const cards = [card('a', 0.5, null), card('b', 4, 10), card('c', 2, 40)]

test('the worst comes first, with the longest bar', () => {
  expect(barsOf(cards, 'concern').map(({ card: { name }, share }) => [name, share])).toEqual([
    ['b', 1],
    ['c', 0.5],
    ['a', 0.125],
  ])
})

test('what was not measured comes last and has no bar', () => {
  expect(barsOf(cards, 'seconds').map(({ card: { name }, value, share }) => [name, value, share])).toEqual([
    ['c', 40, 1],
    ['b', 10, 0.25],
    ['a', null, 0],
  ])
})

test('the line of what calls for a change lies at 1', () => {
  expect(limitShare(cards)).toBe(0.25)
  expect(limitShare([card('a', 0.2, null)])).toBe(1)
})
