import { expect, test } from 'vitest'
import { generatedSurvey } from '../generated-survey.ts'
import { fitOfficial } from '../official.ts'
import { fitResidual } from '../residual.ts'
import { doTreesWin, fitSecondStage } from '../second-stage.ts'
import { trainingOf } from '../training.ts'
import { binned } from './bins.ts'
import { addTrees } from './boost.ts'
import { forksOnTheWay, keptTrees, meanOfTree, treesAt } from './kept-trees.ts'

test('kept trees say what the grown ones do, in fewer trees, and forks add up to them', () => {
  const { training, official } = bent()
  const bins = binned(training.columns)
  const grown = fitResidual(training, bins, official, training.folds)
  const kept = keptTrees(grown, bins, training)
  expect(kept.length).toBeLessThan(grown.length)
  const rows = Int32Array.from(training.survey.outcome.keys())
  const expected = addTrees(grown, bins, rows, new Float64Array(rows.length))
  const mean = kept.reduce<number>((sum, tree) => sum + meanOfTree(tree), 0)
  for (const row of rows) {
    const valueOf = (feature: number) => training.survey.values[feature]![row]!
    expect(treesAt(kept, valueOf)).toBeCloseTo(expected[row]!, 10)
    const adds = kept.flatMap((tree) => [...forksOnTheWay(tree, valueOf)].map((fork) => fork.adds))
    expect(adds.reduce((sum, value) => sum + value, mean)).toBeCloseTo(expected[row]!, 10)
  }
  const { weight } = training
  const weighted = expected.reduce((sum, value, row) => sum + weight[row]! * value, 0) / rows.length
  expect(mean).toBeCloseTo(weighted, 10)
})

test('trees are kept where welfare bends, and not where it is straight', () => {
  const bootstrap = { replicates: 60, seed: 1 }
  const { training, official } = bent()
  const staged = fitSecondStage(training, official, bootstrap)
  expect(staged.trees.length).toBeGreaterThan(0)
  expect(staged.sigma).toBeLessThan(official.sigma)
  const straight = trainingOf(generatedSurvey({ districts: 6, householdsPerDistrict: 150 }).survey)
  const left = fitOfficial(straight, straight.folds)
  expect(fitSecondStage(straight, left, bootstrap)).toMatchObject({ trees: [], sigma: left.sigma })
})

test.each([
  [-0.02, -0.02, true],
  [-0.02, 0.005, true],
  [-0.02, 0.03, false],
  [-0.015, -0.015, false],
])(
  'a difference of %d at 20 %% and %d at 40 %%, each with an error of .009: kept is %s',
  (err20, err40, kept) => {
    const se = 0.009
    expect(doTreesWin({ err20: { difference: err20, se }, err40: { difference: err40, se } })).toBe(kept)
  },
)

/** A survey whose welfare rises to either side of the middle of a feature, and a line through it. */
function bent() {
  const { survey } = generatedSurvey({ districts: 6, householdsPerDistrict: 150 })
  const outcome = survey.outcome.map((y, row) => y + 0.8 * Math.abs(survey.values[1]![row]!))
  const training = trainingOf({ ...survey, outcome })
  return { training, official: fitOfficial(training, training.folds) }
}
