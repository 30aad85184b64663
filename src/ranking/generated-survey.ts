import { randomNormal, seedOf, seededRandom } from '../kernel/index.ts'
import { groupingOf } from './grouping.ts'
import type { Survey } from './survey.ts'

export type GeneratedOptions = {
  readonly seed?: number
  readonly districts?: number
  readonly householdsPerDistrict?: number
  readonly features?: number
  /** Spread of a district's coefficients about the national ones. */
  readonly slopeSpread?: number
  readonly interceptSpread?: number
  readonly sigma?: number
}

/**
 * A survey whose truth is known, for tests: y = b_d0 + Σ b_dj x_j + error, x standard normal, ten households a PSU, two
 * strata, unequal weights. Returns the true coefficients of each district beside it.
 */
export function generatedSurvey({
  seed = 1,
  districts = 20,
  householdsPerDistrict = 200,
  features = 5,
  slopeSpread = 0.05,
  interceptSpread = 0.1,
  sigma = 0.5,
}: GeneratedOptions = {}): { readonly survey: Survey; readonly truth: readonly (readonly number[])[] } {
  const random = seededRandom(seedOf(seed, 'survey'))
  const normal = () => randomNormal(random)
  const national = Array.from({ length: features + 1 }, (_, j) => (j === 0 ? 13 : 0.3 / j))
  const truth = Array.from({ length: districts }, () =>
    national.map((value, j) => value + normal() * (j === 0 ? interceptSpread : slopeSpread)),
  )
  const rowCount = districts * householdsPerDistrict
  const rows = Array.from({ length: rowCount }, (_, row) => row)
  const districtOf = (row: number) => Math.floor(row / householdsPerDistrict)
  const psuOf = (row: number) => Math.floor(row / 10)
  const values = Array.from({ length: features }, () => Float64Array.from(rows, normal))
  const outcome = Float64Array.from(rows, (row) => {
    const [intercept = 0, ...slopes] = truth[districtOf(row)] ?? []
    return slopes.reduce((sum, b, j) => sum + b * (values[j]?.[row] ?? 0), intercept) + sigma * normal()
  })
  const weight = Float64Array.from(rows, () => 50 + 100 * random())
  const survey: Survey = {
    rowCount,
    outcome,
    householdWeight: weight,
    personWeight: weight.map((value) => value * (1 + Math.floor(6 * random()))),
    psu: groupingOf(rows.map((row) => `psu ${String(psuOf(row)).padStart(5, '0')}`)),
    stratum: groupingOf(rows.map((row) => `stratum ${psuOf(row) % 2}`)),
    district: groupingOf(rows.map((row) => `97.${String(districtOf(row) + 1).padStart(2, '0')}`)),
    province: groupingOf(rows.map(() => '')),
    fold: groupingOf(rows.map((row) => String((psuOf(row) * 7) % 5))),
    groups: [],
    features: values.map((_, j) => ({
      name: `x${j}`,
      sql: `x${j}`,
      group: j % 2 === 0 ? 'housing' : 'assets',
      label: { id: `nilai ${j}`, en: `value ${j}` },
    })),
    values,
  }
  return { survey, truth }
}
