import { describe, expect, test } from 'vitest'
import { malawi, malawiAbsent, relativeDistance } from '../../tests/support/malawi.ts'
import { inferenceOf } from './evaluation/inference.ts'
import { gramsOf, sumOf } from './gram.ts'
import { leastSquares, ridge, shrink } from './least-squares.ts'
import { rawCoefficients } from './standardise.ts'

describe.skipIf(malawiAbsent !== '')(`regression on Malawi IHS2 agrees with R${malawiAbsent}`, () => {
  test('coefficients to 1e-8 relative', async () => {
    const { training, golden } = await malawi()
    const { size, nation } = training.grams(0)
    const { coefficients } = leastSquares(nation(training.folds), size)
    expect(relativeDistance(rawCoefficients(coefficients, training.scalings), golden.ols)).toBeLessThan(1e-8)
  })

  test('plain and design-based standard errors to 1e-6 relative, with and without strata; VIF and R2', async () => {
    const { training, golden } = await malawi()
    const stratum = { names: ['all'], codes: new Int32Array(training.survey.rowCount) }
    const [stratified, clustered] = [
      inferenceOf(training),
      inferenceOf(training, { ...training.survey, stratum }),
    ]
    const of = (member: 'plainSe' | 'designSe' | 'vif', inference = stratified) =>
      inference.coefficients.map((each) => each[member]!)
    expect(relativeDistance(of('plainSe'), golden.ols_se.slice(1))).toBeLessThan(1e-8)
    expect(relativeDistance(of('designSe'), golden.svy_se_strata_psu.slice(1))).toBeLessThan(1e-6)
    expect(relativeDistance(of('designSe', clustered), golden.svy_se_psu.slice(1))).toBeLessThan(1e-6)
    expect(relativeDistance(of('vif'), golden.vif)).toBeLessThan(1e-8)
    expect(Math.abs(stratified.r2 - golden.r2)).toBeLessThan(1e-12)
    expect(Math.abs(stratified.adjustedR2 - golden.r2_adj)).toBeLessThan(1e-12)
  })

  test('ridge of 30 to 1e-8 relative', async () => {
    const { training, golden } = await malawi()
    const { center, scale, coef } = golden.ridge30_standardised
    const { survey, weight } = training
    const { size, cells } = gramsOf({
      columns: survey.values.map((column, j) => column.map((value) => (value - center[j]!) / scale[j]!)),
      outcome: survey.outcome,
      weight,
      cell: new Int32Array(survey.rowCount),
      cellCount: 1,
    })
    expect(relativeDistance(ridge(sumOf(size, cells), size, 30), coef)).toBeLessThan(1e-8)
  })

  test('districts drawn to the nation are the BLUPs of lmer(y ~ 1 + (1 | district)), at its variances', async () => {
    const { training, golden } = await malawi()
    const { sigma_u, sigma_e, blup } = golden.lmer_district
    const { outcome, district, rowCount } = training.survey
    const { size, cells } = gramsOf({
      columns: [],
      outcome,
      weight: new Float64Array(rowCount).fill(1),
      cell: district.codes,
      cellCount: district.names.length,
    })
    const prior = { intercept: (sigma_e / sigma_u) ** 2, slope: 0 }
    // The mean of all that lmer estimates: of district means, each weighted by n / (n + prior).
    const parts = cells.map(
      ([n = 0, sum = 0]) => [n / (n + prior.intercept), sum / (n + prior.intercept)] as const,
    )
    const mean =
      parts.reduce((all, [, part]) => all + part, 0) / parts.reduce((all, [share]) => all + share, 0)
    const drawn = cells.map((gram) => shrink(gram, size, prior, Float64Array.of(mean))[0]! - mean)
    const expected = district.names.map((name) => blup[name]!)
    expect(relativeDistance(drawn, expected)).toBeLessThan(1e-8)
  })
})
