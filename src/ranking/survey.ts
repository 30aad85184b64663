import { seedOf } from '../kernel/index.ts'
import { featureColumn, groupColumn } from './feature-steps.ts'
import { type Grouping, crossed, groupingOf } from './grouping.ts'
import type { FeatureSpec, Spec } from './spec.ts'

/** The columns of a query, as an engine reads them: NaN and null for NULL. */
export type ReadColumns = {
  readonly rowCount: number
  readonly numbers: (name: string) => Float64Array
  readonly texts: (name: string) => readonly (string | null)[]
}

/** A survey as typed columns, one entry a household, in the order of the data. */
export type Survey = {
  readonly rowCount: number
  /** Logarithm of welfare per head. */
  readonly outcome: Float64Array
  readonly householdWeight: Float64Array
  readonly personWeight: Float64Array
  /** Clusters, each within its stratum. */
  readonly psu: Grouping
  readonly stratum: Grouping
  readonly district: Grouping
  readonly province: Grouping
  readonly fold: Grouping
  readonly features: readonly FeatureSpec[]
  /** Groups of the spec whose errors are told apart. */
  readonly groups: readonly { readonly name: string; readonly grouping: Grouping }[]
  /** A column a feature; NaN where the household has no answer. */
  readonly values: readonly Float64Array[]
}

/** Takes the columns of step `survey`. Nothing is left out or mended here: `checkSurvey` says what is wrong. */
export function surveyOf(columns: ReadColumns, spec: Spec, features: readonly FeatureSpec[]): Survey {
  const stratum = groupingOf(columns.texts('stratum'))
  const psu = crossed(stratum, groupingOf(columns.texts('psu')))
  const fold = groupingOf(columns.texts('fold'))
  return {
    rowCount: columns.rowCount,
    outcome: spec.log ? columns.numbers('outcome').map(Math.log) : columns.numbers('outcome'),
    householdWeight: columns.numbers('household_weight'),
    personWeight: columns.numbers('person_weight'),
    psu,
    stratum,
    district: groupingOf(columns.texts('district')),
    province: groupingOf(columns.texts('province')),
    fold: fold.names.length > 1 ? fold : foldsOfPsus(psu, spec.folds),
    features,
    groups: Object.keys(spec.groups).map((name, index) => ({
      name,
      grouping: groupingOf(columns.texts(groupColumn(index))),
    })),
    values: features.map((_, index) => columns.numbers(featureColumn(index))),
  }
}

/** The survey without some of its features: those that cannot inform. */
export function withoutFeatures(survey: Survey, dropped: readonly number[]): Survey {
  const kept = survey.features.map((_, index) => index).filter((index) => !dropped.includes(index))
  return {
    ...survey,
    features: kept.flatMap((index) => survey.features[index] ?? []),
    values: kept.flatMap((index) => survey.values[index] ?? []),
  }
}

/** Whole PSUs dealt in turn to `count` folds (or to as many as there are PSUs), in the order of a seeded hash of their names. */
export function foldsOfPsus(psu: Grouping, folds: Spec['folds']): Grouping {
  const { seed } = folds
  const count = Math.min(folds.count, psu.names.length)
  const order = psu.names
    .map((name, code) => ({ name, code, key: seedOf(seed, 'fold', name) }))
    .sort((a, b) => a.key - b.key || (a.name < b.name ? -1 : 1))
  const foldOfPsu = new Int32Array(psu.names.length)
  order.forEach(({ code }, place) => {
    foldOfPsu[code] = place % count
  })
  return {
    names: Array.from({ length: count }, (_, index) => String(index + 1)),
    codes: psu.codes.map((code) => foldOfPsu[code] ?? 0),
  }
}
