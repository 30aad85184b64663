import { randomNormal, seedOf, seededRandom } from '../src/kernel/index.ts'
import type { Survey } from '../src/ranking/index.ts'

/**
 * A survey of the size of Susenas: 15 numbers and 105 yes-or-no answers of a household, whose effects differ a little from
 * district to district, with a village effect. Ten households a PSU, districts of very different sizes.
 */
export function generatedNation(
  households: number,
  districts: number,
  features: number,
  folds: number,
): Survey {
  const random = seededRandom(seedOf(1, 'nation'))
  const normal = () => randomNormal(random)
  const district = districtCodes(households, districts, random)
  const psuCount = Math.ceil(households / 10)
  const psu = Int32Array.from(district, (_, row) => Math.floor(row / 10))
  for (let row = 1; row < households; row++) {
    if (district[row] !== district[row - 1] && psu[row] === psu[row - 1])
      district[row] = district[row - 1] ?? 0
  }
  const values = Array.from({ length: features }, (_, j) => {
    const share = 0.05 + 0.9 * random()
    return Float64Array.from({ length: households }, j < 15 ? normal : () => (random() < share ? 1 : 0))
  })
  const weight = Float64Array.from({ length: households }, () => 0.5 + random())
  return {
    rowCount: households,
    outcome: outcomeOf(values, district, districts, psu, normal),
    householdWeight: weight,
    personWeight: weight.map((value) => value * (1 + Math.floor(6 * random()))),
    psu: { names: names(psuCount), codes: psu },
    stratum: { names: names(districts), codes: district },
    district: { names: names(districts), codes: district },
    province: { names: names(38), codes: district.map((code) => Math.floor((code * 38) / districts)) },
    fold: { names: names(folds), codes: psu.map((code) => Math.imul(code, 7919) % folds) },
    groups: [],
    features: values.map((_, j) => ({
      name: `x${j + 1}`,
      sql: `x${j + 1}`,
      group: 'other',
      label: { id: '', en: '' },
    })),
    values,
  }
}

function districtCodes(households: number, districts: number, random: () => number): Int32Array {
  const sizes = Array.from({ length: districts }, () => 0.5 + 1.5 * random())
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const codes = new Int32Array(households)
  let end = 0
  let row = 0
  sizes.forEach((size, code) => {
    end += (size / total) * households
    while (row < Math.round(end) && row < households) codes[row++] = code
  })
  return codes
}

function outcomeOf(
  values: readonly Float64Array[],
  district: Int32Array,
  districts: number,
  psu: Int32Array,
  normal: () => number,
): Float64Array {
  const effects = values.map((_, j) => (j < 40 ? 0.3 / (1 + j / 4) : 0))
  const own = Array.from({ length: districts }, () => effects.map((effect) => effect + 0.02 * normal()))
  const village = Array.from({ length: Math.ceil(district.length / 10) }, () => 0.2 * normal())
  return Float64Array.from(district, (code, row) => {
    const slopes = own[code] ?? effects
    const linear = values.reduce((sum, column, j) => sum + (slopes[j] ?? 0) * (column[row] ?? 0), 13)
    return linear + (village[psu[row] ?? 0] ?? 0) + 0.4 * normal()
  })
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index).padStart(6, '0'))
}
