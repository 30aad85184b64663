import type { Codebook, Variable } from '../questionnaire/index.ts'
import { quoteName, quoteText } from '../sql/index.ts'
import { factVariables } from './codebook-columns.ts'
import type { AsOf } from './read-family.ts'

/** A column of a snapshot's table, with the type that DuckDB is to give it. */
export type SnapshotColumn = {
  readonly name: string
  readonly type: 'UUID' | 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'DATE'
}

const duckDbTypes = {
  text: 'VARCHAR',
  code: 'VARCHAR',
  secret: 'VARCHAR',
  integer: 'INTEGER',
  decimal: 'DOUBLE',
  date: 'DATE',
} as const

const id = (name: string): SnapshotColumn => ({ name, type: 'UUID' })
const text = (name: string): SnapshotColumn => ({ name, type: 'VARCHAR' })
const areaColumns = ['province_code', 'regency_code', 'district_code', 'village_code'].map(text)

/** The columns of the two tables, in order: identifiers and places, then the variables of the codebook. */
export function snapshotColumns(codebook: Codebook, table: 'family' | 'person'): readonly SnapshotColumn[] {
  const variables = factVariables(codebook, table).map(({ name, type }) => ({
    name,
    type: duckDbTypes[type],
  }))
  const own =
    table === 'family'
      ? [
          id('family_id'),
          ...areaColumns,
          text('sls_code'),
          id('household_id'),
          id('head_person_id'),
          { name: 'member_count', type: 'INTEGER' } as const,
        ]
      : [
          id('person_id'),
          id('family_id'),
          ...areaColumns,
          text('relation'),
          { name: 'age', type: 'INTEGER' } as const,
        ]
  const number =
    table === 'family' ? [text('kk_index'), text('kk_status')] : [text('nik_index'), text('nik_status')]
  return [...own, { name: 'observed_on', type: 'DATE' }, ...number, ...variables]
}

/**
 * The registry as of a day, as known at an instant: active families, or their members, a row each in the order of their
 * ids. What `findFamilyViews` says of one family, said of all as one set.
 */
export function snapshotQuery(codebook: Codebook, table: 'family' | 'person', asOf: AsOf): string {
  return table === 'family' ? familyQuery(codebook, asOf) : personQuery(codebook, asOf)
}

/** Both are checked by their types; quoted all the same. */
function places({ day, knownAt }: AsOf): string {
  const [on, at] = [quoteText(day), quoteText(knownAt)]
  const holds = `valid @> ${on}::date and recorded @> ${at}::timestamptz`
  return `
  place as (
    select state.family_id, village.code as village_code, sls.code as sls_code
      from family_state state
      join area_code village on village.area_id = state.village_id and village.scheme = 'kemendagri' and village.valid @> ${on}::date
      left join area_code sls on sls.area_id = state.sls_id and sls.scheme = 'kemendagri' and sls.valid @> ${on}::date
     where ${holds.replaceAll('valid @>', 'state.valid @>').replace('recorded @>', 'state.recorded @>')} and status = 'active'
  ), member as (
    select family_id, person_id, relation from family_member where ${holds}
  )`
}

const areaList = `split_part(village_code, '.', 1) as province_code, substr(village_code, 1, 5) as regency_code,
  substr(village_code, 1, 8) as district_code, village_code`

function familyQuery(codebook: Codebook, asOf: AsOf): string {
  const variables = factVariables(codebook, 'family')
  return `
with ${places(asOf)}, counted as (
    select family_id, count(*) as member_count, min(person_id::text) filter (where relation = '1') as head_person_id from member group by family_id
  ), housed as (
    select member.family_id, min(household_id::text) as household_id
      from member join household_member using (person_id)
     where relation = '1' and valid @> ${quoteText(asOf.day)}::date and recorded @> ${quoteText(asOf.knownAt)}::timestamptz group by 1
  ), said as (
    select fact.family_id, max(fact.observed_on) as observed_on, ${newest('kk_index')}, ${newest('kk_status')}, ${listNewest(variables)}
      from family_fact fact join change using (change_id) where ${known(asOf)} group by fact.family_id
  )
select place.family_id, ${areaList}, sls_code, household_id, head_person_id, coalesce(member_count, 0) as member_count, said.observed_on,
       encode(kk_index, 'hex') as kk_index, kk_status, ${variables.map(({ name }) => quoteName(name)).join(', ')}
  from place left join counted using (family_id) left join housed using (family_id) left join said using (family_id)
 order by place.family_id`
}

function personQuery(codebook: Codebook, asOf: AsOf): string {
  const variables = factVariables(codebook, 'person')
  return `
with ${places(asOf)}, said as (
    select coalesce(merged.kept_id, fact.person_id) as person_id, max(fact.observed_on) as observed_on, ${newest('nik_index')}, ${newest('nik_status')}, ${listNewest(variables)}
      from person_fact fact join change using (change_id)
      left join person_merge merged on merged.absorbed_id = fact.person_id and merged.recorded @> ${quoteText(asOf.knownAt)}::timestamptz
     where ${known(asOf)} group by 1
  )
select member.person_id, member.family_id, ${areaList}, relation, extract(year from age(${quoteText(asOf.day)}::date, birth_date))::int as age,
       said.observed_on, encode(nik_index, 'hex') as nik_index, coalesce(nik_status, 'none') as nik_status, ${variables.map(({ name }) => quoteName(name)).join(', ')}
  from member join place using (family_id) left join said using (person_id)
 order by member.person_id`
}

function known({ day, knownAt }: AsOf): string {
  return `fact.observed_on <= ${quoteText(day)}::date and fact.recorded_at <= ${quoteText(knownAt)}::timestamptz`
}

function listNewest(variables: readonly Variable[]): string {
  return variables.map(({ name }) => newest(name)).join(', ')
}

/** The newest saying of a column; of two on one day the one recorded last. */
function newest(name: string): string {
  const column = `fact.${quoteName(name)}`
  return `(array_agg(${column} order by fact.observed_on desc, change.seq desc) filter (where ${column} is not null))[1] as ${quoteName(name)}`
}
