import { type Random, randomNormal, seedOf, seededRandom } from '../kernel/index.ts'
import type { Regency, Sls } from './areas.ts'
import { regencyWelfare, varianceShares } from './calibration.ts'
import { itemAt } from './draw.ts'

/** What a place adds to the welfare of its families: `visible` shows in houses and assets, `hidden` only in consumption. */
export type PlaceEffect = { readonly visible: number; readonly hidden: number }

const share = varianceShares

/** Effects by SLS. Districts and villages differ, and towns stand above the country. */
export function placeEffects(seed: number, regency: Regency): readonly PlaceEffect[] {
  const random = seededRandom(seedOf(seed, 'places'))
  const normals = (count: number, variance: number) =>
    Array.from({ length: count }, () => Math.sqrt(variance) * randomNormal(random))
  const districts = normals(regency.districtCodes.length, share.district)
  const villages = normals(regency.villages.length, share.village)
  return regency.sls.map(({ village }: Sls) => {
    const { district } = itemAt(regency.villages, village)
    const visible =
      itemAt(districts, district) + itemAt(villages, village) + Math.sqrt(share.sls) * randomNormal(random)
    return { visible, hidden: Math.sqrt(share.hiddenSls) * randomNormal(random) }
  })
}

/** Visible welfare before standardising, within its setting: mean 0. */
export function drawHouseWelfare(random: Random, place: PlaceEffect): number {
  return place.visible + Math.sqrt(share.house) * randomNormal(random)
}

export function drawFamilyWelfare(random: Random, house: number): number {
  return house + Math.sqrt(share.family) * randomNormal(random)
}

/** Standing of a house or a family among its setting: variance 1, as the ladders want it. */
export function standingOf(welfare: number, unit: 'house' | 'family'): number {
  const places = share.district + share.village + share.sls
  return welfare / Math.sqrt(places + share.house + (unit === 'family' ? share.family : 0))
}

/** A district's own slopes on some standardised variables: what makes a shrunk model better than a pooled one. */
export function districtSlopes(seed: number, district: number, columns: number): readonly number[] {
  const random = seededRandom(seedOf(seed, 'slopes', String(district)))
  return Array.from({ length: columns }, () => share.districtSlope * randomNormal(random))
}

/** Log consumption a head before scaling: visible welfare, the place, the size of the family, and what passes. */
export function rawLogConsumption(
  random: Random,
  family: {
    readonly welfare: number
    readonly urban: boolean
    readonly size: number
    readonly place: PlaceEffect
  },
): number {
  const town = family.urban ? share.urbanGap : 0
  const passing = Math.sqrt(share.passing) * randomNormal(random)
  return family.welfare + town + family.place.hidden - share.sizeElasticity * Math.log(family.size) + passing
}

/**
 * Consumption a head in rupiah a month: raw logs scaled so that over persons the spread, the poverty rate at the line and
 * a Pareto top are those of the regency. Ranks do not change. Sizes are the persons that each value stands for.
 */
export function scaleConsumption(raw: Float64Array, sizes: Float64Array): Float64Array {
  const { povertyLineRupiah, povertyRate, spread, paretoFrom, paretoExponent } = regencyWelfare
  const factor = spread / weightedDeviation(raw, sizes)
  const rank = midRanks(raw, sizes)
  const lineAt = valueAtRank(raw, rank, povertyRate)
  const topAt = valueAtRank(raw, rank, paretoFrom)
  const topRupiah = Math.exp(Math.log(povertyLineRupiah) + factor * (topAt - lineAt))
  return raw.map((value, index) => {
    const at = itemAt(rank, index)
    if (at <= paretoFrom) return Math.round(Math.exp(Math.log(povertyLineRupiah) + factor * (value - lineAt)))
    return Math.round(topRupiah * ((1 - paretoFrom) / (1 - at)) ** (1 / paretoExponent))
  })
}

function weightedDeviation(values: Float64Array, weights: Float64Array): number {
  let total = 0
  let sum = 0
  let squares = 0
  values.forEach((value, index) => {
    const weight = itemAt(weights, index)
    total += weight
    sum += weight * value
    squares += weight * value * value
  })
  return Math.sqrt(squares / total - (sum / total) ** 2)
}

/** Share of the weight below each value, half of its own weight counted. */
function midRanks(values: Float64Array, weights: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => itemAt(values, a) - itemAt(values, b) || a - b)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const ranks = new Float64Array(values.length)
  let below = 0
  for (const index of order) {
    const weight = itemAt(weights, index)
    ranks[index] = (below + weight / 2) / total
    below += weight
  }
  return ranks
}

/** The largest value whose rank is at most `rank`. */
function valueAtRank(values: Float64Array, ranks: Float64Array, rank: number): number {
  const below = values.filter((_, index) => itemAt(ranks, index) <= rank)
  return below.reduce((largest, value) => Math.max(largest, value), -Infinity)
}
