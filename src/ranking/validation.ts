import { z } from 'zod'
import { correlation, rSquared } from './accuracy.ts'
import { designOf, ratioError } from './evaluation/design-error.ts'
import { groupErrors } from './evaluation/groups.ts'
import { type LineProbability, probabilityBelow } from './line-probability.ts'
import type { Survey } from './survey.ts'
import { type Ordering, midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

const share = { value: z.number(), se: z.number() }

/** How a model does on households whose fold it did not see, in the figures that its card draws. */
export const validationSchema = z.strictObject({
  /** The share of persons who are poor, and who are selected. */
  quota: z.number(),
  r2: z.number(),
  spearman: z.number(),
  /** Of the truly poorest share of persons, the part that is missed when as many are selected. */
  errors: z.array(z.strictObject({ quota: z.number(), ...share })),
  calibration: z.array(z.strictObject({ said: z.number(), found: z.number(), se: z.number() })),
  lorenz: z.array(z.strictObject({ persons: z.number(), byWelfare: z.number(), byScore: z.number() })),
  /** By household size, by the spec's groups and by district; see `GroupErrors`. */
  groups: z.array(
    z.strictObject({
      by: z.string(),
      group: z.string(),
      households: z.int(),
      share: z.number(),
      poor: z.number(),
      selected: z.number(),
      exclusion: z.number().nullable(),
      exclusionSe: z.number().nullable(),
      inclusion: z.number().nullable(),
    }),
  ),
})
export type Validation = z.infer<typeof validationSchema>

const quotas: readonly number[] = [0.1, 0.2, 0.3, 0.4]
const points: readonly number[] = Array.from({ length: 21 }, (_, index) => index / 20)
const bins = 10

/**
 * What left-out scores say of a model. Coefficients never saw the household's fold, but penalties were chosen over all
 * folds; `evaluate` nests that choice as well, and is the stricter judge.
 */
export function validationOf(
  survey: Survey,
  score: Float64Array,
  quota: number,
  { sigma, calibration }: { readonly sigma: number; readonly calibration: LineProbability },
): Validation {
  const weight = survey.personWeight
  const [byWelfare, byScore] = [orderingOf(survey.outcome), orderingOf(score)]
  const [truth, ranks] = [midRanks(byWelfare, weight), midRanks(byScore, weight)]
  const line = weightedQuantile(survey.outcome, weight, quota)
  const probability = score.map((value) => probabilityBelow(calibration, (line - value) / sigma))
  const isPoor = (limit: number) => (row: number) => ((truth[row] ?? 1) <= limit ? 1 : 0)
  return {
    quota,
    r2: rSquared(survey.outcome, score, survey.householdWeight),
    spearman: correlation(truth, ranks, weight),
    errors: quotas.map((limit) => {
      const missed = (row: number) => ((ranks[row] ?? 0) > limit ? isPoor(limit)(row) : 0)
      return { quota: limit, ...ratioOf(survey, missed, isPoor(limit)) }
    }),
    calibration: calibrationBins(survey, probability, isPoor(quota)),
    lorenz: lorenzPoints(survey, byWelfare, byScore),
    groups: [...groupErrors(survey, truth, ranks, quota)],
  }
}

type RowValue = (row: number) => number

/** The ratio of two weighted totals of persons, and its standard error under the design. */
function ratioOf(survey: Survey, part: RowValue, whole: RowValue) {
  const weight = survey.personWeight
  const total = (valueOf: RowValue) => weight.reduce((sum, w, row) => sum + w * valueOf(row), 0)
  const rows = Int32Array.from(weight.keys())
  return {
    value: total(part) / total(whole),
    se: ratioError(designOf(survey), { rows, weight, part, whole }),
  }
}

/** Tenths of persons by probability: what was said of them, and how many were poor. */
function calibrationBins(
  survey: Survey,
  probability: Float64Array,
  isPoor: RowValue,
): Validation['calibration'] {
  const rank = midRanks(orderingOf(probability), survey.personWeight)
  return Array.from({ length: bins }, (_, bin) => {
    const inside = (row: number) => (Math.min(Math.floor((rank[row] ?? 0) * bins), bins - 1) === bin ? 1 : 0)
    const said = ratioOf(survey, (row) => inside(row) * (probability[row] ?? 0), inside).value
    const { value, se } = ratioOf(survey, (row) => inside(row) * isPoor(row), inside)
    return { said, found: value, se }
  }).filter(({ said }) => !Number.isNaN(said))
}

function lorenzPoints(survey: Survey, byWelfare: Ordering, byScore: Ordering): Validation['lorenz'] {
  const [first, second] = [concentration(survey, byWelfare), concentration(survey, byScore)]
  return points.map((persons) => ({ persons, byWelfare: first(persons), byScore: second(persons) }))
}

/** Share of all welfare that the first persons of an ordering have. */
function concentration({ outcome, personWeight }: Survey, { rows }: Ordering): (persons: number) => number {
  const [persons, welfare] = [new Float64Array(rows.length + 1), new Float64Array(rows.length + 1)]
  rows.forEach((row, place) => {
    const weight = personWeight[row] ?? 0
    persons[place + 1] = (persons[place] ?? 0) + weight
    welfare[place + 1] = (welfare[place] ?? 0) + weight * Math.exp(outcome[row] ?? 0)
  })
  const [allPersons, allWelfare] = [persons.at(-1) ?? 1, welfare.at(-1) ?? 1]
  return (limit) => {
    const place = persons.findLastIndex((count) => count <= limit * allPersons * (1 + 1e-9))
    return (welfare[place] ?? 0) / allWelfare
  }
}
