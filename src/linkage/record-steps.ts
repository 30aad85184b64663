import type { Dialect, Step } from '../sql/index.ts'
import { absentSql } from './compare/feature.ts'
import type { LinkagePlan } from './linkage-plan.ts'

/**
 * The table `record` from `source` (rid, id, c0, c1 … as text, in the order of the plan's columns) and `name_form`
 * (name, normal, joined_id, sorted_id, first_code, last_code): rid, place (the row in the files), id, the plan's features, and `fingerprint`, which
 * changes when anything of the record does.
 */
export function recordStep(plan: LinkagePlan, dialect: Dialect): Step {
  const textOf = (column: string) => `s.c${plan.columns.indexOf(column)}`
  const features = plan.features.map(
    ({ name, column, sql, read }) => `${sql(dialect, read ? `s.${read.name}` : textOf(column))} as ${name}`,
  )
  const reads = plan.features.flatMap(({ column, read }) =>
    read ? [`${read.sql(dialect, textOf(column))} as ${read.name}`] : [],
  )
  const further = furtherColumns(plan).map(
    ([name, column]) => `${absentSql(dialect.trimmed(textOf(column)), [''])} as ${name}`,
  )
  const joins = plan.nameColumns.map(
    (column) => `\nleft join name_form name_form_${column} on name_form_${column}.name = s.c${column}`,
  )
  const whole = plan.columns.map((_, index) => `coalesce(s.c${index}, chr(1))`).join(`, chr(2), `)
  return {
    name: 'record',
    uses: ['source', ...(joins.length > 0 ? ['name_form'] : [])],
    sql: `
select cast(s.rid as integer) as rid, cast(s.rid as integer) as place, s.id, ${dialect.hash(`concat(${whole})`)} as fingerprint,
  ${[...features, ...further].join(',\n  ')}
from (select ${['s.*', ...new Set(reads)].join(',\n  ')} from source s) s${joins.join('')}`,
  }
}

/** The columns of the table `record` beside its number. */
export function recordColumns(plan: LinkagePlan): readonly string[] {
  const named = [...plan.features.map(({ name }) => name), ...furtherColumns(plan).map(([name]) => name)]
  return ['place', 'id', 'fingerprint', ...named]
}

/** What clusters and households need to know of a record: the name in `record` and the column of the settings. */
function furtherColumns({ settings }: LinkagePlan): readonly (readonly [string, string])[] {
  const { one_per_cluster: onlyOne, household } = settings
  return [
    ...(onlyOne === undefined ? [] : [['only_one', onlyOne] as const]),
    ...(household === undefined ? [] : [['household', household] as const]),
  ]
}

/** The names of all columns that are read as such, once each. */
export function sourceNameStep(plan: LinkagePlan): Step {
  const parts = plan.nameColumns.map(
    (column) => `select c${column} as name from source where c${column} is not null`,
  )
  return {
    name: 'source_name',
    uses: ['source'],
    sql: `select distinct name from (${parts.join('\nunion all\n')}) named`,
  }
}

/** `name_form` from `name_word` (name, normal, first_code, last_code), which the normaliser has filled. */
export function nameFormStep(dialect: Dialect): Step {
  const sorted = dialect.joinedWords(dialect.sortedWords('normal'))
  return {
    name: 'name_form',
    uses: ['name_word'],
    sql: `
select name, nullif(normal, '') as normal, ${dialect.hash(`nullif(replace(normal, ' ', ''), '')`)} as joined_id,
  ${dialect.hash(`nullif(${sorted}, '')`)} as sorted_id,
  cast(nullif(first_code, 0) as integer) as first_code, cast(nullif(last_code, 0) as integer) as last_code
from name_word`,
  }
}
