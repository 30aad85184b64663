import { type Random, randomNormal, seedOf, seededRandom } from '../kernel/index.ts'
import { type Districts, formDistricts } from './districts.ts'
import { happens, itemAt } from './draw.ts'
import { growTerritories, spreadSeeds, unowned } from './growth.ts'
import { shareOut } from './share-out.ts'
import { type Tessellation, distanceIn, tessellate } from './tessellation.ts'

/** The lie of the land: who borders whom and how many families live where, before anything has a name. */
export type Territory = {
  readonly land: Tessellation
  /** Village of each cell; `unowned` in the sea. */
  readonly villageOfCell: Int32Array
  readonly districts: number
  readonly villages: readonly VillageLand[]
  readonly sls: readonly SlsLand[]
  readonly split: Districts['split']
}

type VillageLand = { readonly district: number; readonly urban: boolean; readonly families: number }

type SlsLand = { readonly village: number; readonly families: number; readonly cells: readonly number[] }

const familiesPerVillage = 250
const familiesPerSls = 73
/** About 600 people, as in the middle of Java. */
const familiesPerSquareKilometre = 190
const cellsPerSls = 12
const cellsPerVillage = 30

export function layOut(seed: number, families: number): Territory {
  const random = seededRandom(seedOf(seed, 'territory'))
  const villageCount = Math.max(12, Math.round(families / familiesPerVillage))
  const districts = Math.min(12, Math.max(8, Math.round(villageCount / 8)))
  const land = drawLand(random, families, villageCount)
  const cells = [...land.inside.keys()].filter((cell) => land.inside[cell])
  const middles = spreadSeeds(random, cells, villageCount, distanceIn(land))
  const isLand = (cell: number) => land.inside[cell] === true
  const villageOfCell = growTerritories(middles, land.neighbours, isLand, distanceIn(land))
  const { districtOf, split } = formDistricts(random, land, middles, villageOfCell, districts)
  const urban = urbanVillages(random, land, middles, districtOf)
  const counts = shareOut(families, villageWeights(random, villageOfCell, urban))
  const villages = middles.map((_, village) => ({
    district: itemAt(districtOf, village),
    urban: itemAt(urban, village),
    families: itemAt(counts, village),
  }))
  const cellsOf = Map.groupBy(cells, (cell) => itemAt(villageOfCell, cell))
  const sls = villages.flatMap((village, index) =>
    neighbourhoods(random, land, index, village.families, cellsOf.get(index) ?? []),
  )
  return { land, villageOfCell, districts, villages, sls, split }
}

function drawLand(random: Random, families: number, villages: number): Tessellation {
  const cells = Math.max(villages * cellsPerVillage, Math.round((families / familiesPerSls) * cellsPerSls))
  return tessellate(random, cells, cells / (families / familiesPerSquareKilometre))
}

/** The villages nearest to the capital, most of its sub-district, and some of the others: about a third. */
function urbanVillages(
  random: Random,
  land: Tessellation,
  middles: readonly number[],
  districtOf: readonly number[],
): readonly boolean[] {
  const town = itemAt(middles, districtOf.indexOf(0))
  const ways = middles.map((cell) => distanceIn(land)(cell, town))
  const near = itemAt(
    ways.toSorted((a, b) => a - b),
    Math.floor(ways.length * 0.15),
  )
  return ways.map((way, village) => way <= near || happens(random, districtOf[village] === 0 ? 0.6 : 0.12))
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

function neighbourhoods(
  random: Random,
  land: Tessellation,
  village: number,
  families: number,
  cells: readonly number[],
): readonly SlsLand[] {
  const count = Math.min(cells.length, Math.max(1, Math.round(families / familiesPerSls)))
  const own = new Set(cells)
  const seeds = spreadSeeds(random, cells, count, distanceIn(land))
  const grown = growTerritories(seeds, land.neighbours, (cell) => own.has(cell), distanceIn(land))
  const weights = seeds.map(() => 1 + 0.3 * random())
  return shareOut(families, weights).map((share, index) => ({
    village,
    families: share,
    cells: cells.filter((cell) => grown[cell] === index),
  }))
}
