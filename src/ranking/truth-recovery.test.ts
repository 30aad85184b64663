import { expect, test } from 'vitest'
import { coefficientTable, districtErrors } from './coefficient-table.ts'
import { evaluate } from './evaluate.ts'
import { generatedSurvey } from './generated-survey.ts'
import { fitOfficial } from './official.ts'
import { rawCoefficients } from './standardise.ts'
import { trainingOf } from './training.ts'

test('95 % intervals of district coefficients cover the truth at the nominal rate', () => {
  let [inside, all] = [0, 0]
  for (const seed of [1, 2, 3]) {
    const { survey, truth } = generatedSurvey({
      seed,
      districts: 40,
      householdsPerDistrict: 120,
      slopeSpread: 0.05,
    })
    const training = trainingOf(survey)
    const official = fitOfficial(training, training.folds)
    official.districts.forEach((coefficients, district) => {
      const raw = rawCoefficients(coefficients, training.scalings)
      districtErrors(training, official, district).forEach((error, j) => {
        all++
        if (Math.abs(raw[j + 1]! - truth[district]![j + 1]!) < 1.96 * error) inside++
      })
    })
  }
  expect(all).toBe(600)
  expect(inside / all).toBeGreaterThan(0.92)
  expect(inside / all).toBeLessThan(0.98)
})

test('95 % intervals of national coefficients cover the truth at the nominal rate', () => {
  let [inside, all] = [0, 0]
  for (let seed = 1; seed <= 24; seed++) {
    const { survey } = generatedSurvey({ seed, districts: 8, householdsPerDistrict: 100, slopeSpread: 0 })
    const training = trainingOf(survey)
    for (const [j, { national, se }] of coefficientTable(
      training,
      fitOfficial(training, training.folds),
    ).entries()) {
      all++
      if (Math.abs(national - 0.3 / (j + 1)) < 1.96 * se) inside++
    }
  }
  expect(inside / all).toBeGreaterThan(0.88)
  expect(inside / all).toBeLessThan(0.99)
})

test('the probability of being poor is calibrated: slope .9 to 1.1, and tenths say what they mean', () => {
  const { survey } = generatedSurvey({ seed: 4, districts: 20, householdsPerDistrict: 300 })
  const [official] = evaluate(trainingOf(survey), { names: ['official'], replicates: 2, seed: 1 })
  for (const percent of ['20', '40'] as const) {
    const { slope, intercept, tenths } = official!.calibration[percent]
    expect(slope).toBeGreaterThan(0.9)
    expect(slope).toBeLessThan(1.1)
    expect(Math.abs(intercept)).toBeLessThan(0.15)
    for (const { predicted, actual } of tenths) expect(Math.abs(predicted - actual)).toBeLessThan(0.06)
  }
})
