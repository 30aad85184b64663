import { z } from 'zod'
import { type Codebook, type Level, type Variable, variablesOf } from '../questionnaire/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { Db } from './database.ts'
import { problems } from './problems.ts'

/** Tables of observations, by level. */
export const factTable: Readonly<Record<Level, string>> = { family: 'family_fact', person: 'person_fact' }

/**
 * The variables that are columns of the registry: all but the identity numbers, which are kept encrypted, and the
 * relation to the head, which is kept by the membership.
 */
export function factVariables(codebook: Codebook, level: Level): readonly Variable[] {
  return variablesOf(codebook, level).filter(({ type, name }) => type !== 'secret' && name !== 'relation')
}

const columnTypes = {
  text: 'text',
  code: 'text',
  integer: 'integer',
  decimal: 'numeric',
  date: 'date',
  secret: 'bytea',
} as const

/** The type of a variable's column. */
export function columnType({ type }: Variable): string {
  return columnTypes[type]
}

/**
 * The columns of a codebook in the registry, the staging area and the submissions, and the indexes by which persons are found: by name, as
 * typed and by its letters.
 */
export const prepareColumns =
  (codebook: Codebook) =>
  async (db: Db): Promise<void> => {
    await applyCodebook(codebook)(db)
    await applyCodebook(codebook, { family: 'import_row', person: 'import_row' })(db)
    await applyCodebook(codebook, { family: 'submission', person: 'submission_member' })(db)
    await db.run(
      sql`create index if not exists person_fact_by_name_key on person_fact (name_key(name), birth_date) where name is not null`,
    )
    await db.run(
      sql`create index if not exists person_fact_by_name on person_fact using gin (name gin_trgm_ops)`,
    )
  }

const columnRow = z.object({ name: z.string(), type: z.string() })

/**
 * Gives the tables a column for each variable. A new form version adds columns; a column whose meaning would change
 * (another type under the same name) is refused.
 * @throws Problem `variableChangedType`
 */
export const applyCodebook =
  (codebook: Codebook, tables: Readonly<Record<Level, string>> = factTable) =>
  async (db: Db): Promise<readonly string[]> => {
    const added: string[] = []
    for (const level of ['family', 'person'] as const) {
      const table = tables[level]
      const columns = new Map(
        (await db.many(columnRow, columnsOf(table))).map(({ name, type }) => [name, type]),
      )
      for (const variable of factVariables(codebook, level)) {
        const present = columns.get(variable.name)
        if (present === undefined) {
          await db.run(
            sql`alter table ${sql.id(table)} add column ${sql.id(variable.name)} ${sql.raw(columnType(variable))}`,
          )
          added.push(`${table}.${variable.name}`)
        } else if (present !== columnType(variable)) {
          throw problems.variableChangedType({
            variable: variable.name,
            before: present,
            after: columnType(variable),
          })
        }
      }
    }
    return added
  }

function columnsOf(table: string): Sql {
  return sql`select attname::text as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`
}

/** The columns of `variables`, quoted, for a select or an insert. */
export function columnList(variables: readonly Variable[], alias?: string): Sql {
  return sql.join(variables.map(({ name }) => (alias === undefined ? sql.id(name) : sql.id(alias, name))))
}
