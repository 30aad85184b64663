import type { Step } from '../sql/index.ts'

/**
 * People of one table as they are compared: columns id, family_id, nik_index, name forms, birth_date with its parts, sex
 * and area codes. What cannot be compared is NULL: an absent or malformed NIK, a name without letters.
 */
export function comparedPersonStep(name: string, source: PersonSource): Step {
  return {
    name,
    uses: [source.table, 'name_form'],
    sql: `
select p.${source.id} as id, ${source.familyId} as family_id, ${source.nikIndex} as nik_index,
  f.normal, nullif(f.joined, '') as joined, nullif(f.sorted, '') as sorted,
  p.birth_date, extract(year from p.birth_date) as birth_year,
  extract(month from p.birth_date) as birth_month, extract(day from p.birth_date) as birth_day,
  p.sex, p.village_code, substr(p.village_code, 1, 8) as district_code
from ${source.table} p left join name_form f on f.name = p.name`,
  }
}

/** Where people come from; `familyId` and `nikIndex` are expressions over the table, called `p`. */
export type PersonSource = {
  readonly table: string
  readonly id: string
  readonly familyId: string
  readonly nikIndex: string
}

/** The snapshot's table `person`. */
export const registryPeople: PersonSource = {
  table: 'person',
  id: 'person_id',
  familyId: 'p.family_id',
  nikIndex: `case when p.nik_status not in ('none', 'malformed') then p.nik_index end`,
}

/**
 * An extract of the civil register as the table `register`: register_id, nik_index (made with the same key as the
 * snapshot's), name, birth_date, sex (1 male, 2 female), village_code, death_date (NULL while alive).
 */
export const civilRegister: PersonSource = {
  table: 'register',
  id: 'register_id',
  familyId: 'cast(null as varchar(36))',
  nikIndex: 'p.nik_index',
}
