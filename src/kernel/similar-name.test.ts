import { expect, test } from 'vitest'
import { editDistance, findSimilar, similarHint } from './similar-name.ts'

test('a name is similar by capitals, or by a letter or two', () => {
  const names = ['tenure', 'land_proof', 'age', 'toilet']
  expect(findSimilar('Tenure', names)).toBe('tenure')
  expect(findSimilar('landproof', names)).toBe('land_proof')
  expect(findSimilar('ages', names)).toBe('age')
  expect(findSimilar('sex', names)).toBeUndefined()
  expect(similarHint('tolet', names)).toBe(' (toilet?)')
  expect(similarHint('x'.repeat(30_000), names)).toBe('')
})

// Levenshtein's own kind of example: kitten, sitting (three changes).
test('the distance counts letters to insert, delete or replace', () => {
  expect([editDistance('kitten', 'sitting'), editDistance('', 'abc'), editDistance('abc', 'abc')]).toEqual([
    3, 3, 0,
  ])
})
