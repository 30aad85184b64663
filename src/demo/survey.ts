import {
  type PlainDate,
  type Random,
  addDays,
  ageOn,
  randomNormal,
  seedOf,
  seededIds,
  seededRandom,
} from '../kernel/index.ts'
import { demoProvinceCode, demoRegencyCode } from './area-codes.ts'
import type { Regency } from './areas.ts'
import { itemAt, pickSeveral, wholeBetween } from './draw.ts'
import { interviewErrors, misreport } from './misreport.ts'
import { shareOut } from './share-out.ts'
import type { FamilyFacts, PersonFacts, Population, TrueFamily } from './truth.ts'

type AreaColumns = {
  readonly province_code: string
  readonly regency_code: string
  readonly district_code: string
  readonly village_code: string
  readonly sls_code: string
}

/** A row of the family table: the columns of a snapshot and those of the design. Nothing that names a family or its house. */
export type SurveyFamily = AreaColumns &
  Omit<FamilyFacts, 'kk_number' | 'address' | 'latitude' | 'longitude' | 'pln_meter_id'> & {
    readonly survey_id: string
    readonly family_id: string
    readonly household_id: string
    readonly head_person_id: string
    readonly member_count: number
    readonly observed_on: PlainDate
    /** Inverse of the probability of inclusion. */
    readonly weight: number
    readonly psu: string
    readonly stratum: string
    /** Consumption, rupiah a head a month. */
    readonly expenditure_per_head: number
    /** For tests: the family in the truth. */
    readonly true_family: number
  }

export type SurveyPerson = AreaColumns &
  Omit<PersonFacts, 'nik' | 'name'> & {
    readonly survey_id: string
    readonly person_id: string
    readonly family_id: string
    readonly age: number
    readonly observed_on: PlainDate
  }

export type Survey = { readonly families: readonly SurveyFamily[]; readonly persons: readonly SurveyPerson[] }

const familiesPerPsu = 10

/**
 * A two-stage sample: strata are urban and rural parts of groups of sub-districts; within them SLS are drawn with
 * probability proportional to families (systematic) and in each an equal number of families at random. About 7.5 per cent
 * of families, and more of a small regency so that a model can still be trained.
 */
export function drawSurvey(regency: Regency, population: Population, seed: number): Survey {
  const random = seededRandom(seedOf(seed, 'survey'))
  const familiesOf = Map.groupBy(population.families, ({ sls }) => sls)
  const wanted = sampleSize(population.families.length)
  const strata = formStrata(regency)
  const psuCount = Math.min(regency.sls.length, Math.round(wanted / familiesPerPsu))
  const take = Math.ceil(wanted / psuCount)
  const allotted = allotPsu(strata, psuCount)
  const interviews = strata.flatMap((stratum, index) =>
    drawPsu(random, stratum, itemAt(allotted, index)).flatMap(({ sls, inclusion }) => {
      const families = familiesOf.get(sls) ?? []
      const drawn = pickSeveral(random, families, take)
      const weight = families.length / drawn.length / inclusion
      return drawn.map((family) => ({ family, weight, stratum: stratum.name }))
    }),
  )
  return writeSurvey(regency, population.asOf, random, interviews)
}

function sampleSize(families: number): number {
  return Math.round(Math.min(0.6 * families, Math.max(0.075 * families, 600)))
}

type Stratum = {
  readonly name: string
  readonly sls: readonly { readonly index: number; readonly families: number }[]
}

/** Three groups of sub-districts by urban and rural; a part of fewer than four SLS joins the other of its group. */
function formStrata({ sls, villages, districtCodes }: Regency): readonly Stratum[] {
  const groupOf = (district: number) => Math.floor((3 * district) / districtCodes.length) + 1
  const placed = sls.map((one) => {
    const { district, urban } = itemAt(villages, one.village)
    return { one, group: groupOf(district), urban }
  })
  const groups = Map.groupBy(placed, ({ group }) => group)
  return [...groups]
    .sort(([a], [b]) => a - b)
    .flatMap(([group, members]) => {
      const parts = [true, false].map((urban) => members.filter((member) => member.urban === urban))
      const named = parts.every((part) => part.length >= 4)
        ? parts.map((part, index) => ({ name: `${group}-${index === 0 ? 'urban' : 'rural'}`, part }))
        : [{ name: `${group}-all`, part: members }]
      return named.map(({ name, part }) => ({
        name,
        sls: part.map(({ one }) => ({ index: one.index, families: one.families })),
      }))
    })
}

/** In proportion to families, at least two for each stratum and at most all of its SLS. */
function allotPsu(strata: readonly Stratum[], psuCount: number): readonly number[] {
  const shares = shareOut(
    psuCount,
    strata.map(({ sls }) => sls.reduce((sum, { families }) => sum + families, 0)),
  )
  return strata.map(({ sls }, index) => Math.min(sls.length, Math.max(2, itemAt(shares, index))))
}

/** Systematic sampling with probability proportional to size; SLS larger than the step are taken for certain. */
function drawPsu(
  random: Random,
  { sls }: Stratum,
  count: number,
): readonly { readonly sls: number; readonly inclusion: number }[] {
  const total = sls.reduce((sum, { families }) => sum + families, 0)
  const certain = sls.filter(({ families }) => families * count >= total)
  if (certain.length > 0) {
    const rest = sls.filter(({ families }) => families * count < total)
    const others =
      rest.length > 0 && count > certain.length
        ? drawPsu(random, { name: '', sls: rest }, count - certain.length)
        : []
    return [...certain.map(({ index }) => ({ sls: index, inclusion: 1 })), ...others]
  }
  const step = total / count
  let next = random() * step
  let below = 0
  return sls.flatMap(({ index, families }) => {
    below += families
    if (next >= below) return []
    next += step
    return [{ sls: index, inclusion: families / step }]
  })
}

type Interview = { readonly family: TrueFamily; readonly weight: number; readonly stratum: string }

function writeSurvey(
  regency: Regency,
  asOf: PlainDate,
  random: Random,
  interviews: readonly Interview[],
): Survey {
  const newId = seededIds(random)
  const families: SurveyFamily[] = []
  const persons: SurveyPerson[] = []
  interviews.forEach(({ family, weight, stratum }, index) => {
    const survey_id = String(index + 1).padStart(6, '0')
    const area = areaColumns(regency, family)
    const family_id = newId()
    const observed_on = addDays(asOf, -wholeBetween(random, 0, 20))
    const rows = family.members.map(({ facts: { nik: _nik, name: _name, ...facts } }) => ({
      ...area,
      ...facts,
      survey_id,
      person_id: newId(),
      family_id,
      age: ageOn(facts.birth_date, observed_on),
      observed_on,
    }))
    const answers = misreport(random, family.facts, interviewErrors)
    const {
      kk_number: _kk,
      address: _address,
      latitude: _north,
      longitude: _east,
      pln_meter_id: _meter,
      ...kept
    } = answers
    families.push({
      ...area,
      ...kept,
      survey_id,
      family_id,
      household_id: newId(),
      head_person_id: itemAt(rows, 0).person_id,
      member_count: family.members.length,
      observed_on,
      weight,
      psu: area.sls_code,
      stratum,
      expenditure_per_head: Math.round(family.expenditurePerHead * Math.exp(0.06 * randomNormal(random))),
      true_family: family.index,
    })
    persons.push(...rows)
  })
  return { families, persons }
}

function areaColumns(regency: Regency, { village, sls, district }: TrueFamily): AreaColumns {
  return {
    province_code: demoProvinceCode,
    regency_code: demoRegencyCode,
    district_code: itemAt(regency.districtCodes, district),
    village_code: itemAt(regency.villages, village).code,
    sls_code: itemAt(regency.sls, sls).code,
  }
}
