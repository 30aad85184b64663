import { chooseRidge, poolSplits } from './choose-penalties.ts'
import { leastSquares, ridge, squaredError } from './least-squares.ts'
import { type OfficialModel, fitOfficial, scoresOf } from './official.ts'
import type { Fit } from './out-of-fold.ts'
import { predict } from './predict.ts'
import { fitResidual, fitTrees } from './residual.ts'
import { rowsOf, taken } from './rows.ts'
import { chooseNetPenalty, elasticNet, penaltyPath } from './selection/lasso.ts'
import { stepwise } from './selection/stepwise.ts'
import { fitShort } from './short-model.ts'
import { type Selection, defaultSelection, questionsOf } from './spec.ts'
import { rawCoefficients, weightedMean } from './standardise.ts'
import { type Training, effectiveHouseholds } from './training.ts'
import { type Binned, binned } from './trees/bins.ts'
import { addTrees } from './trees/boost.ts'

/** The ways to make a model that are compared, the one that others are held against first. */
export const methodNames = [
  'ols',
  'stepwise',
  'lasso',
  'ridge',
  'official',
  'official+residual',
  'boosting',
] as const

/** Those, and what is compared only when it is asked for. */
export const everyMethod = [...methodNames, 'elastic-net', 'official-short'] as const

/** Those that choose variables: their coefficients, of the nation, say which. */
export const choosing: ReadonlySet<string> = new Set([
  'ols',
  'stepwise',
  'lasso',
  'ridge',
  'elastic-net',
  'official-short',
])

export type MethodName = (typeof everyMethod)[number]

/** Each method chooses what it must within the folds that it is given. The two official ones share their first stage. */
export function methodsOf(
  training: Training,
  selection: Selection = defaultSelection,
): Readonly<Record<MethodName, Fit>> {
  const official = remembered((folds) => fitOfficial(training, folds))
  const bins = once(() => binned(training.columns))
  return {
    ols: pooledFit(training, (gram, size) => leastSquares(gram, size, training.signs).coefficients),
    stepwise: pooledFit(training, (gram, size, folds) =>
      stepwise(gram, size, {
        criterion: selection.criterion === 'bic' ? { kind: 'bic' } : { kind: 'p', ...selection },
        direction: selection.direction,
        questions: questionsOf(training.survey.features),
        households: effectiveHouseholds(training, folds),
      }),
    ),
    lasso: pooledFit(training, (gram, size, folds) => net(training, 1, { gram, size, folds })),
    'elastic-net': pooledFit(training, (gram, size, folds) =>
      net(training, selection.alpha, { gram, size, folds }),
    ),
    ridge: pooledFit(training, (gram, size, folds) =>
      ridge(gram, size, chooseRidge(training, 0, folds), training.signs),
    ),
    official: (folds) => {
      const model = official(folds)
      return { scoreOf: (rows) => scoresOf(training, model, rows), sigma: model.sigma }
    },
    'official-short': (folds) => fitShort(training, folds),
    'official+residual': residualFit(training, official, bins),
    boosting: treesFit(training, bins),
  }
}

type OfficialFit = (folds: readonly number[]) => OfficialModel

function remembered(fit: OfficialFit): OfficialFit {
  const known = new Map<string, OfficialModel>()
  return (folds) => {
    const key = folds.join()
    const model = known.get(key) ?? fit(folds)
    known.set(key, model)
    return model
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function residualFit(training: Training, official: OfficialFit, bins: () => Binned): Fit {
  return (folds) => {
    const model = official(folds)
    const trees = fitResidual(training, bins(), model, folds)
    return {
      scoreOf: (rows) => addTrees(trees, bins(), rows, scoresOf(training, model, rows)),
      sigma: model.sigma,
    }
  }
}

function treesFit(training: Training, bins: () => Binned): Fit {
  const { survey, weight } = training
  return (folds) => {
    const rows = rowsOf(survey.fold, folds)
    const [outcome, w] = [taken(survey.outcome, rows), taken(weight, rows)]
    const mean = weightedMean(outcome, w)
    const trees = fitTrees(training, bins(), mean, folds)
    const scoreOf = (of: Int32Array) => addTrees(trees, bins(), of, new Float64Array(of.length).fill(mean))
    const score = scoreOf(rows)
    const squares = outcome.map((y, place) => (y - (score[place] ?? 0)) ** 2)
    return { scoreOf, sigma: Math.sqrt(weightedMean(squares, w)) }
  }
}

type PooledGram = {
  readonly gram: Float64Array
  readonly size: number
  readonly folds: readonly number[]
}

function net(training: Training, alpha: number, { gram, size, folds }: PooledGram): Float64Array {
  const settings = { alpha, signs: training.signs }
  const path = penaltyPath(gram, size, settings)
  const penalty = chooseNetPenalty(poolSplits(training, 0, folds), size, path, settings)
  const upTo = path.slice(0, path.indexOf(penalty) + 1)
  return elasticNet(gram, size, upTo, settings).toArray().at(-1) ?? new Float64Array(size - 1)
}

/** One set of coefficients for all districts, from the Gram matrix of some folds. */
function pooledFit(
  training: Training,
  solve: (gram: Float64Array, size: number, folds: readonly number[]) => Float64Array,
): Fit {
  const { columns, survey, grams } = training
  return (folds) => {
    const { size, nation } = grams(0)
    const gram = nation(folds)
    const coefficients = solve(gram, size, folds)
    const sigma = Math.sqrt(squaredError(gram, size, coefficients) / (gram[0] ?? 1))
    return {
      scoreOf: (rows) => predict(columns, survey.district.codes, () => coefficients, rows),
      sigma,
      coefficients: rawCoefficients(coefficients, training.scalings),
    }
  }
}
