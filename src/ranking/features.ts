import { type Issue, type Severity, similarHint } from '../kernel/index.ts'
import { quoteName } from '../sql/index.ts'
import type { FeatureSpec, Spec } from './spec.ts'

/** The roles that a spec gives to columns, by the name that a statistician knows them by. */
export function rolesOf(spec: Spec): Readonly<Record<string, string | undefined>> {
  return {
    id: spec.id,
    outcome: spec.outcome,
    'weights.hh': spec.weights.hh,
    'weights.person': spec.weights.person,
    psu: spec.psu,
    strata: spec.strata,
    district: spec.district,
    province: spec.province,
    fold: spec.fold,
    ...Object.fromEntries(Object.entries(spec.groups).map(([name, sql]) => [`groups.${name}`, sql])),
  }
}

export type ResolvedFeatures = {
  readonly features: readonly FeatureSpec[]
  readonly issues: readonly Issue[]
}

/**
 * The features of a spec; `all other columns` becomes one for each column of the data that has no other role. Columns of
 * text become one feature an answer before (see `answersOf` of the engine).
 */
export function resolveFeatures(spec: Spec, columns: readonly string[]): ResolvedFeatures {
  if (spec.features !== 'all other columns')
    return { features: spec.features, issues: spec.features.flatMap((each) => benefitIssue(spec, each)) }
  const taken = new Set([...Object.values(rolesOf(spec)), ...spec.ignore])
  const free = columns.filter((column) => !taken.has(column))
  const features = free
    .filter((column) => !otherFolds.test(column))
    .map((column) => columnFeature(spec, column))
  return {
    features,
    issues: [
      ...unknownColumns('ignore', spec.ignore, columns, 'warning'),
      ...unknownColumns('signs', Object.keys(spec.signs), columns, 'error'),
      ...free.filter((column) => otherFolds.test(column)).map(foldLeftOut),
      ...features.flatMap((each) => benefitIssue(spec, each)),
    ],
  }
}

/** The spec with what it leaves to the data: the order of rows, and folds that are there. */
export function completedSpec(spec: Spec, columns: readonly string[]): Spec {
  const id = spec.id === 'id' && !columns.includes('id') ? 'row_number() over ()' : spec.id
  const fold = spec.fold ?? (columns.includes('fold_psu') ? 'fold_psu' : undefined)
  return { ...spec, id, ...(fold === undefined ? {} : { fold }) }
}

/** Columns of folds that are not used say nothing of welfare. */
const otherFolds = /^fold_/

function columnFeature(spec: Spec, column: string): FeatureSpec {
  const sign = spec.signs[column]
  return {
    name: column,
    sql: quoteName(column),
    group: 'other',
    label: { id: column, en: column },
    ...(sign === undefined ? {} : { sign }),
  }
}

/** What a programme gave must not decide who is given next. */
const benefitNames =
  /(^|[^a-z])(pkh|bpnt|sembako|blt|bst|bansos|pbi|kip|kks|kps|rastra|raskin|bantuan|benefits?|assistance|subsid[iy])([^a-z]|$)/i

function benefitIssue(spec: Spec, { name, sql }: FeatureSpec): readonly Issue[] {
  const words = sql.match(/[\p{L}\p{N}_]+/gu) ?? []
  const members = words.flatMap((word) => spec.members[word] ?? [])
  const used = [...words, ...members.flatMap((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [])]
  const found = used.find(
    (word) => spec.benefits.includes(word) || (benefitNames.test(word) && !spec.notBenefits.includes(word)),
  )
  if (found === undefined) return []
  return [
    {
      code: 'feature_benefit',
      severity: 'error',
      where: { column: `features.${name}` },
      params: { name, column: found },
      message: {
        id: `Prediktor "${name}" memakai "${found}", penerimaan suatu program: yang telah diberi tidak boleh menentukan penerima berikutnya. Keluarkan, atau sebut dalam "notBenefits" bila bukan bantuan.`,
        en: `Feature "${name}" uses "${found}", what a programme gave: that must not decide who is given next. Leave it out, or name it in "notBenefits" if it is no benefit.`,
      },
    },
  ]
}

function foldLeftOut(column: string): Issue {
  return {
    code: 'spec_fold_column_left_out',
    severity: 'warning',
    where: { column },
    params: { column },
    message: {
      id: `Kolom "${column}" tampak sebagai lipatan lain dan tidak dipakai sebagai prediktor.`,
      en: `Column "${column}" looks like other folds and is not used as a feature.`,
    },
  }
}

function unknownColumns(
  member: string,
  names: readonly string[],
  columns: readonly string[],
  severity: Severity,
): readonly Issue[] {
  return names
    .filter((column) => !columns.includes(column))
    .map((column) => ({
      code: 'spec_column_missing',
      severity,
      where: { column: `${member}.${column}` },
      params: { column },
      message: {
        id: `Spesifikasi: "${member}" menyebut kolom "${column}", yang tidak ada dalam data${similarHint(column, columns)}.`,
        en: `Spec: "${member}" names column "${column}", which the data do not have${similarHint(column, columns)}.`,
      },
    }))
}
