import type { Issue } from '../kernel/index.ts'
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
  }
}

export type ResolvedFeatures = {
  readonly features: readonly FeatureSpec[]
  readonly issues: readonly Issue[]
}

/** The features of a spec; `all other columns` becomes one for each column of the data that has no other role. */
export function resolveFeatures(spec: Spec, columns: readonly string[]): ResolvedFeatures {
  if (spec.features !== 'all other columns') return { features: spec.features, issues: [] }
  const taken = new Set([...Object.values(rolesOf(spec)), ...spec.ignore])
  const features = columns.filter((column) => !taken.has(column)).map(columnFeature)
  return { features, issues: spec.ignore.filter((column) => !columns.includes(column)).map(ignoredInVain) }
}

function columnFeature(column: string): FeatureSpec {
  return { name: column, sql: quoteName(column), group: 'other', label: { id: column, en: column } }
}

function ignoredInVain(column: string): Issue {
  return {
    code: 'spec_ignored_column_missing',
    severity: 'warning',
    where: { column },
    params: { column },
    message: {
      id: `Kolom "${column}" diminta diabaikan, tetapi tidak ada dalam data.`,
      en: `Column "${column}" is to be ignored, but the data have none.`,
    },
  }
}
