import { type Random, randomNormal } from '../kernel/index.ts'
import { streetNames } from './area-names.ts'
import { type Position, positionOf } from './boundaries.ts'
import { assetLadders, dwellingLadders } from './calibration.ts'
import { happens, itemAt, pick, wholeBetween } from './draw.ts'
import { type Setting, drawCode, drawRung } from './ladder.ts'
import type { FamilyFacts } from './truth.ts'

/** The house, the same for all families in it. */
export type Dwelling = Pick<FamilyFacts, (typeof dwellingVariables)[number]>

const dwellingVariables = [
  'address',
  'latitude',
  'longitude',
  'families_in_house',
  'tenure',
  'land_proof',
  'floor_area_m2',
  'floor',
  'wall',
  'roof',
  'drinking_water',
  'lighting',
  'power',
  'pln_meter_id',
  'cooking_fuel',
  'toilet',
  'closet',
  'faeces_disposal',
] as const

/** What a family owns. */
export type Holdings = Omit<FamilyFacts, (typeof dwellingVariables)[number] | 'kk_number'>

export type HouseDraft = {
  readonly position: Position
  readonly slsName: string
  readonly families: number
  readonly people: number
  readonly standing: number
  readonly setting: Setting
}

/** Draws the house's answers from its standing; a variable outside its universe is `undefined`. */
export function drawDwelling(random: Random, house: HouseDraft): Dwelling {
  const { standing, setting } = house
  const code = (variable: keyof typeof dwellingLadders) =>
    drawCode(random, dwellingLadders[variable], standing, setting)
  const [longitude, latitude] = house.position
  const tenure = code('tenure')
  const lighting = code('lighting')
  const toilet = code('toilet')
  const hasToilet = ['1', '2', '3'].includes(toilet)
  const hasMeter = lighting === '1'
  return {
    address: drawAddress(random, house.slsName),
    latitude,
    longitude,
    families_in_house: house.families,
    tenure,
    land_proof: tenure === '1' ? code('land_proof') : undefined,
    floor_area_m2: drawFloorArea(random, house),
    floor: code('floor'),
    wall: code('wall'),
    roof: code('roof'),
    drinking_water: code('drinking_water'),
    lighting,
    power: hasMeter ? code('power') : undefined,
    pln_meter_id: hasMeter ? drawDigits(random, 11) : undefined,
    cooking_fuel: house.people === 1 && happens(random, 0.08) ? '0' : code('cooking_fuel'),
    toilet,
    closet: hasToilet ? code('closet') : undefined,
    faeces_disposal: hasToilet ? code('faeces_disposal') : undefined,
  }
}

/** Draws what the family owns from its standing; vehicles and phones also grow with the number of people over ten. */
export function drawHoldings(
  random: Random,
  standing: number,
  setting: Setting,
  overTen: number,
  dwelling: Dwelling,
): Holdings {
  const grown = 1.1 * Math.log(overTen / 2.4)
  const count = (variable: keyof typeof assetLadders, shift = 0) =>
    Number(
      itemAt(
        assetLadders[variable].codes,
        drawRung(random, assetLadders[variable], standing, setting, shift),
      ),
    )
  const powered = (variable: keyof typeof assetLadders) => (dwelling.lighting === '4' ? 0 : count(variable))
  return {
    // Large cylinders go with cooking on them (Regsosek items 308 and 502a).
    asset_gas_5kg: ['2', '3'].includes(dwelling.cooking_fuel) ? wholeBetween(random, 1, 2) : 0,
    asset_fridge: powered('asset_fridge'),
    asset_ac: powered('asset_ac'),
    asset_water_heater: powered('asset_water_heater'),
    asset_landline: count('asset_landline'),
    asset_flat_tv: powered('asset_flat_tv'),
    asset_gold_g: drawGold(random, standing),
    asset_computer: powered('asset_computer'),
    asset_motorcycle: count('asset_motorcycle', grown),
    asset_bicycle: count('asset_bicycle'),
    asset_car: count('asset_car'),
    asset_boat: count('asset_boat'),
    asset_motor_boat: count('asset_motor_boat'),
    asset_smartphone: Math.min(overTen + 1, count('asset_smartphone', 1.4 * grown)),
    asset_farmland_ha: drawFarmland(random, standing, setting),
    asset_other_land: count('asset_other_land'),
    asset_other_house: count('asset_other_house'),
    livestock_large: count('livestock_large'),
    livestock_small: count('livestock_small'),
  }
}

function drawFloorArea(random: Random, { standing, people, families }: HouseDraft): number {
  const log =
    Math.log(58) +
    0.2 * standing +
    0.12 * Math.log(people) +
    0.1 * (families - 1) +
    0.32 * randomNormal(random)
  return Math.min(420, Math.max(9, Math.round(Math.exp(log))))
}

/** Grams: a fifth to a half of families hold some, the richer the more. */
function drawGold(random: Random, standing: number): number {
  const holds = happens(random, 1 / (1 + Math.exp(1.5 - 0.9 * standing)))
  return holds ? Math.round(2 * Math.exp(1.4 + 0.3 * standing + 0.7 * randomNormal(random))) / 2 : 0
}

/** Hectares with two decimals. */
function drawFarmland(random: Random, standing: number, setting: Setting): number {
  const owns = happens(random, setting === 'rural' ? 0.42 : 0.1)
  return owns
    ? Math.round(100 * Math.min(6, Math.exp(-1.5 + 0.25 * standing + 0.8 * randomNormal(random)))) / 100
    : 0
}

function drawAddress(random: Random, slsName: string): string {
  return `Jl. ${pick(random, streetNames)} No. ${wholeBetween(random, 1, 180)} ${slsName}`
}

function drawDigits(random: Random, count: number): string {
  return Array.from({ length: count }, (_, index) => wholeBetween(random, index === 0 ? 1 : 0, 9)).join('')
}

/** A place in one of the cells, in kilometres around its centre. */
export function drawPosition(random: Random, centre: { readonly x: number; readonly y: number }): Position {
  return positionOf(centre.x + 0.05 * (random() - 0.5), centre.y + 0.05 * (random() - 0.5))
}
