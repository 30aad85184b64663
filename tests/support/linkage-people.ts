import { nameFormTable } from '../../src/linkage/index.ts'
import type { Row, TestTable } from './tables-on-duckdb.ts'

/** A row of the snapshot's `person`, as far as linkage reads it. */
export type PersonRow = {
  readonly person_id: string
  readonly family_id: string
  readonly nik_index: string | null
  readonly nik_status: string
  readonly name: string | null
  readonly birth_date: string | null
  readonly sex: string | null
  readonly village_code: string
}

/** A row of a civil-register extract. */
export type RegisterRow = {
  readonly register_id: string
  readonly nik_index: string | null
  readonly name: string | null
  readonly birth_date: string | null
  readonly sex: string | null
  readonly village_code: string
  readonly death_date: string | null
}

export function aPerson(change: Partial<PersonRow> = {}): PersonRow {
  return {
    person_id: 'p1',
    family_id: 'f1',
    nik_index: 'aa',
    nik_status: 'well_formed',
    name: 'Siti Aminah',
    birth_date: '1980-03-14',
    sex: '2',
    village_code: '97.01.01.2001',
    ...change,
  }
}

export function anEntry(change: Partial<RegisterRow> = {}): RegisterRow {
  return {
    register_id: 'r1',
    nik_index: 'aa',
    name: 'SITI AMINAH',
    birth_date: '1980-03-14',
    sex: '2',
    village_code: '97.01.01.2001',
    death_date: null,
    ...change,
  }
}

/** The inputs of linkage; `name_form` is made of the names of both. */
export function linkageTables(persons: readonly PersonRow[], entries: readonly RegisterRow[]) {
  const names = [...persons, ...entries].flatMap(({ name }) => (name === null ? [] : [name]))
  return { person: personTable(persons), register: registerTable(entries), name_form: nameFormRows(names) }
}

function personTable(rows: readonly PersonRow[]): TestTable {
  return {
    types: { person_id: 'varchar', family_id: 'varchar', nik_status: 'varchar', ...sharedTypes },
    rows,
  }
}

function registerTable(rows: readonly RegisterRow[]): TestTable {
  return { types: { register_id: 'varchar', death_date: 'date', ...sharedTypes }, rows }
}

const sharedTypes = {
  nik_index: 'varchar',
  name: 'varchar',
  birth_date: 'date',
  sex: 'varchar',
  village_code: 'varchar',
}

function nameFormRows(names: readonly string[]): TestTable {
  const table = nameFormTable([...new Set(names)])
  const columns = Object.entries(table)
  const rows = table.name.map(
    (_, row): Row => Object.fromEntries(columns.map(([column, values]) => [column, values[row] ?? null])),
  )
  return { types: Object.fromEntries(columns.map(([column]) => [column, 'varchar'])), rows }
}
