import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseLinks } from './best-links.ts'
import { type Links, clusterLinks } from './clusters.ts'

type Link = readonly [a: number, b: number, weight: number]

function linksOf(list: readonly Link[]): Links {
  const column = (index: 0 | 1 | 2) => Int32Array.from(list, (link) => link[index])
  return { a: column(0), b: column(1), weight: column(2) }
}

const records = 12
const link = fc
  .tuple(fc.nat(records - 1), fc.nat(records - 1), fc.integer({ min: 0, max: 5 }))
  .filter(([a, b]) => a < b)
const noRule = { maxCluster: records }

test('records are together exactly when a path of links leads from one to the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(link, { maxLength: 20 }), async (list) => {
      const { root, cut } = await clusterLinks(records, linksOf(list), noRule)
      expect(cut).toBe(0)
      expect([...root]).toEqual(reachable(list))
    }),
  )
})

/** The smallest record that each reaches, by spreading until nothing changes. */
function reachable(list: readonly Link[]): readonly number[] {
  const least = Array.from({ length: records }, (_, record) => record)
  for (let round = 0; round < records; round++)
    for (const [a, b] of list) least[a] = least[b] = Math.min(least[a]!, least[b]!)
  return least
}

test('no cluster holds two verified numbers or too many records, and the order of links decides nothing', async () => {
  const values = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: records, maxLength: records })
  await fc.assert(
    fc.asyncProperty(fc.array(link, { maxLength: 25 }), values, async (list, verified) => {
      const rules = { maxCluster: 4, onlyOne: Int32Array.from(verified) }
      const { root } = await clusterLinks(records, linksOf(list), rules)
      for (const members of Map.groupBy(verified.keys(), (record) => root[record]).values()) {
        expect(members.length).toBeLessThanOrEqual(4)
        expect(
          new Set(members.map((record) => verified[record]).filter((value) => value !== 0)).size,
        ).toBeLessThan(2)
      }
      const turned = await clusterLinks(records, linksOf(list.toReversed()), rules)
      expect([...turned.root]).toEqual([...root])
    }),
  )
})

test('of a chain between two verified numbers the weakest link is cut', async () => {
  const onlyOne = Int32Array.from([1, 0, 0, 2])
  const links = linksOf([
    [0, 1, 9],
    [1, 2, 3],
    [2, 3, 8],
  ])
  const { root, cut } = await clusterLinks(4, links, { maxCluster: 10, onlyOne })
  expect([...root]).toEqual([0, 0, 2, 2])
  expect(cut).toBe(1)
})

const ranks = Int32Array.from({ length: records }, (_, record) => record)

test('one to one takes the strongest first, best takes one for each left record', () => {
  const links = linksOf([
    [0, 10, 5],
    [1, 10, 9],
    [1, 11, 7],
    [0, 11, 2],
  ])
  expect(chooseLinks(links, 'one_to_one', ranks).rows).toEqual([1, 3])
  expect(chooseLinks(links, 'best', ranks).rows).toEqual([0, 1])
  expect(chooseLinks(links, 'all', ranks).rows).toEqual([0, 1, 2, 3])
})

test('two partners that are equally good are told', () => {
  const links = linksOf([
    [0, 10, 5],
    [0, 11, 5],
    [1, 11, 4],
  ])
  const { rows, tied } = chooseLinks(links, 'one_to_one', ranks)
  expect(rows).toEqual([0, 2])
  expect([...tied]).toEqual([0])
})
