import { z } from 'zod'
import type { Message } from '../kernel/index.ts'
import { correlation, rSquared } from './accuracy.ts'
import { type Calibration, probabilityBelow } from './calibration.ts'
import { type Share, ratioOf } from './ratio.ts'
import type { Survey } from './survey.ts'
import { type Ordering, midRanks, orderingOf, weightedQuantile } from './weighted-rank.ts'

const share = z.strictObject({ value: z.number(), se: z.number() })
const message = z.strictObject({ id: z.string(), en: z.string() })

/** Of a group's poor, the part that is missed, with the persons at stake. */
const groupSchema = z.strictObject({
  name: message,
  households: z.int(),
  /** Weighted persons who are poor, and those of them who are missed. */
  poorPersons: z.number(),
  missedPersons: z.number(),
  missed: share,
})

/** How a model does on households whose fold it did not see, in the figures that its card draws. */
export const validationSchema = z.strictObject({
  quota: z.number(),
  r2: z.number(),
  spearman: z.number(),
  errors: z.array(z.strictObject({ quota: z.number(), ...share.shape })),
  calibration: z.array(z.strictObject({ said: z.number(), found: z.number(), se: z.number() })),
  lorenz: z.array(z.strictObject({ persons: z.number(), byWelfare: z.number(), byScore: z.number() })),
  sizes: z.array(groupSchema),
  districts: z.record(z.string(), z.strictObject({ households: z.int(), ...share.shape })),
})
export type Validation = z.infer<typeof validationSchema>

const quotas: readonly number[] = [0.1, 0.2, 0.3, 0.4]
const points: readonly number[] = Array.from({ length: 21 }, (_, index) => index / 20)
const bins = 10

/**
 * What left-out scores say of a model, by household size and district too. Coefficients never saw the household's fold,
 * but penalties were chosen over all folds; `evaluate` nests that choice as well, and is the stricter judge.
 */
export function validationOf(
  survey: Survey,
  score: Float64Array,
  quota: number,
  { sigma, calibration }: { readonly sigma: number; readonly calibration: Calibration },
): Validation {
  const weight = survey.personWeight
  const [byWelfare, byScore] = [orderingOf(survey.outcome), orderingOf(score)]
  const [truth, ranks] = [midRanks(byWelfare, weight), midRanks(byScore, weight)]
  const missedAt = (limit: number, among: (row: number) => boolean = () => true) => {
    const poor = (row: number) => ((truth[row] ?? 1) <= limit && among(row) ? 1 : 0)
    return ratioOf(survey, weight, (row) => ((ranks[row] ?? 0) > limit ? poor(row) : 0), poor)
  }
  const line = weightedQuantile(survey.outcome, weight, quota)
  const probability = score.map((value) => probabilityBelow(calibration, (line - value) / sigma))
  return {
    quota,
    r2: rSquared(survey.outcome, score, survey.householdWeight),
    spearman: correlation(truth, ranks, weight),
    errors: quotas.map((each) => ({ quota: each, ...missedAt(each) })),
    calibration: calibrationBins(survey, probability, (row) => ((truth[row] ?? 1) <= quota ? 1 : 0)),
    lorenz: lorenzPoints(survey, byWelfare, byScore),
    sizes: sizeClasses.flatMap((size) => {
      const among = (row: number) => isOfSize(survey, row, size)
      return groupOf(survey, size.name, among, (row) => (truth[row] ?? 1) <= quota, missedAt(quota, among))
    }),
    districts: Object.fromEntries(
      survey.district.names.flatMap((name, code) => {
        const missed = missedAt(quota, (row) => survey.district.codes[row] === code)
        const households = survey.district.codes.filter((each) => each === code).length
        return Number.isNaN(missed.value) ? [] : [[name, { households, ...missed }]]
      }),
    ),
  }
}

type SizeClass = { readonly from: number; readonly to: number; readonly name: Message }

/** Small households are whom a ranking by spending per head loses: nobody would see it in the overall error. */
const sizeClasses: readonly SizeClass[] = [
  { from: 1, to: 2, name: { id: '1–2 orang', en: '1–2 persons' } },
  { from: 3, to: 4, name: { id: '3–4 orang', en: '3–4 persons' } },
  { from: 5, to: 6, name: { id: '5–6 orang', en: '5–6 persons' } },
  { from: 7, to: Number.POSITIVE_INFINITY, name: { id: '7 orang atau lebih', en: '7 persons or more' } },
]

/** Members are what the person weight holds more than the household weight. */
function isOfSize({ personWeight, householdWeight }: Survey, row: number, { from, to }: SizeClass): boolean {
  const size = Math.round((personWeight[row] ?? 0) / (householdWeight[row] ?? 1))
  return size >= from && size <= to
}

function groupOf(
  survey: Survey,
  name: Message,
  among: (row: number) => boolean,
  isPoor: (row: number) => boolean,
  missed: Share,
): Validation['sizes'] {
  let [households, poorPersons] = [0, 0]
  survey.personWeight.forEach((weight, row) => {
    if (!among(row)) return
    households++
    if (isPoor(row)) poorPersons += weight
  })
  if (poorPersons === 0) return []
  return [{ name, households, poorPersons, missedPersons: poorPersons * missed.value, missed }]
}

/** Tenths of persons by probability: what was said of them, and how many were poor. */
function calibrationBins(
  survey: Survey,
  probability: Float64Array,
  poor: (row: number) => number,
): Validation['calibration'] {
  const rank = midRanks(orderingOf(probability), survey.personWeight)
  return Array.from({ length: bins }, (_, bin) => {
    const inside = (row: number) => (Math.min(Math.floor((rank[row] ?? 0) * bins), bins - 1) === bin ? 1 : 0)
    const said = ratioOf(
      survey,
      survey.personWeight,
      (row) => inside(row) * (probability[row] ?? 0),
      inside,
    ).value
    const { value, se } = ratioOf(survey, survey.personWeight, (row) => inside(row) * poor(row), inside)
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
    const place = persons.findLastIndex((count) => count <= limit * allPersons + 1e-9 * allPersons)
    return (welfare[place] ?? 0) / allWelfare
  }
}
