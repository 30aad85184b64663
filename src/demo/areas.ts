import { type PlainDate, type Random, seedOf, seededRandom } from '../kernel/index.ts'
import {
  type AreaCode,
  codesSince,
  codesWithFormer,
  demoProvinceCode,
  demoRegencyCode,
  demoSplitDate,
} from './area-codes.ts'
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

/** The areas of the regency for `families` families, with the codes that two of its sub-districts bore before they were split off. */
export function buildRegency(seed: number, families: number): Regency {
  const territory = layOut(seed, families)
  const random = seededRandom(seedOf(seed, 'area names'))
  const villages = nameVillages(random, territory)
  const sls = nameNeighbourhoods(territory, villages)
  const districtCodes = Array.from({ length: territory.districts }, (_, district) => districtCode(district))
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
  { districts, split }: Territory,
): readonly DemoArea[] {
  const firstVillage = 2 + districts
  const firstSls = firstVillage + villages.length
  const districtAreas = Array.from({ length: districts }, (_, district) => {
    const validFrom = split.splitOff.includes(district) ? demoSplitDate : undefined
    return area(
      2 + district,
      'district',
      itemAt(districtNames, district),
      1,
      codesSince(districtCode(district), validFrom),
    )
  })
  const villageAreas = villages.map(({ index, name, district, code, formerCode }) =>
    area(firstVillage + index, 'village', name, 2 + district, codesWithFormer(code, formerCode)),
  )
  const slsAreas = sls.map(({ index, name, village, code }) => {
    const { formerCode } = itemAt(villages, village)
    const former = formerCode === undefined ? undefined : `${formerCode}${code.slice(formerCode.length)}`
    return area(firstSls + index, 'sls', name, firstVillage + village, codesWithFormer(code, former))
  })
  return [
    area(0, 'province', provinceName, undefined, codesSince(demoProvinceCode)),
    area(1, 'regency', regencyName, 0, codesSince(demoRegencyCode)),
    ...districtAreas,
    ...villageAreas,
    ...slsAreas,
  ]
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
