import { expect, test } from 'vitest'
import { regencyWelfare } from './calibration.ts'
import {
  type FamilyFacts,
  type Population,
  type TrueFamily,
  buildPopulation,
  buildRegency,
  demoAsOf,
  demoListDate,
} from './index.ts'

const population = buildPopulation(buildRegency(7, 20_000), {
  seed: 7,
  asOf: demoAsOf,
  listDate: demoListDate,
})
const { families } = population
const people = families.flatMap(({ members }) => members)

test('the poverty rate, the spread and the inequality are those of a regency in the middle of Java', async ({
  annotate,
}) => {
  const consumption = families.map((family) => family.expenditurePerHead)
  const heads = families.map(({ members }) => members.length)
  const poor = share(families, (family) => family.expenditurePerHead < population.povertyLine, byHeads)
  const mean = weightedMean(consumption, heads)
  await annotate(JSON.stringify({ poor, mean, gini: gini(consumption, heads) }))
  expect(poor).toBeCloseTo(regencyWelfare.povertyRate, 2)
  expect(mean).toBeGreaterThan(1_100_000)
  expect(mean).toBeLessThan(1_450_000)
  expect(gini(consumption, heads)).toBeGreaterThan(0.31)
  expect(gini(consumption, heads)).toBeLessThan(0.37)
})

test('shares of houses and families are near the published ones', async ({ annotate }) => {
  const shares = {
    oneMember: share(families, ({ members }) => members.length === 1),
    sixAndMore: share(families, ({ members }) => members.length >= 6),
    meanSize: people.length / families.length,
    ownHouse: share(families, ({ facts }) => facts.tenure === '1'),
    brickWall: share(families, ({ facts }) => facts.wall === '1'),
    lpg: share(families, ({ facts }) => ['2', '3', '4'].includes(facts.cooking_fuel)),
    firewood: share(families, ({ facts }) => facts.cooking_fuel === '10'),
    ownLatrine: share(families, ({ facts }) => facts.toilet === '1'),
    twoOrMoreFamilies: share(families, ({ facts }) => facts.families_in_house > 1),
    withoutNik: share(people, ({ facts }) => facts.nik === undefined),
    severeDisability: share(people, ({ facts }) => facts.disability === '3'),
  }
  await annotate(JSON.stringify(shares))
  const near = (name: keyof typeof shares, published: number, tolerance: number) =>
    expect({
      name,
      off: Math.abs(shares[name] - published) < tolerance ? 0 : shares[name] - published,
    }).toEqual({ name, off: 0 })
  near('oneMember', 0.14, 0.01)
  near('sixAndMore', 0.04, 0.01)
  near('meanSize', 3.1, 0.1)
  near('ownHouse', 0.85, 0.04)
  near('brickWall', 0.87, 0.04)
  near('lpg', 0.87, 0.03)
  near('firewood', 0.11, 0.03)
  near('ownLatrine', 0.88, 0.04)
  near('twoOrMoreFamilies', 0.18, 0.02)
  near('withoutNik', 0.012, 0.006)
  near('severeDisability', 0.02, 0.008)
})

test('a linear proxy means test explains about half, and errs at 40 per cent as in Indonesia', async ({
  annotate,
}) => {
  const { r2, error20, error40, psuShare } = proxyMeansTest(population)
  await annotate(JSON.stringify({ r2, error20, error40, psuShare }))
  expect(r2).toBeGreaterThan(0.45)
  expect(r2).toBeLessThan(0.6)
  expect(error40).toBeGreaterThan(0.25)
  expect(error40).toBeLessThan(0.33)
  expect(error20).toBeGreaterThan(0.34)
  expect(error20).toBeLessThan(0.5)
  expect(psuShare).toBeGreaterThan(0.08)
  expect(psuShare).toBeLessThan(0.25)
})

/** Least squares of log consumption on what a registry knows, weighted by persons; errors at a quota of persons. */
function proxyMeansTest({ families }: Population) {
  const rows = families.map(predictors)
  const y = families.map((family) => Math.log(family.expenditurePerHead))
  const weights = families.map(({ members }) => members.length)
  const beta = leastSquares(rows, y, weights)
  const fitted = rows.map((row) => row.reduce((sum, value, index) => sum + value * beta[index]!, 0))
  const residuals = y.map((value, index) => value - fitted[index]!)
  const centre = weightedMean(y, weights)
  const variance = weightedMean(
    y.map((value) => (value - centre) ** 2),
    weights,
  )
  const residualVariance = weightedMean(
    residuals.map((value) => value ** 2),
    weights,
  )
  return {
    r2: 1 - residualVariance / variance,
    error20: quotaError(y, fitted, weights, 0.2),
    error40: quotaError(y, fitted, weights, 0.4),
    psuShare: betweenShare(
      residuals,
      families.map(({ sls }) => sls),
    ),
  }
}

const codes: readonly (readonly [keyof FamilyFacts, readonly string[]])[] = [
  ['floor', ['8', '6', '4', '1']],
  ['wall', ['4', '3', '1']],
  ['roof', ['3', '4']],
  ['drinking_water', ['6', '5', '4', '3', '2', '1']],
  ['lighting', ['2', '3', '4']],
  ['power', ['2', '3', '4', '5']],
  ['cooking_fuel', ['10', '4', '3', '2']],
  ['toilet', ['2', '6']],
  ['closet', ['1']],
  ['faeces_disposal', ['1']],
  ['tenure', ['1']],
  ['land_proof', ['1', '5']],
]
const counts = [
  'asset_gas_5kg',
  'asset_fridge',
  'asset_ac',
  'asset_flat_tv',
  'asset_computer',
  'asset_motorcycle',
  'asset_car',
  'asset_smartphone',
  'asset_gold_g',
  'asset_farmland_ha',
  'asset_other_land',
  'asset_other_house',
  'livestock_large',
] as const

function predictors({ facts, members, urban }: TrueFamily): readonly number[] {
  const dummies = codes.flatMap(([name, levels]) => levels.map((level) => (facts[name] === level ? 1 : 0)))
  const assets = counts.map((name) => Math.min(facts[name], 20))
  const head = members[0]!
  return [
    1,
    Math.log(members.length),
    Math.log(facts.floor_area_m2),
    urban ? 1 : 0,
    head.schooling.reach,
    head.facts.work_status === '5' ? 1 : 0,
    head.facts.worked === '2' ? 1 : 0,
    ...dummies,
    ...assets,
  ]
}

function leastSquares(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[],
) {
  const size = rows[0]!.length
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1))
  rows.forEach((row, index) => {
    const weight = weights[index]!
    row.forEach((value, i) => {
      if (value === 0) return
      row.forEach((other, j) => (matrix[i]![j] = matrix[i]![j]! + weight * value * other))
      matrix[i]![size] = matrix[i]![size]! + weight * value * y[index]!
    })
  })
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!
      for (let column = pivot; column <= size; column++) {
        matrix[row]![column] = matrix[row]![column]! - factor * matrix[pivot]![column]!
      }
    }
  }
  return matrix.map((row, index) => row[size]! / row[index]!)
}

/** Share of the truly poorest `quota` of persons that the fitted ranks miss. */
function quotaError(
  truth: readonly number[],
  fitted: readonly number[],
  weights: readonly number[],
  quota: number,
) {
  const poorest = lowest(truth, weights, quota)
  const selected = lowest(fitted, weights, quota)
  let missed = 0
  let all = 0
  for (const index of poorest) {
    all += weights[index]!
    if (!selected.has(index)) missed += weights[index]!
  }
  return missed / all
}

function lowest(values: readonly number[], weights: readonly number[], quota: number): Set<number> {
  const limit = quota * weights.reduce((sum, weight) => sum + weight, 0)
  const chosen = new Set<number>()
  let taken = 0
  for (const index of values
    .keys()
    .toArray()
    .sort((a, b) => values[a]! - values[b]!)) {
    taken += weights[index]!
    if (taken > limit) break
    chosen.add(index)
  }
  return chosen
}

/** Share of the variance that lies between groups (analysis of variance, unequal groups by their mean size). */
function betweenShare(values: readonly number[], groups: readonly number[]): number {
  const byGroup = Map.groupBy(values.keys(), (index) => groups[index]!)
  const lists = [...byGroup.values()].map((indexes) => indexes.map((index) => values[index]!))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const meanOf = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const between =
    lists.reduce((sum, list) => sum + list.length * (meanOf(list) - mean) ** 2, 0) / (lists.length - 1)
  const within =
    lists.reduce(
      (sum, list) => sum + list.reduce((part, value) => part + (value - meanOf(list)) ** 2, 0),
      0,
    ) /
    (values.length - lists.length)
  const betweenVariance = (between - within) / (values.length / lists.length)
  return betweenVariance / (betweenVariance + within)
}

function byHeads({ members }: TrueFamily): number {
  return members.length
}

function share<T>(
  list: readonly T[],
  holds: (item: T) => boolean,
  weight: (item: T) => number = () => 1,
): number {
  return weightedMean(
    list.map((item) => (holds(item) ? 1 : 0)),
    list.map(weight),
  )
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / total
}

/** Twice the area between the Lorenz curve and the diagonal. */
function gini(values: readonly number[], weights: readonly number[]): number {
  const order = values
    .keys()
    .toArray()
    .sort((a, b) => values[a]! - values[b]!)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = weightedMean(values, weights)
  let below = 0
  let area = 0
  for (const index of order) {
    area += weights[index]! * values[index]! * ((below + weights[index]! / 2) / total - 0.5)
    below += weights[index]!
  }
  return (2 * area) / (total * mean)
}
