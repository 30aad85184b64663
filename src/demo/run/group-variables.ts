import type { VariableGroup } from '../visits/visit.ts'

/** The variables of the codebook that each group of a simulated verification covers. */
export const groupVariables: Readonly<Record<VariableGroup, readonly string[]>> = {
  identity: ['nik', 'name', 'birth_date', 'sex'],
  members: ['relation', 'marital_status'],
  housing: ['tenure', 'land_proof', 'floor_area_m2', 'floor', 'wall', 'roof'],
  water_sanitation: ['drinking_water', 'toilet', 'closet', 'faeces_disposal'],
  energy: ['lighting', 'power', 'cooking_fuel'],
  assets: [
    'asset_gas_5kg',
    'asset_fridge',
    'asset_ac',
    'asset_water_heater',
    'asset_landline',
    'asset_flat_tv',
    'asset_gold_g',
    'asset_computer',
    'asset_motorcycle',
    'asset_bicycle',
    'asset_car',
    'asset_boat',
    'asset_motor_boat',
    'asset_smartphone',
    'asset_farmland_ha',
    'asset_other_land',
    'asset_other_house',
    'livestock_large',
    'livestock_small',
  ],
  education: ['school_participation', 'education_level', 'education_certificate'],
  work: ['worked', 'work_status', 'industry', 'business_count', 'business_industry'],
  health: ['disability', 'chronic_illness'],
}
