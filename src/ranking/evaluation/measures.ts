import { seedOf, seededRandom } from '../../kernel/index.ts'
import { areaUnderCurve, correlation, quotaError } from '../accuracy.ts'
import { bootstrapWeights, standardError } from '../bootstrap.ts'
import type { Survey } from '../survey.ts'
import { type Ordering, midRanks, orderingOf } from '../weighted-rank.ts'

/** Shares of persons, in per cent, at which a quota is tried. */
export const quotaPercents = ['10', '20', '30', '40'] as const
export type QuotaPercent = (typeof quotaPercents)[number]

/** What is compared between models, each with its standard error. */
export type MeasureName = `err${QuotaPercent}` | `auc${QuotaPercent}` | 'spearman'
export type Measured = Readonly<Record<MeasureName, number>>
export type PairedDifferences = Readonly<
  Record<MeasureName, { readonly difference: number; readonly se: number }>
>

export function byQuota<T>(
  valueAt: (share: number, percent: QuotaPercent) => T,
): Readonly<Record<QuotaPercent, T>> {
  return {
    10: valueAt(0.1, '10'),
    20: valueAt(0.2, '20'),
    30: valueAt(0.3, '30'),
    40: valueAt(0.4, '40'),
  }
}

/** All measures of a score under some person weights. */
export function measuresOf(outcome: Ordering, score: Ordering, weight: Float64Array): Measured {
  const [truth, ranks] = [midRanks(outcome, weight), midRanks(score, weight)]
  const err = (share: number) => quotaError(truth, ranks, weight, share)
  const auc = (share: number) => areaUnderCurve(truth, score, weight, share)
  return {
    err10: err(0.1),
    err20: err(0.2),
    err30: err(0.3),
    err40: err(0.4),
    auc10: auc(0.1),
    auc20: auc(0.2),
    auc30: auc(0.3),
    auc40: auc(0.4),
    spearman: correlation(truth, ranks, weight),
  }
}

export type Compared = {
  readonly se: Measured
  readonly paired: Readonly<Record<string, PairedDifferences>>
}

type Drawn = { readonly full: Measured; readonly replicates: readonly Measured[] }

/**
 * Standard errors of a model's measures, and its differences to the other models with theirs, all from the same bootstrap
 * of PSUs.
 */
export function comparison(
  survey: Survey,
  models: readonly { readonly name: string; readonly ordering: Ordering }[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): (name: string) => Compared {
  const outcome = orderingOf(survey.outcome)
  const random = seededRandom(seedOf(seed, 'bootstrap'))
  const weights = bootstrapWeights(survey, survey.personWeight, replicates, random)
  const replicated = Array.from(weights, (weight) =>
    models.map(({ ordering }) => measuresOf(outcome, ordering, weight)),
  )
  const drawn = new Map(
    models.map(({ name, ordering }, index): [string, Drawn] => [
      name,
      {
        full: measuresOf(outcome, ordering, survey.personWeight),
        replicates: replicated.flatMap((each) => each[index] ?? []),
      },
    ]),
  )
  return (name) => {
    const own = drawn.get(name)
    if (!own) throw new Error(`no such model was compared: ${name}`)
    const others = [...drawn].filter(([other]) => other !== name)
    return {
      se: mapMeasures((measure) => standardError(own.replicates.map((each) => each[measure]))),
      paired: Object.fromEntries(others.map(([other, theirs]) => [other, differences(own, theirs)])),
    }
  }
}

function differences(own: Drawn, other: Drawn): PairedDifferences {
  return mapMeasures((measure) => ({
    difference: own.full[measure] - other.full[measure],
    se: standardError(
      own.replicates.map((each, at) => each[measure] - (other.replicates[at]?.[measure] ?? Number.NaN)),
    ),
  }))
}

function mapMeasures<T>(valueOf: (name: MeasureName) => T): Readonly<Record<MeasureName, T>> {
  return {
    err10: valueOf('err10'),
    err20: valueOf('err20'),
    err30: valueOf('err30'),
    err40: valueOf('err40'),
    auc10: valueOf('auc10'),
    auc20: valueOf('auc20'),
    auc30: valueOf('auc30'),
    auc40: valueOf('auc40'),
    spearman: valueOf('spearman'),
  }
}
