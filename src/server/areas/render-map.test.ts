import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaIdSchema } from '../../kernel/index.ts'
import { fewest, renderMap, withheldAreas } from './render-map.ts'

test('no count from 1 to 9 is shown, and none is left to be worked out from the sum', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (counts) => {
      const withheld = withheldAreas(counts)
      counts.forEach((count, index) => {
        if (count > 0 && count < fewest) expect(withheld[index]).toBe(true)
      })
      const others = counts.filter((count) => count > 0).length > 1
      if (others) expect(withheld.filter(Boolean)).not.toHaveLength(1)
    }),
  )
})

test('a withheld area says neither its value nor what the value rests on', () => {
  const area = (id: number, n: number) => ({
    areaId: areaIdSchema.parse(id),
    name: `Desa ${id}`,
    code: '',
    geometry: null,
    value: 0.5,
    n,
  })
  const { features } = renderMap('poorest', [area(1, 4), area(2, 200), area(3, 90)]).features
  expect(features.map(({ properties }) => properties)).toMatchObject([
    { value: null, n: 0, suppressed: true },
    { value: 0.5, n: 200, suppressed: false },
    { value: null, n: 0, suppressed: true },
  ])
})
