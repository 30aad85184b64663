import { type Random, randomNormal, seedOf, seededRandom } from '../kernel/index.ts'
import { happens, itemAt } from './draw.ts'
import {
  type Tessellation,
  centreOf,
  growTerritories,
  spreadSeeds,
  tessellate,
  unowned,
} from './tessellation.ts'

/** The lie of the land: who borders whom and how many families live where, before anything has a name. */
export type Territory = {
  readonly land: Tessellation
  /** Village of each cell; `unowned` in the sea. */
  readonly villageOfCell: Int32Array
  readonly districts: readonly number[]
  readonly villages: readonly {
    readonly district: number
    readonly urban: boolean
    readonly families: number
  }[]
  readonly sls: readonly {
    readonly village: number
    readonly families: number
    readonly cells: readonly number[]
  }[]
  /** Two sub-districts that were split off from a neighbour. They are the last two. */
  readonly split: { readonly parent: number; readonly splitOff: readonly number[] }
}

const familiesPerVillage = 250
const familiesPerSls = 73
/** About 600 people a square kilometre, as in the middle of Java, in 31 families to a cell of a sixth. */
const familiesPerSquareKilometre = 190
const cellsPerSls = 12

type Length = (from: number, to: number) => number

export function layOut(seed: number, families: number): Territory {
  const random = seededRandom(seedOf(seed, 'territory'))
  const villageCount = Math.max(12, Math.round(families / familiesPerVillage))
  const districtCount = Math.min(12, Math.max(8, Math.round(villageCount / 8)))
  const cells = Math.max(villageCount * 30, Math.round((families / familiesPerSls) * cellsPerSls))
  const land = tessellate(random, cells, cells / (families / familiesPerSquareKilometre))
  const inside = cellsWhere(land, (cell) => land.inside[cell] === true)
  const length: Length = (from, to) => {
    const a = centreOf(land.centres, from)
    const b = centreOf(land.centres, to)
    return Math.hypot(a.x - b.x, a.y - b.y)
  }
  const capitals = spreadSeeds(random, inside, villageCount, length)
  const villageOfCell = growTerritories(
    capitals,
    land.neighbours,
    (cell) => land.inside[cell] === true,
    length,
  )
  const { districtOfVillage, split } = formDistricts(
    random,
    land,
    capitals,
    villageOfCell,
    districtCount,
    length,
  )
  const urban = urbanVillages(random, capitals, districtOfVillage, length)
  const counts = shareOut(families, villageWeights(random, villageOfCell, urban))
  const villages = capitals.map((_, village) => ({
    district: itemAt(districtOfVillage, village),
    urban: itemAt(urban, village),
    families: itemAt(counts, village),
  }))
  const sls = villages.flatMap((village, index) => {
    const own = inside.filter((cell) => villageOfCell[cell] === index)
    return neighbourhoods(random, land, own, village.families, length).map((part) => ({
      village: index,
      ...part,
    }))
  })
  return {
    land,
    villageOfCell,
    districts: Array.from({ length: districtCount }, (_, index) => index),
    villages,
    sls,
    split,
  }
}

function cellsWhere(land: Tessellation, test: (cell: number) => boolean): readonly number[] {
  return land.inside.flatMap((_, cell) => (test(cell) ? [cell] : []))
}

/** Sub-districts grow over the map of villages; they are renumbered so that the capital is first and the split ones last. */
function formDistricts(
  random: Random,
  land: Tessellation,
  capitals: readonly number[],
  villageOfCell: Int32Array,
  count: number,
  length: Length,
) {
  const villages = capitals.map((_, village) => village)
  const between: Length = (from, to) => length(itemAt(capitals, from), itemAt(capitals, to))
  const borders = villageBorders(land, villageOfCell, villages.length)
  const seeds = spreadSeeds(random, villages, count, between)
  const grown = growTerritories(seeds, borders, () => true, between)
  const adjacent = districtBorders(borders, grown, count)
  const parent = widest(adjacent)
  const splitOff = itemAt(adjacent, parent).slice(0, 2)
  const middle = nearestToOrigin(
    land,
    seeds.map((seed) => itemAt(capitals, seed)),
    [parent, ...splitOff],
  )
  const order = [
    middle,
    ...seeds.map((_, district) => district).filter((d) => d !== middle && !splitOff.includes(d)),
    ...splitOff,
  ]
  return {
    districtOfVillage: villages.map((village) => order.indexOf(itemAt(grown, village))),
    split: { parent: order.indexOf(parent), splitOff: splitOff.map((district) => order.indexOf(district)) },
  }
}

function villageBorders(
  land: Tessellation,
  villageOfCell: Int32Array,
  count: number,
): readonly (readonly number[])[] {
  const borders: Set<number>[] = Array.from({ length: count }, () => new Set())
  for (const { left, right } of land.sides) {
    const from = itemAt(villageOfCell, left)
    const to = itemAt(villageOfCell, right)
    if (from !== unowned && to !== unowned && from !== to) itemAt(borders, from).add(to)
  }
  return borders.map((others) => [...others])
}

function districtBorders(
  borders: readonly (readonly number[])[],
  districtOf: Int32Array,
  count: number,
): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, district) => {
    const beyond = borders.flatMap((others, village) => (districtOf[village] === district ? others : []))
    return [...new Set(beyond.map((village) => itemAt(districtOf, village)))].filter(
      (other) => other !== district,
    )
  })
}

function widest(adjacent: readonly (readonly number[])[]): number {
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

/** All of the capital's villages near its middle, and some of the others: about a third. */
function urbanVillages(
  random: Random,
  capitals: readonly number[],
  districtOfVillage: readonly number[],
  length: Length,
): readonly boolean[] {
  const town = itemAt(capitals, districtOfVillage.indexOf(0))
  const reach = capitals.map((cell) => length(cell, town)).sort((a, b) => a - b)
  const near = itemAt(reach, Math.floor(reach.length * 0.15))
  return capitals.map((cell, village) => {
    if (village === 0 || length(cell, town) <= near) return true
    return happens(random, districtOfVillage[village] === 0 ? 0.6 : 0.12)
  })
}

function villageWeights(
  random: Random,
  villageOfCell: Int32Array,
  urban: readonly boolean[],
): readonly number[] {
  const sizes = urban.map(() => 0)
  for (const village of villageOfCell) if (village !== unowned) sizes[village] = itemAt(sizes, village) + 1
  return sizes.map(
    (size, village) =>
      Math.sqrt(size) * (urban[village] === true ? 1.7 : 1) * Math.exp(0.15 * randomNormal(random)),
  )
}

/** Whole numbers in proportion to `weights` that add up to `total` (largest remainder). */
export function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, part: value % 1 }))
    .sort((a, b) => b.part - a.part)
  for (const { index } of byRemainder.slice(0, left)) whole[index] = itemAt(whole, index) + 1
  return whole
}

function neighbourhoods(
  random: Random,
  land: Tessellation,
  cells: readonly number[],
  families: number,
  length: Length,
): readonly { readonly families: number; readonly cells: readonly number[] }[] {
  const count = Math.min(cells.length, Math.max(1, Math.round(families / familiesPerSls)))
  const own = new Set(cells)
  const seeds = spreadSeeds(random, cells, count, length)
  const grown = growTerritories(seeds, land.neighbours, (cell) => own.has(cell), length)
  const counts = shareOut(
    families,
    seeds.map(() => 1 + 0.3 * random()),
  )
  return seeds.map((_, index) => ({
    families: itemAt(counts, index),
    cells: cells.filter((cell) => grown[cell] === index),
  }))
}
