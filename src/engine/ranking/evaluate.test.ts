import { expect, test } from 'vitest'
import { generatedData, spec, train } from './generated-data.ts'
import { compareDistributions, evaluateModels } from './index.ts'

test('an evaluation names each model with errors, standard errors and paired differences', async () => {
  await using data = await generatedData()
  const evaluated = await evaluateModels({ data: data.survey, spec, replicates: 20 })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const names = ['ols', 'stepwise', 'lasso', 'ridge', 'official', 'official+residual', 'boosting']
  expect(evaluated.models.map(({ name }) => name)).toEqual(names)
  const official = evaluated.models[4]!
  expect(Object.keys(official.paired)).toEqual(names.filter((name) => name !== 'official'))
  expect(official.r2).toBeGreaterThan(0.4)
  expect(official.se.err40).toBeGreaterThan(0)
  expect(official.brier[40]).toBeLessThan(0.24)
  expect(evaluated.residualKept).toBe(false)
})

test('a model in force is judged beside the others, with whom a new one would select instead', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const evaluated = await evaluateModels({
    data: data.survey,
    spec,
    models: ['official'],
    replicates: 10,
    inForce: model,
  })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const [official, inForce] = evaluated.models
  expect(inForce!.name).toBe('in force')
  expect(evaluated.inForceHasSeenData).toBe(true)
  expect(official!.replacing!.churn[40]).toBeLessThan(0.2)
  expect(evaluated.equivalence.map(({ theta }) => theta)).toEqual([1, 0.75, 0.5])
  expect(evaluated.inference.coefficients.map(({ name }) => name)).toContain('floor_earth')
})

test('a registry that reports otherwise than the survey is found out, district by district', async () => {
  await using data = await generatedData()
  const same = await compareDistributions({ survey: data.survey, registry: data.snapshot, spec })
  if (same.kind === 'refused') throw new Error(JSON.stringify(same.issues))
  expect(same.differences).toEqual([])
  await using other = await generatedData({
    families: `cast(1 + hash(number * 3) % 7 as integer) as size, '8' as floor`,
    regency: '1 + range % 4',
  })
  const compared = await compareDistributions({ survey: data.survey, registry: other.snapshot, spec })
  if (compared.kind === 'refused') throw new Error(JSON.stringify(compared.issues))
  expect([...new Set(compared.differences.map(({ feature }) => feature))]).toEqual(['floor_earth'])
  expect(compared.differences.map(({ district }) => district).toSorted()).toEqual(['97.01', '97.02', '97.03'])
  expect(compared.issues.map(({ code, params }) => `${code} ${params['district']}`)).toEqual([
    'district_without_sample 97.04',
  ])
})

test('the spec says how challengers choose variables, and each says which it chose', async () => {
  await using data = await generatedData()
  const evaluated = await evaluateModels({
    data: data.survey,
    spec: { ...spec, selection: { direction: 'backward', criterion: 'bic', alpha: 0.2 } },
    models: ['official', 'stepwise', 'elastic-net', 'official-short'],
    replicates: 10,
    sensitivity: false,
  })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const [official, stepwise, net, short] = evaluated.models
  const chosen = ['(intercept)', 'floor_earth', 'log_size', 'schooling']
  expect(official!.coefficients).toBeUndefined()
  expect(Object.keys(stepwise!.coefficients!).toSorted()).toEqual(chosen)
  expect(Object.keys(short!.coefficients!).toSorted()).toEqual(chosen)
  expect(net!.coefficients!['schooling']).toBeCloseTo(0.04, 2)
  expect(Math.abs(short!.err[40] - official!.err[40])).toBeLessThan(0.02)
})

test('a group of the spec is told apart in every model, and a spec without groups does without', async () => {
  await using data = await generatedData()
  const evaluated = await evaluateModels({
    data: data.survey,
    spec: { ...spec, groups: { elderly_alone: 'children = 0 and member_count = 1' } },
    models: ['ols'],
    replicates: 10,
    sensitivity: false,
  })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const groups = evaluated.models[0]!.groups.filter(({ by }) => by === 'elderly_alone')
  expect(groups.map(({ group }) => group)).toEqual(['false', 'true'])
})
