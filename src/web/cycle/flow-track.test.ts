import { expect, test } from 'vitest'
import { placeOf, segments } from './flow-track.ts'

test('the second row runs back, so that the last step stands below the first', () => {
  expect(placeOf(0).column).toBe(0)
  expect(placeOf(4).column).toBe(4)
  expect(placeOf(5)).toMatchObject({ column: 4, row: 1 })
  expect(placeOf(9)).toMatchObject({ column: 0, row: 1 })
  expect(placeOf(9).x).toBe(placeOf(0).x)
})

test('each segment begins where the one before it ended, and the last closes the cycle', () => {
  const all = segments(10)
  const ends = all.map(({ from }) => placeOf((from + 1) % 10))
  all.forEach(({ path }, index) => {
    const start = ends[(index + 9) % 10]
    expect(path.startsWith(`M${start?.x} ${start?.y}`)).toBe(true)
  })
})
