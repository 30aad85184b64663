import type { Issue } from '../kernel/index.ts'
import { leastSquares } from './least-squares.ts'
import type { Training } from './training.ts'

/** Features that others determine. A ridge copes with them; their coefficients are shared out and mean little. */
export function checkTraining({ survey, grams, folds }: Training): readonly Issue[] {
  const { size, nation } = grams(0)
  const { dependent } = leastSquares(nation(folds), size).factor
  return dependent.flatMap((column) => {
    const name = survey.features[column - 1]?.name
    return name === undefined ? [] : [collinear(name)]
  })
}

function collinear(name: string): Issue {
  return {
    code: 'feature_collinear',
    severity: 'warning',
    where: { column: name },
    params: { name },
    message: {
      id: `Prediktor "${name}" dapat dihitung dari prediktor sebelumnya; koefisiennya tidak bermakna sendiri.`,
      en: `Feature "${name}" can be computed from those before it; its coefficient has no meaning of its own.`,
    },
  }
}
