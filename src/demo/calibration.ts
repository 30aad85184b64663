import { ladder } from './ladder.ts'

/**
 * A regency like those in the middle of Java. Line, poverty rate and spread are of the size that BPS publishes for
 * March 2025 (poverty line of the regencies of Jawa Tengah 424 to 599 thousand rupiah; spread solved from line, rate and
 * mean of the province, 0.57).
 */
export const regencyWelfare = {
  povertyLineRupiah: 498_000,
  /** Share of persons below the line. */
  povertyRate: 0.105,
  /** Standard deviation of log consumption a head, over persons. */
  spread: 0.57,
  /** Above this share of persons the tail is Pareto, with this exponent: raises Gini to the published size. */
  paretoFrom: 0.95,
  paretoExponent: 2.6,
} as const

/**
 * Shares of the variance of log consumption a head. `visible` parts show in housing and assets; `hiddenSls` and `passing`
 * do not. The fall with family size comes on top (`sizeElasticity`, log points of consumption a head for log size).
 */
export const varianceShares = {
  district: 0.03,
  village: 0.04,
  sls: 0.03,
  urbanGap: 0.55,
  house: 0.24,
  family: 0.16,
  hiddenSls: 0.055,
  passing: 0.25,
  sizeElasticity: 0.72,
  /** Standard deviation of a district's own slope on a standardised variable, of the same scale. */
  districtSlope: 0.03,
} as const

/** Families by number of members on the family card, 1 to 6 and more. */
export const familySizeShares = [0.14, 0.2, 0.29, 0.24, 0.09, 0.04] as const

/** Share of houses with two families, and of these with three. */
export const sharedHouses = { two: 0.1, three: 0.08 } as const

/**
 * Shares by setting: national and Java figures of BPS where published (fuel 2021-2022, tenure, latrine), else of one
 * village's published aggregate (floor, wall, latrine; 2024); rungs from poorest to richest; Regsosek22-K codes.
 */
export const dwellingLadders = {
  tenure: ladder(0.15, [
    ['3', 0.07, 0.13],
    ['2', 0.012, 0.11],
    ['5', 0.003, 0.005],
    ['4', 0.005, 0.01],
    ['1', 0.91, 0.745],
  ]),
  land_proof: ladder(0.5, [
    ['6', 0.06, 0.05],
    ['5', 0.27, 0.13],
    ['3', 0.04, 0.04],
    ['2', 0.06, 0.06],
    ['4', 0.03, 0.06],
    ['1', 0.54, 0.66],
  ]),
  floor: ladder(1.35, [
    ['8', 0.035, 0.01],
    ['7', 0.005, 0.002],
    ['5', 0.03, 0.01],
    ['6', 0.36, 0.22],
    ['4', 0.08, 0.09],
    ['3', 0.01, 0.018],
    ['2', 0.46, 0.61],
    ['1', 0.02, 0.04],
  ]),
  wall: ladder(1.3, [
    ['6', 0.01, 0.002],
    ['4', 0.04, 0.01],
    ['7', 0.002, 0.002],
    ['5', 0.005, 0.001],
    ['3', 0.11, 0.045],
    ['2', 0.02, 0.012],
    ['1', 0.815, 0.93],
  ]),
  roof: ladder(0.6, [
    ['7', 0.004, 0.001],
    ['6', 0.001, 0.001],
    ['8', 0.001, 0.001],
    ['5', 0.003, 0.002],
    ['4', 0.04, 0.06],
    ['3', 0.08, 0.07],
    ['2', 0.861, 0.835],
    ['1', 0.01, 0.03],
  ]),
  drinking_water: ladder(0.6, [
    ['9', 0.004, 0.001],
    ['8', 0.03, 0.003],
    ['10', 0.01, 0.003],
    ['11', 0.002, 0.002],
    ['6', 0.05, 0.02],
    ['7', 0.13, 0.03],
    ['5', 0.3, 0.18],
    ['4', 0.22, 0.25],
    ['3', 0.13, 0.208],
    ['2', 0.11, 0.25],
    ['1', 0.014, 0.053],
  ]),
  lighting: ladder(0.9, [
    ['4', 0.004, 0.001],
    ['3', 0.006, 0.002],
    ['2', 0.08, 0.05],
    ['1', 0.91, 0.947],
  ]),
  power: ladder(1.4, [
    ['1', 0.42, 0.3],
    ['2', 0.42, 0.42],
    ['3', 0.11, 0.18],
    ['4', 0.035, 0.07],
    ['5', 0.015, 0.03],
  ]),
  cooking_fuel: ladder(1.2, [
    ['10', 0.17, 0.045],
    ['9', 0.002, 0.001],
    ['7', 0.004, 0.003],
    ['4', 0.775, 0.83],
    ['2', 0.03, 0.075],
    ['3', 0.012, 0.03],
    ['1', 0.007, 0.016],
  ]),
  toilet: ladder(1.2, [
    ['6', 0.05, 0.012],
    ['5', 0.002, 0.001],
    ['4', 0.012, 0.012],
    ['3', 0.015, 0.015],
    ['2', 0.075, 0.07],
    ['1', 0.846, 0.89],
  ]),
  closet: ladder(1.1, [
    ['4', 0.06, 0.02],
    ['3', 0.02, 0.01],
    ['2', 0.06, 0.03],
    ['1', 0.86, 0.94],
  ]),
  faeces_disposal: ladder(1.1, [
    ['5', 0.005, 0.001],
    ['3', 0.06, 0.03],
    ['4', 0.13, 0.05],
    ['6', 0.005, 0.004],
    ['2', 0.01, 0.025],
    ['1', 0.79, 0.89],
  ]),
} as const

/** Counts of things: the code is the count. */
export const assetLadders = {
  asset_fridge: ladder(1.35, [
    ['0', 0.4, 0.25],
    ['1', 0.59, 0.72],
    ['2', 0.01, 0.03],
  ]),
  asset_ac: ladder(1.6, [
    ['0', 0.965, 0.86],
    ['1', 0.03, 0.1],
    ['2', 0.005, 0.04],
  ]),
  asset_water_heater: ladder(1.6, [
    ['0', 0.995, 0.98],
    ['1', 0.005, 0.02],
  ]),
  asset_landline: ladder(1.2, [
    ['0', 0.997, 0.985],
    ['1', 0.003, 0.015],
  ]),
  asset_flat_tv: ladder(1.1, [
    ['0', 0.62, 0.42],
    ['1', 0.36, 0.54],
    ['2', 0.02, 0.04],
  ]),
  asset_computer: ladder(1.4, [
    ['0', 0.9, 0.75],
    ['1', 0.09, 0.21],
    ['2', 0.01, 0.04],
  ]),
  asset_motorcycle: ladder(1.1, [
    ['0', 0.17, 0.15],
    ['1', 0.46, 0.43],
    ['2', 0.29, 0.31],
    ['3', 0.08, 0.11],
  ]),
  asset_bicycle: ladder(0.3, [
    ['0', 0.55, 0.58],
    ['1', 0.36, 0.33],
    ['2', 0.09, 0.09],
  ]),
  asset_car: ladder(1.7, [
    ['0', 0.94, 0.85],
    ['1', 0.055, 0.13],
    ['2', 0.005, 0.02],
  ]),
  asset_boat: ladder(0, [
    ['0', 0.985, 0.997],
    ['1', 0.015, 0.003],
  ]),
  asset_motor_boat: ladder(0.6, [
    ['0', 0.992, 0.998],
    ['1', 0.008, 0.002],
  ]),
  asset_smartphone: ladder(1, [
    ['0', 0.13, 0.07],
    ['1', 0.25, 0.21],
    ['2', 0.33, 0.34],
    ['3', 0.19, 0.24],
    ['4', 0.1, 0.14],
  ]),
  asset_other_land: ladder(0.8, [
    ['0', 0.92, 0.92],
    ['1', 0.07, 0.06],
    ['2', 0.01, 0.02],
  ]),
  asset_other_house: ladder(1.1, [
    ['0', 0.965, 0.93],
    ['1', 0.03, 0.06],
    ['2', 0.005, 0.01],
  ]),
  livestock_large: ladder(0.3, [
    ['0', 0.87, 0.985],
    ['1', 0.06, 0.008],
    ['2', 0.05, 0.005],
    ['3', 0.02, 0.002],
  ]),
  livestock_small: ladder(0.1, [
    ['0', 0.8, 0.965],
    ['1', 0.06, 0.01],
    ['2', 0.07, 0.015],
    ['4', 0.07, 0.01],
  ]),
} as const
