import type { Random } from '../kernel/index.ts'
import { itemAt } from './draw.ts'
import { type Graph, type Length, growTerritories, spreadSeeds, unowned } from './growth.ts'
import { type Tessellation, centreOf, distanceIn } from './tessellation.ts'

/** `districtOf` gives the sub-district of each village. The capital is number 0; the two that were split off are the last. */
export type Districts = {
  readonly districtOf: readonly number[]
  /** Two sub-districts that were split off from a neighbour. */
  readonly split: { readonly parent: number; readonly splitOff: readonly number[] }
}

/** Sub-districts grow over the map of villages, whose middles are the cells `middles`. */
export function formDistricts(
  random: Random,
  land: Tessellation,
  middles: readonly number[],
  villageOfCell: Int32Array,
  count: number,
): Districts {
  const way = distanceIn(land)
  const between: Length = (from, to) => way(itemAt(middles, from), itemAt(middles, to))
  const borders = villageBorders(land, villageOfCell, middles.length)
  const villages = middles.map((_, village) => village)
  const seeds = spreadSeeds(random, villages, count, between)
  const grown = growTerritories(seeds, borders, () => true, between)
  const adjacent = districtBorders(borders, grown, count)
  const parent = widest(adjacent)
  const splitOff = itemAt(adjacent, parent).slice(0, 2)
  const seedCells = seeds.map((seed) => itemAt(middles, seed))
  const capital = nearestToOrigin(land, seedCells, [parent, ...splitOff])
  const others = seeds
    .map((_, district) => district)
    .filter((one) => one !== capital && !splitOff.includes(one))
  const order = [capital, ...others, ...splitOff]
  return {
    districtOf: villages.map((village) => order.indexOf(itemAt(grown, village))),
    split: { parent: order.indexOf(parent), splitOff: splitOff.map((one) => order.indexOf(one)) },
  }
}

function villageBorders(land: Tessellation, villageOfCell: Int32Array, count: number): Graph {
  const borders: Set<number>[] = Array.from({ length: count }, () => new Set())
  for (const { left, right } of land.sides) {
    const from = itemAt(villageOfCell, left)
    const to = itemAt(villageOfCell, right)
    if (from !== unowned && to !== unowned && from !== to) itemAt(borders, from).add(to)
  }
  return borders.map((others) => [...others])
}

function districtBorders(borders: Graph, districtOf: Int32Array, count: number): Graph {
  return Array.from({ length: count }, (_, district) => {
    const beyond = borders.flatMap((others, village) => (districtOf[village] === district ? others : []))
    return [...new Set(beyond.map((village) => itemAt(districtOf, village)))].filter(
      (other) => other !== district,
    )
  })
}

function widest(adjacent: Graph): number {
  return adjacent.reduce(
    (best, others, index) => (others.length > itemAt(adjacent, best).length ? index : best),
    0,
  )
}

function nearestToOrigin(land: Tessellation, cells: readonly number[], except: readonly number[]): number {
  const away = cells.map((cell, index) => {
    const { x, y } = centreOf(land.centres, cell)
    return except.includes(index) ? Infinity : Math.hypot(x, y)
  })
  return away.indexOf(Math.min(...away))
}
