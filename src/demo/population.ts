import { type PlainDate, type Random, seedOf, seededRandom } from '../kernel/index.ts'
import { type Regency, type Sls, type Village } from './areas.ts'
import { familySizeShares, regencyWelfare, sharedHouses } from './calibration.ts'
import { type Member, drawComposition } from './composition.ts'
import { happens, itemAt, pick, pickWeighted, wholeBetween } from './draw.ts'
import { type Dwelling, drawDwelling, drawHoldings, drawPosition } from './dwelling.ts'
import { type FateContext, fateOfDeparted, fateOfFamily } from './fate.ts'
import { numberIssuer } from './identity-numbers.ts'
import type { Setting } from './ladder.ts'
import { type FamilyNaming, drawNaming, drawSpouseNaming } from './names.ts'
import { drawPeople, issueKk } from './people.ts'
import { centreOf } from './tessellation.ts'
import type { Population, TrueFamily, TruePerson } from './truth.ts'
import {
  type PlaceEffect,
  districtSlopes,
  drawFamilyWelfare,
  drawHouseWelfare,
  placeEffects,
  rawLogConsumption,
  scaleConsumption,
  standingOf,
} from './welfare.ts'

export type PopulationOptions = {
  readonly seed: number
  readonly asOf: PlainDate
  /** The day of the old list: deaths and departures lie between it and `asOf`. */
  readonly listDate: PlainDate
}

/** Families that left since the old list, as a share of those here. */
const departedShare = 0.02

/** Everyone in the regency, drawn family by family; each SLS has a stream of its own. */
export function buildPopulation(regency: Regency, options: PopulationOptions): Population {
  const context: Context = {
    ...options,
    regency,
    issuer: numberIssuer(),
    places: placeEffects(options.seed, regency),
    nextFamily: counter(),
    nextHouse: counter(),
    nextPerson: counter(),
  }
  const here = regency.sls.flatMap((sls) => drawSls(context, sls, sls.families, 'here'))
  const away = regency.sls.flatMap((sls, index) =>
    drawSls(context, sls, departuresOf(sls.families, index), 'departed'),
  )
  const consumption = consumptionOf([...here, ...away], options.seed)
  const finished = [...here, ...away].map(({ family }, index) => ({
    ...family,
    expenditurePerHead: itemAt(consumption, index),
  }))
  return {
    asOf: options.asOf,
    families: finished.slice(0, here.length),
    departed: finished.slice(here.length),
    povertyLine: regencyWelfare.povertyLineRupiah,
  }
}

type Context = FateContext & {
  readonly seed: number
  readonly places: readonly PlaceEffect[]
  readonly nextFamily: () => number
  readonly nextHouse: () => number
}

/** A family with what its consumption will be made of. */
type Draft = {
  readonly family: Omit<TrueFamily, 'expenditurePerHead'>
  readonly size: number
  readonly rawLog: number
  readonly traits: readonly number[]
}

type Whereabouts = 'here' | 'departed'

function counter(): () => number {
  let next = 0
  return () => next++
}

/** Spread over the SLS so that small regencies have some too. */
function departuresOf(families: number, index: number): number {
  const exact = families * departedShare
  return Math.floor(exact * (index + 1)) - Math.floor(exact * index)
}

function drawSls(context: Context, sls: Sls, count: number, where: Whereabouts): readonly Draft[] {
  const random = seededRandom(seedOf(context.seed, 'families', where, String(sls.index)))
  const drafts: Draft[] = []
  while (drafts.length < count) {
    const left = count - drafts.length
    const families = where === 'here' ? Math.min(left, drawFamiliesInHouse(random)) : 1
    drafts.push(...drawHouse(context, random, sls, families, where))
  }
  return drafts
}

function drawFamiliesInHouse(random: Random): number {
  if (!happens(random, sharedHouses.two)) return 1
  return happens(random, sharedHouses.three) ? 3 : 2
}

/** What the families of one house have in common. */
type House = {
  readonly number: number
  readonly sls: Sls
  readonly village: Village
  readonly setting: Setting
  readonly place: PlaceEffect
  readonly welfare: number
  readonly naming: FamilyNaming
  readonly dwelling: Dwelling
  readonly where: Whereabouts
}

function drawHouse(
  context: Context,
  random: Random,
  sls: Sls,
  families: number,
  where: Whereabouts,
): readonly Draft[] {
  const village = itemAt(context.regency.villages, sls.village)
  const place = itemAt(context.places, sls.index)
  const setting = village.urban ? 'urban' : 'rural'
  const welfare = drawHouseWelfare(random, place)
  const naming = drawNaming(random)
  const compositions = Array.from({ length: families }, (_, order) =>
    drawComposition(random, drawSize(random), order > 0),
  )
  const dwelling = drawDwelling(random, {
    position: drawPosition(random, centreOf(context.regency.territory.land.centres, pick(random, sls.cells))),
    slsName: sls.name,
    families,
    people: compositions.reduce((sum, members) => sum + members.length, 0),
    standing: standingOf(welfare, 'house'),
    setting,
  })
  const house = {
    number: context.nextHouse(),
    sls,
    village,
    setting,
    place,
    welfare,
    naming,
    dwelling,
    where,
  } as const
  return compositions.map((composition, order) => drawFamily(context, random, house, composition, order > 0))
}

/** `isSecond` marks a family in its parents' house: of a son's name or, as often, of a son-in-law's. */
function drawFamily(
  context: Context,
  random: Random,
  house: House,
  composition: readonly Member[],
  isSecond: boolean,
): Draft {
  const { sls, village, setting, place, dwelling } = house
  const welfare = drawFamilyWelfare(random, house.welfare)
  const standing = standingOf(welfare, 'family')
  const naming = isSecond && happens(random, 0.5) ? drawSpouseNaming(random, house.naming) : house.naming
  const draft = { composition, naming, standing, urban: village.urban, sls }
  const people = drawPeople(context, random, draft)
  const overTen = Math.max(1, composition.filter(({ age }) => age >= 10).length)
  const holdings = drawHoldings(random, standing, setting, overTen, dwelling)
  const kk_number = issueKk(context, random, sls, composition)
  const fate =
    house.where === 'here'
      ? fateOfFamily(context, random, draft, people)
      : fateOfDeparted(context, random, people)
  return {
    family: {
      index: context.nextFamily(),
      house: house.number,
      sls: sls.index,
      village: village.index,
      district: village.district,
      urban: village.urban,
      facts: { ...dwelling, ...holdings, kk_number },
      ...fate,
    },
    size: people.length,
    rawLog: rawLogConsumption(random, { welfare, urban: village.urban, size: people.length, place }),
    traits: traitsOf(holdings.asset_motorcycle, holdings.asset_smartphone, dwelling.floor_area_m2, people),
  }
}

function drawSize(random: Random): number {
  const size = pickWeighted(
    random,
    familySizeShares.map((share, index) => [index + 1, share] as const),
  )
  return size === 6 ? wholeBetween(random, 6, 8) : size
}

/** What a district's own slopes act on, roughly standardised: size, motorcycles, phones, room, schooling of the head. */
function traitsOf(
  motorcycles: number,
  phones: number,
  floorArea: number,
  members: readonly TruePerson[],
): readonly number[] {
  return [
    (Math.log(members.length) - 1.01) / 0.5,
    (motorcycles - 1.3) / 0.85,
    (phones - 1.9) / 1.2,
    (Math.log(floorArea / members.length) - 3) / 0.6,
    (itemAt(members, 0).schooling.reach - 1.8) / 1.1,
  ]
}

function consumptionOf(drafts: readonly Draft[], seed: number): Float64Array {
  const slopes = new Map<number, readonly number[]>()
  const raw = Float64Array.from(drafts, ({ rawLog, traits, family: { district } }) => {
    const own = slopes.get(district) ?? districtSlopes(seed, district, traits.length)
    slopes.set(district, own)
    return rawLog + traits.reduce((sum, trait, index) => sum + trait * itemAt(own, index), 0)
  })
  return scaleConsumption(
    raw,
    Float64Array.from(drafts, ({ size }) => size),
  )
}
