import type { Issue } from '../kernel/index.ts'
import { leastSquares } from './least-squares.ts'
import type { ShrunkModel } from './shrunk-model.ts'
import type { Training } from './training.ts'
import { triangleIndex } from './triangle.ts'

/** Features that others determine. A ridge copes with them; their coefficients are shared out and mean little. */
export function checkTraining({ survey, grams, folds }: Training): readonly Issue[] {
  const { size, nation } = grams(0)
  const { dependent } = leastSquares(nation(folds), size).factor
  const gram = nation(folds)
  return dependent.flatMap((column) => {
    const name = survey.features[column - 1]?.name
    return name === undefined ? [] : [collinear(name, survey.features[twinOf(gram, column) - 1]?.name)]
  })
}

/** Features whose national slope is held at 0, because the data say the opposite of their sign. */
export function heldBySign({ survey }: Training, { national }: ShrunkModel): readonly Issue[] {
  return survey.features.flatMap(({ name, sign }, j) =>
    sign === undefined || national[j + 1] !== 0 ? [] : [heldIssue(name, sign)],
  )
}

function heldIssue(name: string, sign: 'positive' | 'negative'): Issue {
  return {
    code: 'feature_held_by_sign',
    severity: 'warning',
    where: { column: name },
    params: { name, sign },
    message: {
      id: `Koefisien nasional "${name}" ditahan pada 0: tandanya "${sign}", sedangkan datanya sebaliknya.`,
      en: `The national coefficient of "${name}" is held at 0: its sign is "${sign}", and the data say the opposite.`,
    },
  }
}

/** The earlier column with which one is perfectly correlated; 0 when it takes several to determine it. */
function twinOf(gram: Float64Array, column: number): number {
  const at = (i: number, j: number) => gram[triangleIndex(i, j)] ?? 0
  const shared = (i: number, j: number) => at(i, j) - (at(i, 0) * at(j, 0)) / at(0, 0)
  for (let other = 1; other < column; other++) {
    const r = shared(column, other) / Math.sqrt(shared(column, column) * shared(other, other))
    if (Math.abs(r) > 1 - 1e-9) return other
  }
  return 0
}

function collinear(name: string, twin: string | undefined): Issue {
  const others = twin === undefined ? undefined : `"${twin}"`
  return {
    code: 'feature_collinear',
    severity: 'warning',
    where: { column: name },
    params: { name, twin: twin ?? '' },
    message: {
      id: `Prediktor "${name}" dapat dihitung dari ${others ?? 'prediktor sebelumnya'}; koefisiennya tidak bermakna sendiri.`,
      en: `Feature "${name}" can be computed from ${others ?? 'those before it'}; its coefficient has no meaning of its own.`,
    },
  }
}
