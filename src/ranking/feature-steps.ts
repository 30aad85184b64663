import { type Step, quoteName } from '../sql/index.ts'
import type { FeatureSpec, Spec } from './spec.ts'

/** A column of `columns` under its quoted name; anything else is SQL that the spec's author wrote. */
export function roleExpression(text: string, columns: readonly string[]): string {
  return columns.includes(text) ? quoteName(text) : `(${text})`
}

/** The name under which the feature at `index` travels: short, and never that of a column. */
export function featureColumn(index: number): string {
  return `f${index}`
}

/** The name under which the group at `index` travels. */
export function groupColumn(index: number): string {
  return `group${index}`
}

/**
 * `coded_family`: the families, joined with the spec's aggregates over their members. What follows is the same text
 * for the survey that trains a model and for the snapshot that it scores.
 */
export function codedFamilySteps(spec: Spec): readonly Step[] {
  const members = Object.entries(spec.members)
  if (members.length === 0) return [{ name: 'coded_family', uses: ['family'], sql: 'select * from family' }]
  const aggregates = members.map(([name, sql]) => `  ${sql} as ${quoteName(name)}`)
  return [
    {
      name: 'member_aggregates',
      uses: ['person'],
      sql: `select family_id,\n${aggregates.join(',\n')}\nfrom person\ngroup by family_id`,
    },
    {
      name: 'coded_family',
      uses: ['family', 'member_aggregates'],
      sql: 'select * from family left join member_aggregates using (family_id)',
    },
  ]
}

/** The features' expressions as columns `f0`, `f1` …, each a double, NULL where the family has no answer. */
export function featureList(features: readonly FeatureSpec[]): string {
  return features
    .map((feature, index) => `  ${featureExpression(feature)} as ${featureColumn(index)}`)
    .join(',\n')
}

/** A feature's value as the model takes it: a double. */
export function featureExpression({ sql, transform }: FeatureSpec): string {
  const value = `cast((${sql}) as double)`
  if (transform === undefined) return value
  return transform === 'log' ? `ln(${value})` : `ln(1 + ${value})`
}

/** What training reads: one row a survey household, in the order of `id`. `columns` are those of the family table. */
export function surveySteps(
  spec: Spec,
  features: readonly FeatureSpec[],
  columns: readonly string[],
): readonly Step[] {
  const role = (text: string) => roleExpression(text, columns)
  const text = (from: string | undefined) => (from === undefined ? `''` : `cast(${role(from)} as varchar)`)
  const fold = spec.fold !== undefined && columns.includes(spec.fold) ? spec.fold : undefined
  const groups = Object.values(spec.groups)
    .map((sql, index) => `\n  cast(${role(sql)} as varchar) as ${groupColumn(index)},`)
    .join('')
  return [
    ...codedFamilySteps(spec),
    {
      name: 'survey',
      uses: ['coded_family'],
      sql: `select
  ${text(spec.id)} as id,
  cast(${role(spec.outcome)} as double) as outcome,
  cast(${role(spec.weights.hh)} as double) as household_weight,
  cast(${role(spec.weights.person)} as double) as person_weight,
  ${text(spec.psu)} as psu,
  ${text(spec.strata)} as stratum,
  ${text(spec.district)} as district,
  ${text(spec.province)} as province,
  ${text(fold)} as fold,${groups}
${featureList(features)}
from coded_family
order by ${role(spec.id)}`,
    },
  ]
}
