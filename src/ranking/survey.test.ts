import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../kernel/index.ts'
import { bootstrapWeights, standardError } from './bootstrap.ts'
import { checkSurvey } from './check-survey.ts'
import { checkTraining } from './check-training.ts'
import { completedSpec, resolveFeatures } from './features.ts'
import { generatedSurvey } from './generated-survey.ts'
import { groupingOf } from './grouping.ts'
import { povertyWeights } from './poverty-weights.ts'
import { parseSpec } from './spec.ts'
import { foldsOfPsus, withoutFeatures } from './survey.ts'
import { trainingOf } from './training.ts'

const minimal = {
  name: 'x',
  id: 'id',
  outcome: 'y',
  weights: { hh: 'w', person: 'p' },
  psu: 'psu',
  district: 'district',
  features: 'all other columns',
}

test('a typo in a spec is named with its place', () => {
  const places = (document: unknown) => {
    const parsed = parseSpec(document)
    return parsed.kind === 'refused' ? parsed.issues.map(({ where }) => where.column) : []
  }
  expect(places(minimal)).toEqual([])
  expect(places({ ...minimal, weights: { hh: 'w' } })).toEqual(['weights.person'])
  expect(places({ ...minimal, quota: { national: 40 } })).toEqual(['quota.national'])
  const feature = { name: 'a', sql: 'a', group: 'housing', label: { id: 'a', en: 'a' } }
  expect(places({ ...minimal, features: [feature, feature] })).toEqual(['a'])
  expect(places({ ...minimal, districts: 'district' })).toHaveLength(1)
})

test('all other columns are features, but those with a role and those ignored', () => {
  const parsed = parseSpec({ ...minimal, ignore: ['note', 'absent'] })
  if (parsed.kind === 'refused') throw new Error('refused')
  const { features, issues } = resolveFeatures(parsed.spec, [
    'id',
    'y',
    'w',
    'p',
    'psu',
    'district',
    'note',
    'hhsize^2',
  ])
  expect(features.map(({ name, sql }) => ({ name, sql }))).toEqual([{ name: 'hhsize^2', sql: '"hhsize^2"' }])
  expect(issues.map(({ code, where }) => ({ code, column: where.column }))).toEqual([
    { code: 'spec_column_missing', column: 'ignore.absent' },
  ])
})

test('a sound survey has no issues', () => {
  expect(checkSurvey(generatedSurvey().survey)).toEqual({ issues: [], leftOut: [] })
})

test('each fault of a survey is reported with its place', () => {
  const { survey } = generatedSurvey()
  const faulty = {
    ...survey,
    outcome: survey.outcome.with(4, Number.NaN).with(9, Number.NEGATIVE_INFINITY),
    householdWeight: survey.householdWeight.with(2, 0),
    values: [
      survey.values[0]!.with(1, Number.POSITIVE_INFINITY),
      survey.values[1]!.with(1, Number.NaN),
      new Float64Array(survey.rowCount).fill(3),
      ...survey.values.slice(3),
    ],
    fold: { ...survey.fold, codes: survey.fold.codes.with(0, 3) },
  }
  const { issues, leftOut } = checkSurvey(faulty)
  expect(leftOut).toEqual([2])
  expect(
    issues.map(({ code, severity, where, params }) =>
      `${severity} ${code} ${where.column} ${params['first'] ?? ''}`.trim(),
    ),
  ).toEqual([
    'error survey_row outcome 5',
    'error survey_row weights.hh 3',
    'error survey_psu_split fold',
    'error feature_infinite x0 2',
    'warning feature_missing x1 2',
    'warning feature_constant x2',
  ])
  expect(withoutFeatures(faulty, leftOut).features.map(({ name }) => name)).toEqual(['x0', 'x1', 'x3', 'x4'])
})

test('a stratum that is known for some households only, and fewer than three folds, forbid training', () => {
  const { survey } = generatedSurvey()
  const stratum = groupingOf(Array.from(survey.psu.codes, (code) => (code < 3 ? '' : 'a')))
  const fold = groupingOf(Array.from(survey.psu.codes, (code) => String(code % 2)))
  const { issues } = checkSurvey({ ...survey, stratum, fold })
  expect(issues.map(({ code, severity, where }) => `${severity} ${code} ${where.column}`)).toEqual([
    'error survey_row strata',
    'error survey_few_folds fold',
  ])
})

test('a stratum of one PSU is warned of', () => {
  const { survey } = generatedSurvey()
  const lonely = groupingOf(Array.from(survey.psu.codes, (code) => (code === 0 ? 'alone' : 'others')))
  expect(
    checkSurvey({ ...survey, stratum: lonely }).issues.map(({ code, params }) => ({ code, params })),
  ).toEqual([{ code: 'survey_lonely_psu', params: { stratum: 'alone' } }])
})

test('a feature that others determine is warned of', () => {
  const { survey } = generatedSurvey()
  const copy = survey.values[0]!.map((value, row) => 2 * value - survey.values[1]![row]!)
  const issues = checkTraining(trainingOf({ ...survey, values: [...survey.values.slice(0, 4), copy] }))
  expect(issues.map(({ code, where }) => ({ code, column: where.column }))).toEqual([
    { code: 'feature_collinear', column: 'x4' },
  ])
})

test('folds hold whole PSUs, are near equal, and do not depend on the order of rows', () => {
  const { survey } = generatedSurvey()
  const { psu } = survey
  const folds = foldsOfPsus(psu, { count: 10, seed: 3 })
  expect(checkSurvey({ ...survey, fold: folds }).issues).toEqual([])
  const backwards = groupingOf(Array.from(psu.codes, (code) => psu.names[code]!).reverse())
  expect(foldsOfPsus(backwards, { count: 10, seed: 3 }).codes.toReversed()).toEqual(folds.codes)
  const sizes = folds.names.map((_, fold) => folds.codes.filter((code) => code === fold).length)
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(10)
})

test('the bootstrap gives the design standard error of a stratified mean', () => {
  const { survey } = generatedSurvey({ districts: 10 })
  const random = seededRandom(5)
  const effect = Float64Array.from(survey.psu.names, () => randomNormal(random))
  const y = Float64Array.from(survey.psu.codes, (code) => effect[code]!)
  const ones = new Float64Array(survey.rowCount).fill(1)
  const means = [...bootstrapWeights(survey, ones, 400, seededRandom(6))].map(
    (weight) => weight.reduce((sum, w, row) => sum + w * y[row]!, 0) / weight.reduce((sum, w) => sum + w, 0),
  )
  const variance = survey.stratum.names.reduce((sum, _, stratum) => {
    const members = effect.filter((_, code) => survey.stratum.codes[code * 10] === stratum)
    return sum + standardError([...members]) ** 2 * members.length
  }, 0)
  expect(standardError(means) / (Math.sqrt(variance) / effect.length)).toBeCloseTo(1, 1)
})

test('poverty weights leave the poor alone and fall for the rich', () => {
  const outcome = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  const weight = new Float64Array(10).fill(2)
  expect(povertyWeights(outcome, weight, 0)).toBe(weight)
  const weights = povertyWeights(outcome, weight, 1)
  expect(Array.from(weights).slice(0, 4)).toEqual([2, 2, 2, 2])
  expect(weights[9]).toBeCloseTo(2 * Math.exp(-6 / Math.sqrt(8.25)), 12)
})

test('a benefit is no predictor, under any name that says so or that the spec says', () => {
  const refusedFor = (change: object, columns: readonly string[]) => {
    const parsed = parseSpec({ ...minimal, ...change })
    if (parsed.kind === 'refused') throw new Error('the spec is refused')
    return resolveFeatures(parsed.spec, columns).issues.map(
      ({ code, params }) => `${code} ${params['column']}`,
    )
  }
  expect(refusedFor({}, ['id', 'receives_pkh', 'floor'])).toEqual(['feature_benefit receives_pkh'])
  expect(refusedFor({ notBenefits: ['receives_pkh'] }, ['id', 'receives_pkh'])).toEqual([])
  expect(refusedFor({ benefits: ['rice'] }, ['rice', 'price'])).toEqual(['feature_benefit rice'])
  const feature = { name: 'a', sql: 'children + helped', group: 'other', label: { id: 'a', en: 'a' } }
  expect(refusedFor({ features: [feature], members: { helped: 'max(bansos)' } }, [])).toEqual([
    'feature_benefit bansos',
  ])
})

test('a spec needs neither name nor id: folds and the order of rows are taken from the data', () => {
  const { name: _name, id: _id, ...rest } = minimal
  const parsed = parseSpec(rest)
  if (parsed.kind === 'refused') throw new Error('the spec is refused')
  expect(completedSpec(parsed.spec, ['y', 'fold_psu'])).toMatchObject({
    id: 'row_number() over ()',
    fold: 'fold_psu',
  })
  expect(completedSpec(parsed.spec, ['id', 'y']).id).toBe('id')
  const { features, issues } = resolveFeatures(parsed.spec, [
    'id',
    'y',
    'w',
    'p',
    'psu',
    'district',
    'x',
    'fold_random',
  ])
  expect(features.map((each) => each.name)).toEqual(['x'])
  expect(issues.map(({ code }) => code)).toEqual(['spec_fold_column_left_out'])
})

test('a misspelt member of a spec is named, with the one that was probably meant', () => {
  const parsed = parseSpec({ ...minimal, stratta: 's', weights: { hh: 'w', person: 'p', persn: 'p' } })
  const texts = parsed.kind === 'refused' ? parsed.issues.map(({ message }) => message.en) : []
  expect(texts).toEqual([
    'Spec: member "weights.persn" is not known (person?).',
    'Spec: member "stratta" is not known (strata?).',
  ])
})

test('a yes in fewer than five PSUs and a copy of the outcome are found out, and of a collinear pair both names', () => {
  const { survey } = generatedSurvey({ districts: 4, householdsPerDistrict: 100 })
  const village = survey.psu.codes.map((code) => (code < 3 ? 1 : 0))
  const faulty = {
    ...survey,
    values: [
      survey.outcome,
      Float64Array.from(village),
      survey.values[2]!,
      survey.values[2]!.map((x) => 2 - 3 * x),
      survey.values[4]!,
    ],
  }
  const { issues, leftOut } = checkSurvey(faulty)
  expect(issues.map(({ code, where }) => `${code} ${where.column}`)).toEqual([
    'feature_rare x1',
    'feature_is_outcome x0',
  ])
  expect(leftOut).toEqual([1])
  expect(checkTraining(trainingOf(faulty)).map(({ params }) => [params['name'], params['twin']])).toEqual([
    ['x3', 'x2'],
  ])
})

test('with fewer PSUs than folds each fold is one PSU', () => {
  const psu = groupingOf(['a', 'a', 'b', 'c'])
  const fold = foldsOfPsus(psu, { count: 10, seed: 1 })
  expect(fold.names).toHaveLength(3)
  expect(fold.codes[0]).toBe(fold.codes[1])
})
