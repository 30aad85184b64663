import { type PlainDate, type Random, addDays, plainDate, seedOf, seededRandom } from '../kernel/index.ts'
import {
  districtNames,
  provinceName,
  regencyName,
  villageFirstParts,
  villageSecondParts,
} from './area-names.ts'
import { itemAt } from './draw.ts'
import { type Territory, layOut } from './territory.ts'

export type AreaLevel = 'province' | 'regency' | 'district' | 'village' | 'sls'

/** A code of one of the two systems, valid from a day to a day (the last day included; open when `undefined`). */
export type AreaCode = {
  readonly system: 'kemendagri' | 'bps'
  readonly code: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | undefined
}

/** `id` is its place in the list; `parentId` the area above it today. */
export type DemoArea = {
  readonly id: number
  readonly level: AreaLevel
  readonly name: string
  readonly parentId: number | undefined
  readonly codes: readonly AreaCode[]
}

/** A village as the generators need it: its codes today and before the split. */
export type Village = {
  readonly index: number
  readonly district: number
  readonly name: string
  readonly code: string
  readonly formerCode: string | undefined
  readonly urban: boolean
}

/** A neighbourhood (satuan lingkungan setempat). `cells` are where its houses may stand. */
export type Sls = {
  readonly index: number
  readonly village: number
  readonly code: string
  readonly name: string
  readonly families: number
  readonly cells: readonly number[]
}

export type Regency = {
  readonly areas: readonly DemoArea[]
  readonly villages: readonly Village[]
  readonly sls: readonly Sls[]
  /** Codes of the sub-districts, by district number. */
  readonly districtCodes: readonly string[]
  readonly splitDate: PlainDate
  readonly territory: Territory
}

/** Never issued by Kemendagri (its provinces end at 96), and 98 never by BPS (its provinces end at 97). */
export const demoProvinceCode = '97'
export const demoRegencyCode = '97.01'
const bpsRegencyCode = '9801'

const firstEdition = plainDate('2006-01-01')
/** The last two sub-districts were part of another until this day. */
export const demoSplitDate = plainDate('2023-01-16')

/** The areas of the regency for `families` families, with the codes that two of its sub-districts bore before they were split off. */
export function buildRegency(seed: number, families: number): Regency {
  const territory = layOut(seed, families)
  const random = seededRandom(seedOf(seed, 'area names'))
  const villages = nameVillages(random, territory)
  const sls = nameNeighbourhoods(territory, villages)
  const districtCodes = territory.districts.map((_, district) => districtCode(district))
  return {
    areas: listAreas(villages, sls, territory),
    villages,
    sls,
    districtCodes,
    splitDate: demoSplitDate,
    territory,
  }
}

/** Kemendagri code that `village` bore on `date`. */
export function villageCodeOn(village: Village, date: PlainDate): string {
  return village.formerCode !== undefined && date < demoSplitDate ? village.formerCode : village.code
}

function districtCode(district: number): string {
  return `${demoRegencyCode}.${String(district + 1).padStart(2, '0')}`
}

function nameVillages(random: Random, territory: Territory): readonly Village[] {
  const names = villageNames(random)
  const lastNumber = new Map<string, number>()
  const numbered = (district: number, kind: 1 | 2) => {
    const key = `${district}/${kind}`
    const number = (lastNumber.get(key) ?? 0) + 1
    lastNumber.set(key, number)
    return `${districtCode(district)}.${kind}${String(number).padStart(3, '0')}`
  }
  const current = territory.villages.map(({ district, urban }) =>
    numbered(district, urban && district === 0 ? 1 : 2),
  )
  const { parent, splitOff } = territory.split
  return territory.villages.map(({ district, urban }, index) => ({
    index,
    district,
    name: itemAt(names, index),
    code: itemAt(current, index),
    formerCode: splitOff.includes(district) ? numbered(parent, 2) : undefined,
    urban,
  }))
}

/** Every pair of a first and a second part, in random order, then the same with a direction. */
function villageNames(random: Random): readonly string[] {
  const pairs = villageFirstParts.flatMap((first) => villageSecondParts.map((second) => `${first}${second}`))
  const ordered = pairs.map((name) => ({ name, at: random() })).sort((a, b) => a.at - b.at)
  return ['', ' Lor', ' Kidul'].flatMap((direction) => ordered.map(({ name }) => `${name}${direction}`))
}

function nameNeighbourhoods(territory: Territory, villages: readonly Village[]): readonly Sls[] {
  const lastNumber = new Map<number, number>()
  return territory.sls.map(({ village, families, cells }, index) => {
    const number = (lastNumber.get(village) ?? 0) + 1
    lastNumber.set(village, number)
    return {
      index,
      village,
      code: `${itemAt(villages, village).code}.${String(number).padStart(4, '0')}`,
      name: `RT ${String(number).padStart(3, '0')} RW ${String(Math.ceil(number / 3)).padStart(2, '0')}`,
      families,
      cells,
    }
  })
}

function listAreas(
  villages: readonly Village[],
  sls: readonly Sls[],
  territory: Territory,
): readonly DemoArea[] {
  const districts = territory.districts.length
  const { splitOff } = territory.split
  const province = area(0, 'province', provinceName, undefined, always(demoProvinceCode, '98'))
  const regency = area(1, 'regency', regencyName, 0, always(demoRegencyCode, bpsRegencyCode))
  const districtAreas = territory.districts.map((_, district) =>
    area(
      2 + district,
      'district',
      itemAt(districtNames, district),
      1,
      districtCodes(district, splitOff.includes(district)),
    ),
  )
  const villageAreas = villages.map((village) =>
    area(2 + districts + village.index, 'village', village.name, 2 + village.district, villageCodes(village)),
  )
  const slsAreas = sls.map(({ index, name, village, code }) =>
    area(
      2 + districts + villages.length + index,
      'sls',
      name,
      2 + districts + village,
      slsCodes(itemAt(villages, village), code),
    ),
  )
  return [province, regency, ...districtAreas, ...villageAreas, ...slsAreas]
}

function area(
  id: number,
  level: AreaLevel,
  name: string,
  parentId: number | undefined,
  codes: readonly AreaCode[],
): DemoArea {
  return { id, level, name, parentId, codes }
}

function always(kemendagri: string, bps: string): readonly AreaCode[] {
  return codesBetween(kemendagri, bps, firstEdition, undefined)
}

function codesBetween(
  kemendagri: string,
  bps: string,
  validFrom: PlainDate,
  validTo: PlainDate | undefined,
): readonly AreaCode[] {
  return [
    { system: 'kemendagri', code: kemendagri, validFrom, validTo },
    { system: 'bps', code: bps, validFrom, validTo },
  ]
}

function districtCodes(district: number, isNew: boolean): readonly AreaCode[] {
  return codesBetween(
    districtCode(district),
    bpsOf(districtCode(district)),
    isNew ? demoSplitDate : firstEdition,
    undefined,
  )
}

function villageCodes({ code, formerCode }: Village): readonly AreaCode[] {
  if (formerCode === undefined) return always(code, bpsOf(code))
  return [
    ...codesBetween(formerCode, bpsOf(formerCode), firstEdition, addDays(demoSplitDate, -1)),
    ...codesBetween(code, bpsOf(code), demoSplitDate, undefined),
  ]
}

function slsCodes(village: Village, code: string): readonly AreaCode[] {
  const tail = code.slice(village.code.length)
  if (village.formerCode === undefined) return always(code, bpsOf(code))
  const former = `${village.formerCode}${tail}`
  return [
    ...codesBetween(former, bpsOf(former), firstEdition, addDays(demoSplitDate, -1)),
    ...codesBetween(code, bpsOf(code), demoSplitDate, undefined),
  ]
}

/**
 * BPS numbers sub-districts in tens with three digits and villages with three digits without the kind
 * (kelurahan from 001, desa here from 101, so that the two do not meet); an SLS has four digits and two of a part.
 */
function bpsOf(kemendagri: string): string {
  const [, , district = '', village, sls] = kemendagri.split('.')
  const inDistrict = `${bpsRegencyCode}${String(Number(district) * 10).padStart(3, '0')}`
  if (village === undefined) return inDistrict
  const inVillage = `${inDistrict}${Number(village.slice(0, 1)) - 1}${village.slice(2)}`
  return sls === undefined ? inVillage : `${inVillage}${sls}00`
}
