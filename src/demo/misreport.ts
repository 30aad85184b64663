import { type Random, randomNormal } from '../kernel/index.ts'
import { assetLadders, dwellingLadders } from './calibration.ts'
import { happens } from './draw.ts'
import type { Ladder } from './ladder.ts'
import type { FamilyFacts } from './truth.ts'

/** How answers stray from the truth: the share of them that move one rung, and how many of the moves are towards poverty. */
export type Misreport = { readonly share: number; readonly poorer: number }

/** An interview or a survey: few errors, as often up as down. */
export const interviewErrors: Misreport = { share: 0.02, poorer: 0.5 }

/** A list of some years ago: families have mended their houses and bought things since. */
export const yearsAgo: Misreport = { share: 0.14, poorer: 0.8 }

/** The same family as it would be written down with errors; what depends on a changed answer is put in order. */
export function misreport(random: Random, facts: FamilyFacts, errors: Misreport): FamilyFacts {
  const code = (of: Ladder, value: string) => neighbour(random, of, value, errors)
  const count = (of: Ladder, value: number) => Number(neighbour(random, of, String(value), errors))
  return inUniverse({
    ...facts,
    floor_area_m2: Math.max(
      9,
      Math.round(facts.floor_area_m2 * Math.exp(2 * errors.share * randomNormal(random))),
    ),
    tenure: code(dwellingLadders.tenure, facts.tenure),
    floor: code(dwellingLadders.floor, facts.floor),
    wall: code(dwellingLadders.wall, facts.wall),
    roof: code(dwellingLadders.roof, facts.roof),
    drinking_water: code(dwellingLadders.drinking_water, facts.drinking_water),
    lighting: code(dwellingLadders.lighting, facts.lighting),
    power: facts.power === undefined ? undefined : code(dwellingLadders.power, facts.power),
    cooking_fuel: code(dwellingLadders.cooking_fuel, facts.cooking_fuel),
    toilet: code(dwellingLadders.toilet, facts.toilet),
    asset_fridge: count(assetLadders.asset_fridge, facts.asset_fridge),
    asset_flat_tv: count(assetLadders.asset_flat_tv, facts.asset_flat_tv),
    asset_motorcycle: count(assetLadders.asset_motorcycle, facts.asset_motorcycle),
    asset_bicycle: count(assetLadders.asset_bicycle, facts.asset_bicycle),
    asset_smartphone: count(assetLadders.asset_smartphone, facts.asset_smartphone),
    livestock_small: count(assetLadders.livestock_small, facts.livestock_small),
  })
}

/** A code outside the ladder stays as it is. */
function neighbour(random: Random, of: Ladder, value: string, { share, poorer }: Misreport): string {
  if (!happens(random, share)) return value
  const step = happens(random, poorer) ? -1 : 1
  const rung = of.codes.indexOf(value)
  return rung === -1 ? value : (of.codes[rung + step] ?? value)
}

/** Answers that the questionnaire would not ask are dropped; those that it now asks get the most common answer. */
function inUniverse(facts: FamilyFacts): FamilyFacts {
  const owned = facts.tenure === '1'
  const metered = facts.lighting === '1'
  const used = ['1', '2', '3'].includes(facts.toilet)
  const bigGas = ['2', '3'].includes(facts.cooking_fuel)
  const powered = (count: number) => (facts.lighting === '4' ? 0 : count)
  return {
    ...facts,
    land_proof: owned ? (facts.land_proof ?? '5') : undefined,
    power: metered ? (facts.power ?? '1') : undefined,
    pln_meter_id: metered ? facts.pln_meter_id : undefined,
    closet: used ? (facts.closet ?? '1') : undefined,
    faeces_disposal: used ? (facts.faeces_disposal ?? '1') : undefined,
    asset_gas_5kg: bigGas ? Math.max(1, facts.asset_gas_5kg) : 0,
    asset_fridge: powered(facts.asset_fridge),
    asset_ac: powered(facts.asset_ac),
    asset_water_heater: powered(facts.asset_water_heater),
    asset_flat_tv: powered(facts.asset_flat_tv),
    asset_computer: powered(facts.asset_computer),
  }
}
