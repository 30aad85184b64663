import type { Codebook } from '../questionnaire/index.ts'
import { quoteName } from '../sql/index.ts'
import { snapshotColumns, snapshotQuery } from './snapshot-sql.ts'
import type { AsOf } from './read-family.ts'

/**
 * Members with their family's columns, a row a person, for a spreadsheet: no identity number, and a text that would run
 * as a formula gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function exportQuery(codebook: Codebook, asOf: AsOf): string {
  const hidden = new Set(['nik_index', 'kk_index', 'head_person_id'])
  const person = snapshotColumns(codebook, 'person').filter(({ name }) => !hidden.has(name))
  const known = new Set(person.map(({ name }) => name))
  const family = snapshotColumns(codebook, 'family').filter(
    ({ name }) => !hidden.has(name) && !known.has(name),
  )
  const list = [
    ...person.map((column) => ({ ...column, from: 'p' })),
    ...family.map((column) => ({ ...column, from: 'f' })),
  ].map(({ name, type, from }) => {
    const column = `${from}.${quoteName(name)}`
    return type === 'VARCHAR'
      ? `case when ${column}::text ~ '^[=+\\-@\\t\\r]' then '''' || ${column}::text else ${column}::text end as ${quoteName(name)}`
      : column
  })
  return `select ${list.join(', ')}
  from (${snapshotQuery(codebook, 'person', asOf)}) p join (${snapshotQuery(codebook, 'family', asOf)}) f using (family_id)
 order by f.village_code, p.family_id, p.relation, p.person_id`
}
