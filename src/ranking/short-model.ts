import type { AreaGrams } from './area-grams.ts'
import type { Gram } from './least-squares.ts'
import { fitOfficial, scoresOf } from './official.ts'
import type { Fitted } from './out-of-fold.ts'
import { stepwise } from './selection/stepwise.ts'
import { questionsOf } from './spec.ts'
import { rawCoefficients } from './standardise.ts'
import { withoutFeatures } from './survey.ts'
import { type Training, effectiveHouseholds } from './training.ts'
import { triangleIndex, triangleLength } from './triangle.ts'

/**
 * The official model on fewer questions: those that forward selection by BIC takes from the folds that are fitted. Says what
 * a shorter form would cost. The coefficients are those of the nation, 0 for what was left out.
 */
export function fitShort(training: Training, folds: readonly number[]): Fitted {
  const { size, nation } = training.grams(0)
  const chosen = stepwise(nation(folds), size, {
    criterion: { kind: 'bic' },
    direction: 'forward',
    questions: questionsOf(training.survey.features),
    households: effectiveHouseholds(training, folds),
  })
  const kept = [...training.columns.keys()].filter((j) => chosen[j + 1] !== 0)
  const part = withColumns(training, kept)
  const model = fitOfficial(part, folds)
  const [intercept = 0, ...slopes] = rawCoefficients(model.national, part.scalings)
  const coefficients = new Float64Array(size - 1)
  coefficients[0] = intercept
  kept.forEach((j, place) => {
    coefficients[j + 1] = slopes[place] ?? 0
  })
  return { scoreOf: (rows) => scoresOf(part, model, rows), sigma: model.sigma, coefficients }
}

/** The same survey with some of its columns: nothing is passed over again, as their Gram matrices are parts of the whole. */
function withColumns(training: Training, kept: readonly number[]): Training {
  const some = <T>(values: readonly T[]) => kept.flatMap((j) => values[j] ?? [])
  const others = [...training.columns.keys()].filter((j) => !kept.includes(j))
  return {
    ...training,
    survey: withoutFeatures(training.survey, others),
    scalings: some(training.scalings),
    columns: some(training.columns),
    signs: kept.map((j) => training.signs[j] ?? 0),
    grams: (attention) => partOf(training.grams(attention), kept),
  }
}

function partOf({ size, nation, province, district }: AreaGrams, kept: readonly number[]): AreaGrams {
  const places = [0, ...kept.map((j) => j + 1), size - 1]
  const part = (gram: Gram): Gram => {
    const own = new Float64Array(triangleLength(places.length))
    places.forEach((i, row) => {
      for (let column = 0; column <= row; column++)
        own[triangleIndex(row, column)] = gram[triangleIndex(i, places[column] ?? 0)] ?? 0
    })
    return own
  }
  return {
    size: places.length,
    nation: (folds) => part(nation(folds)),
    province: (code, folds) => part(province(code, folds)),
    district: (code, folds) => part(district(code, folds)),
  }
}
