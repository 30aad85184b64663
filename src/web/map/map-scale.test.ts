import { expect, test } from 'vitest'
import { mapScale, shadeOf } from './map-scale.ts'

test('a hundred different values fall into five classes of twenty', () => {
  const values = Array.from({ length: 100 }, (_, index) => index)
  const scale = mapScale(values)
  const sizes = [0, 1, 2, 3, 4].map(
    (shade) => values.filter((value) => scale.classOf(value) === shade).length,
  )
  expect(sizes).toEqual([20, 20, 20, 20, 20])
})

test('the legend and the map agree on every class', () => {
  const values = [1, 1, 1, 1, 2, 3, 9]
  const scale = mapScale(values)
  scale.classes.forEach(({ from }, index) => {
    expect(scale.classOf(from)).toBe(shadeOf(index, scale.classes.length))
  })
})

test('equal values make one class, and nothing known makes none', () => {
  expect(mapScale([4, 4, 4]).classes).toEqual([{ from: 4, to: 4 }])
  expect(mapScale([]).classOf(3)).toBeUndefined()
  expect(mapScale([1, 2]).classOf(null)).toBeUndefined()
})
