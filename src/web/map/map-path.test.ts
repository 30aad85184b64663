import { expect, test } from 'vitest'
import { parsePath, renderPath } from './map-path.ts'

test('the way down the map survives the address', () => {
  const path = [
    { areaId: 12, name: 'Sukamaju Raya' },
    { areaId: 345, name: 'Cikupa' },
  ]
  expect(parsePath(renderPath(path))).toEqual(path)
})

test('what somebody typed into the address is left out where it makes no sense', () => {
  expect(parsePath('')).toEqual([])
  expect(parsePath('x:Cikupa,7,9:Mekar')).toEqual([{ areaId: 9, name: 'Mekar' }])
})
