import {
  type PlainDate,
  type Random,
  addDays,
  ageOn,
  daysBetween,
  seedOf,
  seededRandom,
} from '../kernel/index.ts'
import { type Regency, type Sls, villageCodeOn } from './areas.ts'
import { familySizeShares, regencyWelfare, sharedHouses } from './calibration.ts'
import { type Member, drawComposition, maritalStatuses, relations } from './composition.ts'
import { happens, itemAt, pick, pickWeighted, wholeBetween } from './draw.ts'
import { drawDwelling, drawHoldings, drawPosition } from './dwelling.ts'
import { type NumberIssuer, numberIssuer } from './identity-numbers.ts'
import type { Setting } from './ladder.ts'
import { type FamilyNaming, drawName, drawNaming, drawSpouseNaming } from './names.ts'
import { drawChronicIllness, drawDisability, drawWork } from './person-traits.ts'
import { drawSchooling, schoolAnswersAt } from './schooling.ts'
import { centreOf } from './tessellation.ts'
import type { Deceased, Population, TrueFamily, TruePerson } from './truth.ts'
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

type Context = PopulationOptions & {
  readonly regency: Regency
  readonly issuer: NumberIssuer
  readonly places: readonly PlaceEffect[]
  readonly nextFamily: () => number
  readonly nextHouse: () => number
  readonly nextPerson: () => number
}

/** A family with what its consumption will be made of. */
type Draft = {
  readonly family: Omit<TrueFamily, 'expenditurePerHead'>
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

function drawHouse(
  context: Context,
  random: Random,
  sls: Sls,
  families: number,
  where: Whereabouts,
): readonly Draft[] {
  const place = itemAt(context.places, sls.index)
  const { territory, villages } = context.regency
  const village = itemAt(villages, sls.village)
  const setting: Setting = village.urban ? 'urban' : 'rural'
  const houseWelfare = drawHouseWelfare(random, place)
  const naming = drawNaming(random)
  const compositions = Array.from({ length: families }, (_, order) =>
    drawComposition(random, drawSize(random), order > 0),
  )
  const dwelling = drawDwelling(random, {
    position: drawPosition(random, centreOf(territory.land.centres, pick(random, sls.cells))),
    slsName: sls.name,
    families,
    people: compositions.reduce((sum, members) => sum + members.length, 0),
    standing: standingOf(houseWelfare, 'house'),
    setting,
  })
  const house = context.nextHouse()
  return compositions.map((composition, order) => {
    const welfare = drawFamilyWelfare(random, houseWelfare)
    const standing = standingOf(welfare, 'family')
    const lineage = order === 0 ? naming : happens(random, 0.5) ? naming : drawSpouseNaming(random, naming)
    const members = drawPeople(context, random, {
      composition,
      naming: lineage,
      standing,
      urban: village.urban,
      sls,
    })
    const overTen = Math.max(1, composition.filter(({ age }) => age >= 10).length)
    const facts = {
      ...dwelling,
      ...drawHoldings(random, standing, setting, overTen, dwelling),
      kk_number: issueKk(context, random, sls, composition),
    }
    const family = {
      index: context.nextFamily(),
      house,
      sls: sls.index,
      village: sls.village,
      district: village.district,
      urban: village.urban,
      facts,
      ...fateOf(context, random, members, lineage, sls, where),
    }
    return {
      family,
      rawLog: rawLogConsumption(random, { welfare, urban: village.urban, size: members.length, place }),
      traits: traitsOf(facts.asset_motorcycle, facts.asset_smartphone, dwelling.floor_area_m2, members),
    }
  })
}

function drawSize(random: Random): number {
  const size = pickWeighted(
    random,
    familySizeShares.map((share, index) => [index + 1, share] as const),
  )
  return size === 6 ? wholeBetween(random, 6, 8) : size
}

type PeopleDraft = {
  readonly composition: readonly Member[]
  readonly naming: FamilyNaming
  readonly standing: number
  readonly urban: boolean
  readonly sls: Sls
}

function drawPeople(context: Context, random: Random, draft: PeopleDraft): readonly TruePerson[] {
  const inLaws = drawSpouseNaming(random, draft.naming)
  return draft.composition.map((member) =>
    drawPerson(context, random, {
      ...draft,
      member,
      naming: member.bloodline === 'head' ? draft.naming : inLaws,
    }),
  )
}

type PersonDraft = Omit<PeopleDraft, 'composition'> & { readonly member: Member }

function drawPerson(
  context: Context,
  random: Random,
  { member, naming, standing, urban, sls }: PersonDraft,
): TruePerson {
  const birth_date = addDays(context.asOf, -Math.floor(365.25 * member.age) - wholeBetween(random, 1, 364))
  const birthYear = Number(birth_date.slice(0, 4))
  const schooling = drawSchooling(random, standing, birthYear)
  const school = schoolAnswersAt(schooling, member.age)
  const attendsSchool = school.school_participation === '2'
  const work = drawWork(random, { ...member, attendsSchool, stage: schooling.reach, urban, standing })
  const hasNik = !happens(
    random,
    member.age < 1 ? 0.12 : member.age < 5 ? 0.03 : 0.006 + 0.006 * Math.max(0, -standing),
  )
  return {
    index: context.nextPerson(),
    schooling,
    facts: {
      nik: hasNik ? issueNik(context, random, sls, birth_date, member) : undefined,
      name: drawName(random, naming, member.sex, birthYear, member.birthOrder),
      birth_date,
      sex: member.sex === 'male' ? '1' : '2',
      relation: member.relation,
      marital_status: member.marital,
      ...school,
      ...work,
      disability: drawDisability(random, member.age),
      chronic_illness: drawChronicIllness(random, member.age),
    },
  }
}

/** Mostly of the sub-district where the family lives, as it was when the number was given. */
function issueNik(context: Context, random: Random, sls: Sls, birthDate: PlainDate, { sex }: Member): string {
  const village = happens(random, 0.85)
    ? itemAt(context.regency.villages, sls.village)
    : pick(random, context.regency.villages)
  return context.issuer.issueNik(areaDigits(villageCodeOn(village, birthDate)), birthDate, sex)
}

/** Cards of today were issued since the register's numbers came, or since the head was grown. */
function issueKk(context: Context, random: Random, sls: Sls, [head]: readonly Member[]): string {
  const years = Math.min(18, Math.max(1, (head?.age ?? 40) - 21))
  const registeredOn = addDays(context.asOf, -wholeBetween(random, 30, Math.floor(365.25 * years)))
  const village = itemAt(context.regency.villages, sls.village)
  return context.issuer.issueKk(areaDigits(villageCodeOn(village, registeredOn)), registeredOn)
}

function areaDigits(villageCode: string): string {
  return villageCode.slice(0, 8).replaceAll('.', '')
}

/** An elder alone who is no longer here has died; others who are no longer here have moved. */
function fateOf(
  context: Context,
  random: Random,
  members: readonly TruePerson[],
  naming: FamilyNaming,
  sls: Sls,
  where: Whereabouts,
): Pick<TrueFamily, 'members' | 'deceased'> {
  const [person] = members
  if (where === 'here' || person === undefined)
    return { members, deceased: drawDeceased(context, random, members, naming, sls) }
  const extinct = members.length === 1 && person.facts.birth_date < addDays(context.asOf, -60 * 365)
  return extinct
    ? { members: [], deceased: [{ person, diedOn: drawSinceList(context, random) }] }
    : { members, deceased: [] }
}

function drawSinceList({ asOf, listDate }: Context, random: Random): PlainDate {
  return addDays(listDate, wholeBetween(random, 1, daysBetween(listDate, asOf)))
}

/** Husbands of some widows, and some aged parents, who died since the old list. */
function drawDeceased(
  context: Context,
  random: Random,
  members: readonly TruePerson[],
  naming: FamilyNaming,
  sls: Sls,
): readonly Deceased[] {
  const head = itemAt(members, 0)
  const isWidow = head.facts.sex === '2' && head.facts.marital_status === '4'
  if (!happens(random, isWidow ? 0.04 : 0.0035)) return []
  const headAge = ageOn(head.facts.birth_date, context.asOf)
  const late: Member = {
    relation: isWidow ? relations.spouse : relations.parent,
    sex: isWidow ? 'male' : pick(random, ['male', 'female'] as const),
    age: isWidow
      ? headAge + wholeBetween(random, 0, 8)
      : Math.min(99, headAge + wholeBetween(random, 20, 32)),
    marital: isWidow ? maritalStatuses.married : maritalStatuses.widowed,
    bloodline: 'head',
    birthOrder: 1,
  }
  const person = drawPerson(context, random, { member: late, naming, standing: 0, urban: false, sls })
  return [{ person, diedOn: drawSinceList(context, random) }]
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
    Float64Array.from(drafts, ({ family }) => family.members.length),
  )
}
