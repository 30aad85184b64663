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
 * for the survey that trains a model and for the snapshot that it scores. Where the unit is the household, families that
 * share one are coded alike: by the dwelling of the largest of them, and by the members of all.
 */
export function codedFamilySteps(spec: Spec, columns: readonly string[]): readonly Step[] {
  const together = spec.unit === 'household' && columns.includes('household_id')
  const members = Object.entries(spec.members)
  if (members.length === 0 && !together)
    return [{ name: 'coded_family', uses: ['family'], sql: 'select * from family' }]
  const aggregates = members.map(([name, sql]) => `  ${sql} as ${quoteName(name)}`)
  const unit = together ? 'unit_id' : 'family_id'
  const aggregated: Step = {
    name: 'member_aggregates',
    uses: together ? ['person', 'unit_family'] : ['person'],
    sql: `select ${[unit, ...aggregates].join(',\n')}\nfrom person${together ? ` join (select family_id, unit_id from unit_family) as unit using (family_id)` : ''}\ngroup by ${unit}`,
  }
  return [
    ...(together ? [unitFamilyStep] : []),
    ...(members.length > 0 ? [aggregated] : []),
    codedFamilyStep(together, members.length > 0),
  ]
}

/** Each family with its household, its place in it (the largest family first), and the household's size. */
const unitFamilyStep: Step = {
  name: 'unit_family',
  uses: ['family'],
  sql: `select family_id, unit_id,
  row_number() over (partition by unit_id order by member_count desc, family_id) as place,
  cast(sum(member_count) over (partition by unit_id) as integer) as unit_count
from (select family_id, member_count, coalesce(household_id, family_id) as unit_id from family) as family_unit`,
}

function codedFamilyStep(together: boolean, aggregated: boolean): Step {
  const uses = ['family', ...(together ? ['unit_family'] : []), ...(aggregated ? ['member_aggregates'] : [])]
  const from = together
    ? `(select dwelling.* replace (own.family_id as family_id, own.unit_count as member_count), own.unit_id
  from unit_family as own
  join unit_family as main on main.unit_id = own.unit_id and main.place = 1
  join family as dwelling on dwelling.family_id = main.family_id) as coded_unit`
    : 'family'
  const join = aggregated ? ` left join member_aggregates using (${together ? 'unit_id' : 'family_id'})` : ''
  return { name: 'coded_family', uses, sql: `select * from ${from}${join}` }
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
    ...codedFamilySteps(spec, columns),
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
