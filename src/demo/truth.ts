import type { PlainDate } from '../kernel/index.ts'

/** What is true of a family: every family variable of the codebook, under its name, with its codes as text. */
export type FamilyFacts = {
  readonly address: string
  readonly latitude: number
  readonly longitude: number
  readonly kk_number: string
  readonly families_in_house: number
  readonly tenure: string
  readonly land_proof: string | undefined
  readonly floor_area_m2: number
  readonly floor: string
  readonly wall: string
  readonly roof: string
  readonly drinking_water: string
  readonly lighting: string
  readonly power: string | undefined
  readonly pln_meter_id: string | undefined
  readonly cooking_fuel: string
  readonly toilet: string
  readonly closet: string | undefined
  readonly faeces_disposal: string | undefined
  readonly asset_gas_5kg: number
  readonly asset_fridge: number
  readonly asset_ac: number
  readonly asset_water_heater: number
  readonly asset_landline: number
  readonly asset_flat_tv: number
  readonly asset_gold_g: number
  readonly asset_computer: number
  readonly asset_motorcycle: number
  readonly asset_bicycle: number
  readonly asset_car: number
  readonly asset_boat: number
  readonly asset_motor_boat: number
  readonly asset_smartphone: number
  readonly asset_farmland_ha: number
  readonly asset_other_land: number
  readonly asset_other_house: number
  readonly livestock_large: number
  readonly livestock_small: number
}

/** What is true of a person: every person variable of the codebook. Variables asked from an age on are `undefined` below it. */
export type PersonFacts = {
  readonly nik: string | undefined
  readonly name: string
  readonly birth_date: PlainDate
  readonly sex: string
  readonly relation: string
  readonly marital_status: string
  readonly school_participation: string | undefined
  readonly education_level: string | undefined
  readonly education_certificate: string | undefined
  readonly worked: string | undefined
  readonly work_status: string | undefined
  readonly industry: string | undefined
  readonly business_count: number | undefined
  readonly business_industry: string | undefined
  readonly disability: string
  readonly chronic_illness: string
}

export type TruePerson = {
  /** Number of the person in the whole population, those who died or left included. */
  readonly index: number
  readonly schooling: Schooling
  readonly facts: PersonFacts
}

/** How far a person goes or went to school (0 none, 1 primary to 5 university) and in which kind of school. */
export type Schooling = { readonly reach: number; readonly religious: boolean; readonly vocational: boolean }

/** One who died between the old list and today. */
export type Deceased = { readonly person: TruePerson; readonly diedOn: PlainDate }

export type TrueFamily = {
  readonly index: number
  /** Number of the house: families with the same one form a household. */
  readonly house: number
  readonly sls: number
  readonly village: number
  readonly district: number
  readonly urban: boolean
  readonly facts: FamilyFacts
  /** The head is first. Empty only where the last member died (among the departed). */
  readonly members: readonly TruePerson[]
  readonly deceased: readonly Deceased[]
  /** Consumption, rupiah a head a month. */
  readonly expenditurePerHead: number
}

/** The truth on the reference day. */
export type Population = {
  readonly asOf: PlainDate
  readonly families: readonly TrueFamily[]
  /** Families of the time of the old list that have moved away or died out since. Their indices follow on. */
  readonly departed: readonly TrueFamily[]
  /** Rupiah a head a month below which a person is poor. */
  readonly povertyLine: number
}
