import { describe, expect, test } from 'vitest'
import { malawi, malawiAbsent, relativeDistance } from '../../tests/support/malawi.ts'
import { elasticNet } from './selection/lasso.ts'
import { stepwise } from './selection/stepwise.ts'
import { rawCoefficients } from './standardise.ts'

describe.skipIf(malawiAbsent !== '')(
  `selection of variables on Malawi IHS2 agrees with R${malawiAbsent}`,
  () => {
    test('forward selection by BIC and by p < .05 at the effective sample size: sets equal, coefficients to 1e-8', async () => {
      const { training, golden } = await malawi()
      const { size, nation } = training.grams(0)
      const total = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0)
      const { weight, scalings } = training
      for (const [criterion, expected] of [
        [{ kind: 'bic' }, golden.step_bic],
        [{ kind: 'p', enter: 0.05, leave: 0.1 }, golden.step_p05],
      ] as const) {
        const chosen = stepwise(nation(training.folds), size, {
          criterion,
          direction: 'forward',
          questions: Int32Array.from({ length: size - 2 }, (_, j) => j),
          households: total(weight) ** 2 / total(weight.map((w) => w * w)),
        })
        const raw = rawCoefficients(chosen, scalings)
        expect([...raw].map((value) => value !== 0)).toEqual(expected.map((value) => value !== 0))
        expect(relativeDistance(raw, expected)).toBeLessThan(1e-8)
      }
    })

    test('lasso to 1e-5: the file stops where glmnet does, a few millionths before the solution', async () => {
      const { training, golden } = await malawi()
      const { size, nation } = training.grams(0)
      const { lambda, a0, beta } = golden.lasso
      const solutions = elasticNet(nation(training.folds), size, lambda, { alpha: 1 })
      for (const [step, solution] of solutions.toArray().entries()) {
        const raw = rawCoefficients(solution, training.scalings)
        const expected = [a0[step]!, ...beta.map((row) => row[step]!)]
        expected.forEach((value, index) => expect(Math.abs(raw[index]! - value)).toBeLessThan(1e-5))
        expect([...raw].map((value) => value !== 0)).toEqual(expected.map((value) => value !== 0))
      }
    })

    test('backward elimination leaves what it leaves in R: by BIC (as step() does), and by p > .1', async () => {
      const { training, golden } = await malawi()
      const { size, nation } = training.grams(0)
      const total = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0)
      const { weight } = training
      // R 4.2.2: the column whose removal raises the RSS of lm.wfit the least goes, judged at (Σw)²/Σw² households, until none
      // may. step(direction = "backward", k = log(n)) drops the same four.
      for (const [criterion, dropped] of [
        [{ kind: 'bic' }, [1, 2, 3, 5]],
        [{ kind: 'p', enter: 0.05, leave: 0.1 }, [3]],
      ] as const) {
        const chosen = stepwise(nation(training.folds), size, {
          criterion,
          direction: 'backward',
          questions: Int32Array.from({ length: size - 2 }, (_, j) => j),
          households: total(weight) ** 2 / total(weight.map((w) => w * w)),
        })
        expect(golden.names.flatMap((_, j) => (chosen[j + 1] === 0 ? [j + 1] : []))).toEqual(dropped)
      }
    })
  },
)
