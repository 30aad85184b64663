import { expect, test } from 'vitest'
import { generatedSurvey } from './generated-survey.ts'
import { leastSquares, ridge } from './least-squares.ts'
import { modelOf } from './model-of.ts'
import { type Model, parseModel, renderModel } from './model.ts'
import { fitOfficial } from './official.ts'
import { firstStageOnly } from './second-stage.ts'
import { parseSpec, type Spec } from './spec.ts'
import { rawCoefficients } from './standardise.ts'
import { fitShrunk } from './shrunk-model.ts'
import { trainingOf } from './training.ts'

test('district coefficients come nearer the truth than separate and than pooled models', () => {
  const { survey, truth } = generatedSurvey({ householdsPerDistrict: 100, slopeSpread: 0.05 })
  const training = trainingOf(survey)
  const grams = training.grams(0)
  const pooled = fitOfficial(training, training.folds)
  const distance = (coefficientsOf: (district: number) => Float64Array) =>
    truth.reduce((sum, b, district) => {
      const raw = rawCoefficients(coefficientsOf(district), training.scalings)
      return sum + b.reduce((all, value, j) => all + (value - raw[j]!) ** 2, 0)
    }, 0)
  const shrunk = distance((district) => pooled.districts[district]!)
  expect(shrunk).toBeLessThan(0.8 * distance(() => pooled.national))
  expect(shrunk).toBeLessThan(
    0.8 *
      distance((district) => leastSquares(grams.district(district, training.folds), grams.size).coefficients),
  )
})

test('the more districts differ, the less they are shrunk', () => {
  const slopeOf = (slopeSpread: number) => {
    const { survey } = generatedSurvey({ slopeSpread, interceptSpread: slopeSpread })
    const training = trainingOf(survey)
    return fitOfficial(training, training.folds).penalties.area.slope
  }
  expect(slopeOf(0.15)).toBeLessThan(slopeOf(0.01))
})

test('sigma is that of the errors, and scores keep the scale of the outcome', () => {
  const { survey } = generatedSurvey({ sigma: 0.4, slopeSpread: 0.02 })
  const training = trainingOf(survey)
  const model = fitOfficial(training, training.folds)
  expect(Math.abs(model.sigma - 0.4)).toBeLessThan(0.02)
  expect(rawCoefficients(model.national, training.scalings)[1]!).toBeCloseTo(0.3, 1)
})

test('districts are drawn to their province when provinces differ', () => {
  const { survey } = generatedSurvey({
    districts: 12,
    householdsPerDistrict: 60,
    interceptSpread: 0,
    slopeSpread: 0,
  })
  const province = { names: ['97', '98'], codes: survey.district.codes.map((code) => (code < 6 ? 0 : 1)) }
  const outcome = survey.outcome.map((y, row) => y + (province.codes[row] === 0 ? 0 : 1))
  const training = trainingOf({ ...survey, province, outcome })
  const prior = { ridge: 1, area: { intercept: 300, slope: 3000 } }
  const nested = fitShrunk(training, training.grams(0), training.folds, prior)
  const flat = trainingOf({ ...survey, outcome })
  const alone = fitShrunk(flat, flat.grams(0), flat.folds, prior)
  const gap = (model: typeof nested) => model.districts[11]![0]! - model.districts[0]![0]!
  expect(Math.abs(gap(nested) - 1)).toBeLessThan(Math.abs(gap(alone) - 1) - 0.1)
})

test('nothing of a fit depends on the outcomes of the fold that is left out', () => {
  const { survey } = generatedSurvey({ districts: 6 })
  const equalWeights = { ...survey, householdWeight: new Float64Array(survey.rowCount).fill(1) }
  const held = Int32Array.from(survey.outcome.keys()).filter((row) => survey.fold.codes[row] === 0)
  const outcome = survey.outcome.slice()
  held.forEach((row, place) => {
    outcome[row] = survey.outcome[held[held.length - 1 - place]!]!
  })
  const fit = (data: typeof survey) => {
    const training = trainingOf(data)
    return fitOfficial(training, training.folds.slice(1))
  }
  const [first, second] = [fit(equalWeights), fit({ ...equalWeights, outcome })]
  expect(outcome).not.toEqual(survey.outcome)
  expect(second.attention).toBe(first.attention)
  expect(second.penalties).toEqual(first.penalties)
  second.national.forEach((value, index) => expect(value).toBeCloseTo(first.national[index]!, 9))
})

test('ridge of one standardised column is Σwzy / (Σw + λ)', () => {
  const { survey } = generatedSurvey({ districts: 1, features: 1 })
  const { columns, weight, grams, folds } = trainingOf(survey)
  const { size, nation } = grams(0)
  const cross = columns[0]!.reduce((sum, z, row) => sum + weight[row]! * z * survey.outcome[row]!, 0)
  expect(ridge(nation(folds), size, 25)[1]).toBeCloseTo(cross / (survey.rowCount + 25), 10)
})

test('the same survey gives the same document, which reads back as the same model', () => {
  const { survey } = generatedSurvey({ districts: 4 })
  const model = modelFrom(survey)
  expect(renderModel(modelFrom(survey))).toBe(renderModel(model))
  expect(parseModel(JSON.parse(renderModel(model)))).toEqual(model)
})

test('a model of columns with capitals in their names can be read again', () => {
  const { survey } = generatedSurvey({ districts: 3 })
  const features = survey.features.map((feature, index) => ({ ...feature, name: `X ${index}` }))
  const model = modelFrom({ ...survey, features })
  expect(parseModel(JSON.parse(renderModel(model))).features[0]!.name).toBe('X 0')
})

test('a district with a quota of its own has a line of its own', () => {
  const { survey } = generatedSurvey({ districts: 4 })
  const { districts, national } = modelFrom(survey, { national: 0.4, districts: { '97.02': 0.1 } })
  expect(districts['97.01']!.line).toBe(national.line)
  expect(districts['97.02']!.line).toBeLessThan(national.line - 0.2)
})

function modelFrom(survey: ReturnType<typeof generatedSurvey>['survey'], quota?: Spec['quota']): Model {
  const training = trainingOf(survey)
  const official = fitOfficial(training, training.folds)
  const spec = { ...aSpec(), ...(quota === undefined ? {} : { quota }) }
  return modelOf(spec, training, firstStageOnly(official), {
    dataSha256: 'data',
    codeVersion: '0',
    codeSha256: 'code',
  })
}

function aSpec(): Spec {
  const parsed = parseSpec({
    name: 'generated',
    id: 'id',
    outcome: 'y',
    weights: { hh: 'w', person: 'p' },
    psu: 'psu',
    district: 'district',
    features: 'all other columns',
  })
  if (parsed.kind === 'refused') throw new Error('the spec of this test is wrong')
  return parsed.spec
}
