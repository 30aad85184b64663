import { expect, test } from 'vitest'
import { levelName, likenessOf, strengthOf } from './evidence-words.ts'

test.each([
  [12, 'strongFor'],
  [6, 'strongFor'],
  [3.5, 'for'],
  [0.4, 'weakFor'],
  [0, 'none'],
  [-0.4, 'weakAgainst'],
  [-4, 'against'],
  [-9, 'strongAgainst'],
])('%d bits are %s', (bits, strength) => {
  expect(strengthOf(bits)).toBe(strength)
})

test('a column that is empty on one side is neither the same nor another', () => {
  const piece = (level: string) => [{ kind: 'comparison' as const, column: 'name', level, bits: 1 }]
  expect(likenessOf(piece('missing'), 'name')).toBeUndefined()
  expect(likenessOf(piece('equal'), 'name')).toBe('same')
  expect(likenessOf(piece('similar_0.92'), 'name')).toBe('partly')
  expect(likenessOf(piece('differs'), 'name')).toBe('differs')
  expect(likenessOf(piece('equal'), 'sex')).toBeUndefined()
})

test('a level is called without its threshold', () => {
  expect(levelName('similar_0.85')).toBe('similar')
  expect(levelName('prefix_6')).toBe('prefix_6')
})
