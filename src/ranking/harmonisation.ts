import type { Issue } from '../kernel/index.ts'
import type { Step } from '../sql/index.ts'
import { codedFamilySteps, featureColumn, featureExpression, roleExpression } from './feature-steps.ts'
import type { FeatureSpec, Spec } from './spec.ts'

/** Weighted moments of features in one district. */
export type Moments = {
  readonly district: string
  /** Effective number of families: (Σw)²/Σw². */
  readonly families: number
  readonly means: readonly number[]
  readonly variances: readonly number[]
}

/** A feature that is distributed differently in survey and registry: a prediction there would not hold. */
export type Difference = {
  readonly district: string
  readonly feature: string
  readonly survey: number
  readonly registry: number
  /** (mean of the survey - mean of the registry) / √((variance + variance)/2); null where nothing varies. */
  readonly standardised: number | null
}

/** Standardised differences above this forbid prediction (Stuart, 2010, for matched samples). */
export const greatestDifference = 0.1

/** Step `moments`: a row a district, of features `f0` … their means and mean squares `m0`, `s0` …; weights optional. */
export function momentSteps(
  spec: Spec,
  features: readonly FeatureSpec[],
  columns: readonly string[],
  weight: string | undefined,
): readonly Step[] {
  const role = (text: string) => roleExpression(text, columns)
  const w = weight === undefined ? '1.0' : `cast(${role(weight)} as double)`
  const coded = features.map((feature, index) => `  ${featureExpression(feature)} as ${featureColumn(index)}`)
  const sums = features.flatMap((_, index) => {
    const f = featureColumn(index)
    const total = `sum(w) filter (${f} is not null)`
    return [`  sum(w * ${f}) / ${total} as m${index}`, `  sum(w * ${f} * ${f}) / ${total} as s${index}`]
  })
  return [
    ...codedFamilySteps(spec, columns),
    {
      name: 'weighted',
      uses: ['coded_family'],
      sql: `select cast(${role(spec.district)} as varchar) as district, ${w} as w,\n${coded.join(',\n')}\nfrom coded_family`,
    },
    {
      name: 'moments',
      uses: ['weighted'],
      sql: `select district, sum(w) * sum(w) / sum(w * w) as families,\n${sums.join(',\n')}\nfrom weighted group by district order by district`,
    },
  ]
}

/**
 * Differences between survey and registry, district by district, that are greater than `greatestDifference` and than twice
 * their own standard error, which small districts have by chance. The greatest first.
 */
export function differencesOf(
  features: readonly FeatureSpec[],
  survey: readonly Moments[],
  registry: readonly Moments[],
): readonly Difference[] {
  const inRegistry = new Map(registry.map((each) => [each.district, each]))
  const found = survey.flatMap((own) => {
    const other = inRegistry.get(own.district)
    return other ? features.flatMap(({ name }, index) => differenceAt(name, index, own, other)) : []
  })
  const size = ({ standardised }: Difference) => Math.abs(standardised ?? Number.POSITIVE_INFINITY)
  return found.toSorted((a, b) => size(b) - size(a) || (a.feature < b.feature ? -1 : 1))
}

function differenceAt(
  feature: string,
  index: number,
  survey: Moments,
  registry: Moments,
): readonly Difference[] {
  const means = { survey: survey.means[index] ?? 0, registry: registry.means[index] ?? 0 }
  const variance = ((survey.variances[index] ?? 0) + (registry.variances[index] ?? 0)) / 2
  const gap = means.survey - means.registry
  if (gap === 0 || Number.isNaN(gap)) return []
  const standardised = variance > 1e-12 ? gap / Math.sqrt(variance) : null
  const error = Math.sqrt(1 / survey.families + 1 / registry.families)
  const isGreat = standardised === null || Math.abs(standardised) > Math.max(greatestDifference, 2 * error)
  return isGreat ? [{ district: survey.district, feature, ...means, standardised }] : []
}

/** Districts that only one of the two has: without sample, or without families. */
export function unmatchedDistricts(
  survey: readonly Moments[],
  registry: readonly Moments[],
): readonly Issue[] {
  const without = (all: readonly Moments[], others: readonly Moments[]) =>
    all.filter(({ district }) => !others.some((other) => other.district === district))
  return [
    ...without(registry, survey).map(({ district }) => districtWithoutSample(district)),
    ...without(survey, registry).map(({ district }) =>
      unmatched('district_without_families', district, {
        id: `Kabupaten/kota "${district}" dari survei tidak ada dalam registri. Periksa kodenya.`,
        en: `District "${district}" of the survey is not in the registry. Check its code.`,
      }),
    ),
  ]
}

/** A district of the registry that the survey, and so the model, knows nothing of. */
export function districtWithoutSample(district: string): Issue {
  return unmatched('district_without_sample', district, {
    id: `Wilayah "${district}" dari registri tidak ada dalam survei; koefisien provinsi atau nasional yang dipakai.`,
    en: `District "${district}" of the registry has no sample; the coefficients of its province or of the nation are used.`,
  })
}

function unmatched(code: string, district: string, message: Issue['message']): Issue {
  return { code, severity: 'warning', where: { column: 'district' }, params: { district }, message }
}
