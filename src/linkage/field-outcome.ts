import type { Dialect } from '../sql/index.ts'

/** How one field of two records compares. `close`: a name spelt otherwise, a birth date with one part amiss. */
export type FieldOutcome = 'agrees' | 'close' | 'differs' | 'missing'

export const comparedFields = ['nik', 'name', 'birth_date', 'sex', 'village'] as const

/**
 * SQL columns `nik_field`, `name_field` … of type `FieldOutcome` for compared people `l` and `r`.
 * @param nearName Jaro-Winkler similarity from which two names are close; above 0.82, where engines agree.
 */
export function fieldOutcomeColumns(dialect: Dialect, nearName: number): string {
  const outcomes: Readonly<Record<(typeof comparedFields)[number], string>> = {
    nik: plainOutcome('nik_index'),
    name: nameOutcome(dialect, nearName),
    birth_date: birthDateOutcome,
    sex: plainOutcome('sex'),
    village: plainOutcome('village_code'),
  }
  return comparedFields.map((field) => `${outcomes[field]} as ${field}_field`).join(',\n  ')
}

function plainOutcome(column: string): string {
  return `case when l.${column} is null or r.${column} is null then 'missing' when l.${column} = r.${column} then 'agrees' else 'differs' end`
}

/** The same letters, or the same words in another order, agree; a word left out is close. */
function nameOutcome(dialect: Dialect, nearName: number): string {
  return `case when l.joined is null or r.joined is null then 'missing'
    when l.joined = r.joined or l.sorted = r.sorted then 'agrees'
    when ${dialect.jaroWinkler('l.normal', 'r.normal')} >= ${nearName} then 'close'
    when ${holdsWords('l', 'r')} or ${holdsWords('r', 'l')} then 'close'
    else 'differs' end`
}

function holdsWords(whole: string, part: string): string {
  return `position(concat(' ', ${part}.normal, ' ') in concat(' ', ${whole}.normal, ' ')) > 0`
}

/** Day and month exchanged, or two of the three parts equal, is close. */
const birthDateOutcome = `case when l.birth_date is null or r.birth_date is null then 'missing'
    when l.birth_date = r.birth_date then 'agrees'
    when l.birth_year = r.birth_year and l.birth_month = r.birth_day and l.birth_day = r.birth_month then 'close'
    when ${['year', 'month', 'day'].map((part) => `case when l.birth_${part} = r.birth_${part} then 1 else 0 end`).join(' + ')} = 2 then 'close'
    else 'differs' end`
