import type { Variable } from '../../questionnaire/index.ts'

const groups: Readonly<Record<string, readonly string[]>> = {
  identity: ['name', 'nik', 'kk_number'],
  place: ['address', 'latitude', 'longitude', 'families_in_house'],
  housing: ['tenure', 'land_proof', 'floor_area_m2', 'floor', 'wall', 'roof'],
  sanitation: ['drinking_water', 'toilet', 'closet', 'faeces_disposal'],
  energy: ['lighting', 'power', 'pln_meter_id', 'cooking_fuel'],
  demography: ['birth_date', 'sex', 'relation', 'marital_status'],
  education: ['school_participation', 'education_level', 'education_certificate'],
  employment: ['worked', 'work_status', 'industry', 'business_count', 'business_industry'],
  health: ['disability', 'chronic_illness'],
}

const groupOf = new Map(
  Object.entries(groups).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
)

/** The heading under which a variable stands on the family's page. */
export function factGroup({ name }: Variable): string {
  if (name.startsWith('asset_')) return 'assets'
  if (name.startsWith('livestock_')) return 'livestock'
  return groupOf.get(name) ?? 'other'
}
