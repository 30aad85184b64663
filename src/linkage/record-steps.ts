import type { Dialect, Step } from '../sql/index.ts'
import type { LinkagePlan } from './linkage-plan.ts'

/**
 * The table `record` from `source` (rid, id, c0, c1 … as text, in the order of the plan's columns) and `name_form`
 * (name, normal, joined_id, sorted_id, first_code, last_code): rid, place (the row in the files), id, the plan's features, and `fingerprint`, which
 * changes when anything of the record does.
 */
export function recordStep(plan: LinkagePlan, dialect: Dialect): Step {
  const features = plan.features.map(
    ({ name, column, sql }) => `${sql(dialect, `s.c${plan.columns.indexOf(column)}`)} as ${name}`,
  )
  const further = [plan.settings.one_per_cluster, plan.settings.household].map((column, index) =>
    column === undefined
      ? ''
      : `,\n  nullif(trim(s.c${plan.columns.indexOf(column)}), '') as ${['only_one', 'household'][index]}`,
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
  ${features.join(',\n  ')}${further.join('')}
from source s${joins.join('')}`,
  }
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
