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
import { itemAt, wholeBetween } from './draw.ts'
import { interviewErrors, misreport } from './misreport.ts'
import { type Sampled, drawSample } from './sample.ts'
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

/**
 * About 1,500 families of 20,000 (`drawSample` has the design), interviewed in the last weeks of the reference month with
 * a few small errors.
 */
export function drawSurvey(regency: Regency, population: Population, seed: number): Survey {
  const random = seededRandom(seedOf(seed, 'survey'))
  return writeSurvey(regency, population.asOf, random, drawSample(random, regency, population.families))
}

function writeSurvey(regency: Regency, asOf: PlainDate, random: Random, sample: readonly Sampled[]): Survey {
  const newId = seededIds(random)
  const families: SurveyFamily[] = []
  const persons: SurveyPerson[] = []
  sample.forEach(({ family, weight, stratum }, index) => {
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
