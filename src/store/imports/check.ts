import type { BatchId, Message } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import { sql } from '../../sql/index.ts'
import { factVariables } from '../codebook-columns.ts'
import type { Db } from '../database.ts'

/**
 * Decides, for each staged row, what its promotion would do: insert a person, change or leave one who is known, or wait
 * for somebody to decide. One set-based step after the other; none takes the first of several matches. May be run again
 * after decisions were made.
 */
export const checkBatch =
  (codebook: Codebook, batchId: BatchId, reasons: HeldReasons) =>
  async (db: Db): Promise<void> => {
    for (const step of steps) await step(batchId)(db)
    await tellChanges(codebook, batchId)(db)
    await tellReasons(batchId, reasons)(db)
  }

/** Why a row waits, by code: for the reader of the list. */
export type HeldReasons = Readonly<Record<string, Message>>

type CheckStep = (batchId: BatchId) => (db: Db) => Promise<unknown>

/** What the first reading held stays; what a former check held is decided anew. */
const startAnew: CheckStep = (batchId) => async (db) => {
  await db.run(sql`delete from import_candidate where batch_id = ${batchId}`)
  await db.run(sql`delete from import_family where batch_id = ${batchId}`)
  await db.run(sql`
    update import_row set outcome = null, person_id = null, family_id = null, held_by = array(select unnest(held_by) intersect select unnest(${readingCodes}::text[]))
     where batch_id = ${batchId}`)
}

/** Codes that are known from the row itself. */
const readingCodes = ['family_key_missing', 'name_missing', 'relation_missing', 'area_unknown']

const holdOutsideArea: CheckStep = (batchId) => (db) =>
  db.run(sql`
    update import_row set held_by = held_by || 'outside_area'::text
      from import_batch batch
     where batch.batch_id = import_row.batch_id and batch.batch_id = ${batchId} and village_id is not null
       and not exists (select from area_within where ancestor_id = batch.area_id and area_within.area_id = village_id)`)

/** A number that more rows share than a family has members is compared no further. */
const mostSharing = 20

/**
 * Rows that share a NIK: the same person again in the family (the later row waits), the same person in two families (all
 * wait: somebody must say where), or different persons (both come in, the number marked as a duplicate).
 */
const judgeSharedNiks: CheckStep = (batchId) => (db) =>
  db.run(sql`
    with sharing as (
      select row_number, family_key, nik_index, name_key(name) as letters, birth_date, count(*) over (partition by nik_index) as rows
        from import_row where batch_id = ${batchId} and nik_status in ('well_formed', 'duplicate')
    ), pairs as (
      select mine.row_number, mine.family_key = other.family_key as one_family, mine.row_number > other.row_number as later,
             similarity(mine.letters, other.letters) >= 0.5 or mine.birth_date = other.birth_date as one_person
        from sharing mine join sharing other using (nik_index)
       where mine.rows between 2 and ${mostSharing} and mine.row_number <> other.row_number
    ), verdicts as (
      select row_number, bool_or(one_person and one_family and later) as repeated, bool_or(one_person and not one_family) as elsewhere,
             bool_or(not coalesce(one_person, false)) as shared
        from pairs group by row_number
      union all select row_number, false, false, true from sharing where rows > ${mostSharing}
    )
    update import_row set
      nik_status = case when shared then 'duplicate' else nik_status end,
      held_by = held_by || case when repeated then array['row_repeated'] else '{}' end || case when elsewhere then array['person_in_two_families'] else '{}' end
      from verdicts where batch_id = ${batchId} and import_row.row_number = verdicts.row_number`)

/** Persons of the registry whom a row may mean: by the list's own number, by NIK, by name and birth date in the village. */
const findCandidates: CheckStep = (batchId) => async (db) => {
  await db.run(sql`select analyze_imports()`)
  await db.run(sql`
    with found as (
      select row_number, reference.person_id, 'reference' as how
        from import_row join external_reference reference on reference.scheme = 'siks-ng' and reference.value = person_key
       where batch_id = ${batchId} and person_key <> '' and reference.person_id is not null
      union
      select row_number, fact.person_id, 'nik' from import_row join person_fact fact using (nik_index)
       where batch_id = ${batchId} and import_row.nik_status in ('well_formed', 'duplicate')
      union
      select row_number, fact.person_id, 'name' from import_row
        join person_fact fact on name_key(fact.name) = name_key(import_row.name) and fact.birth_date = import_row.birth_date
        join person on person.person_id = fact.person_id and person.village_id = import_row.village_id
       where batch_id = ${batchId} and import_row.name is not null
    ), kept as (
      select row_number, coalesce(merged.kept_id, found.person_id) as person_id, array_agg(distinct how) as found_by
        from found left join person_merge merged on merged.absorbed_id = found.person_id and upper_inf(merged.recorded)
       group by 1, 2
    ), compared as (
      select kept.*, similarity(name_key(known.name), name_key(import_row.name)) >= 0.5 as name_agrees,
             known.birth_date = import_row.birth_date as date_agrees, known.sex = import_row.sex as sex_agrees,
             person.village_id = import_row.village_id as village_agrees
        from kept join import_row on import_row.batch_id = ${batchId} and import_row.row_number = kept.row_number
        join person on person.person_id = kept.person_id
       cross join lateral (
         select (array_agg(name order by observed_on desc, recorded_at desc) filter (where name is not null))[1] as name,
                (array_agg(birth_date order by observed_on desc, recorded_at desc) filter (where birth_date is not null))[1] as birth_date,
                (array_agg(sex order by observed_on desc, recorded_at desc) filter (where sex is not null))[1] as sex
           from person_fact where person_fact.person_id = kept.person_id) known
    )
    insert into import_candidate (batch_id, row_number, person_id, family_id, found_by, agrees, differs)
    select ${batchId}, row_number, compared.person_id, member.family_id, found_by,
           array_remove(array[case when name_agrees then 'name' end, case when date_agrees then 'birth_date' end,
                              case when sex_agrees then 'sex' end, case when village_agrees then 'village' end], null),
           array_remove(array[case when not name_agrees then 'name' end, case when not date_agrees then 'birth_date' end,
                              case when not sex_agrees then 'sex' end, case when not village_agrees then 'village' end], null)
      from compared left join family_member member on member.person_id = compared.person_id and upper_inf(member.valid) and upper_inf(member.recorded)`)
}

const agreeing = sql`'name' = any(agrees) and not 'birth_date' = any(differs)`

/**
 * A row is one known person when a single candidate bears the list's own number, or there is a single one found by NIK,
 * and the name agrees and the birth date does not differ; or when somebody decided so. Two rows for one person wait, and so does everything in between.
 */
const choosePersons: CheckStep = (batchId) => async (db) => {
  await db.run(sql`
    with candidates as (
      select row_number, count(*) as many, (array_agg(person_id))[1] as person_id,
             bool_and(found_by && array['reference', 'nik'] and ${agreeing}) as sure,
             array_agg(person_id) filter (where 'reference' = any(found_by) and ${agreeing}) as by_reference
        from import_candidate where batch_id = ${batchId} group by row_number
    )
    update import_row set
      person_id = case when own.decision = 'same' then own.decided_person_id
                       when own.decision = 'new' or many is null then derived_uuid(${batchId} || '/person/' || own.row_number)
                       when cardinality(by_reference) = 1 then by_reference[1]
                       when many = 1 and sure then candidates.person_id end,
      held_by = own.held_by || case when own.decision = 'hold' then array['held_by_hand']
                                    when own.decision is not null or cardinality(by_reference) = 1 then '{}'
                                    when many > 1 then array['several_candidates']
                                    when many = 1 and not sure then array['candidate_differs'] else '{}' end
      from import_row own left join candidates using (row_number)
     where import_row.batch_id = ${batchId} and own.batch_id = import_row.batch_id and own.row_number = import_row.row_number`)
  await db.run(sql`
    update import_row set held_by = held_by || 'one_person_in_two_rows'::text
     where batch_id = ${batchId} and person_id in (
       select person_id from import_row where batch_id = ${batchId} and cardinality(held_by) = 0 and person_id is not null
        group by person_id having count(*) > 1)`)
}

/** The family of a row group: the one that its known persons belong to now, or a new one. */
const chooseFamilies: CheckStep = (batchId) => async (db) => {
  await db.run(sql`
    insert into import_family (batch_id, family_key, lead_row, village_id, family_id, is_new)
    with free as (
      select * from import_row where batch_id = ${batchId} and cardinality(held_by) = 0
    ), known as (
      select free.family_key, array_agg(distinct member.family_id) as families
        from free join family_member member on member.person_id = free.person_id and upper_inf(member.valid) and upper_inf(member.recorded)
       group by 1
    ), leads as (
      select distinct on (family_key) family_key, row_number as lead_row, village_id from free
       order by family_key, relation = '1' desc, row_number
    )
    select ${batchId}, family_key, lead_row, village_id,
           case when families is null then derived_uuid(${batchId} || '/family/' || family_key) when cardinality(families) = 1 then families[1] end,
           families is null
      from leads left join known using (family_key)`)
  await db.run(sql`select analyze_imports()`)
  await db.run(sql`
    with heads as (
      select family_key, count(*) filter (where relation = '1') as heads, count(distinct village_id) as villages
        from import_row where batch_id = ${batchId} and cardinality(held_by) = 0 group by 1
    ), verdicts as (
      select family_key, case
          when family_id is null then 'members_in_several_families'
          when is_new and heads = 0 then 'no_head'
          when is_new and heads > 1 then 'two_heads'
          when villages > 1 then 'family_in_two_villages'
          when is_new and exists (select from family_fact fact join import_row lead on lead.batch_id = ${batchId} and lead.row_number = lead_row
                                   where fact.kk_index = lead.kk_index and lead.kk_status = 'well_formed' and lead.decision is distinct from 'new') then 'kk_known'
        end as verdict
        from import_family join heads using (family_key) where batch_id = ${batchId}
    )
    update import_row set held_by = held_by || verdict from verdicts
     where batch_id = ${batchId} and import_row.family_key = verdicts.family_key and verdict is not null and cardinality(held_by) = 0`)
  await db.run(sql`
    update import_row set family_id = family.family_id,
           held_by = held_by || case when not family.is_new and relation = '1' and person_id = derived_uuid(${batchId} || '/person/' || row_number)
                                     then array['two_heads'] else '{}' end
      from import_family family
     where family.batch_id = ${batchId} and import_row.batch_id = ${batchId} and family.family_key = import_row.family_key and cardinality(held_by) = 0`)
}

const steps: readonly CheckStep[] = [
  startAnew,
  holdOutsideArea,
  judgeSharedNiks,
  findCandidates,
  choosePersons,
  chooseFamilies,
]

/** Held, new, or known: and of the known whether the row says anything that was not known on the day of the list. */
const tellChanges =
  (codebook: Codebook, batchId: BatchId) =>
  async (db: Db): Promise<void> => {
    const [families, persons] = [factVariables(codebook, 'family'), factVariables(codebook, 'person')]
    const inForce = (name: string) =>
      sql`(array_agg(${sql.id('fact', name)} order by fact.observed_on desc, fact.recorded_at desc) filter (where ${sql.id('fact', name)} is not null))[1] as ${sql.id(name)}`
    const differs = (variables: readonly { readonly name: string }[], from: string) =>
      sql.join(
        variables.map(
          ({ name }) =>
            sql`(own.${sql.id(name)} is not null and own.${sql.id(name)} is distinct from ${sql.id(from, name)})`,
        ),
        ' or ',
      )
    await db.run(sql`
    update import_row set outcome = case
        when held_by && array['several_candidates', 'candidate_differs', 'one_person_in_two_rows', 'kk_known'] then 'conflict'
        when cardinality(held_by) > 0 then 'held' else 'insert' end
     where batch_id = ${batchId}`)
    await db.run(sql`
    with known as (
      select own.row_number, own.person_id, own.family_id, family.lead_row = own.row_number as leads, batch.list_date
        from import_row own join import_batch batch using (batch_id) join import_family family using (batch_id, family_key)
       where own.batch_id = ${batchId} and cardinality(own.held_by) = 0 and own.person_id <> derived_uuid(${batchId} || '/person/' || own.row_number)
    ), person_known as (
      select known.row_number, ${sql.join(persons.map(({ name }) => inForce(name)))}
        from known left join person_fact fact on fact.person_id = known.person_id and fact.observed_on <= known.list_date group by 1
    ), family_known as (
      select known.row_number, ${sql.join(families.map(({ name }) => inForce(name)))}
        from known left join family_fact fact on fact.family_id = known.family_id and fact.observed_on <= known.list_date where leads group by 1
    ), verdicts as (
      select row_number, ${differs(persons, 'person_known')} or (family_known.row_number is not null and (${differs(families, 'family_known')})) as changes
        from known join import_row own using (row_number) join person_known using (row_number) left join family_known using (row_number)
       where own.batch_id = ${batchId}
    )
    update import_row set outcome = case when changes then 'change' else 'unchanged' end
      from verdicts where batch_id = ${batchId} and import_row.row_number = verdicts.row_number`)
  }

const tellReasons =
  (batchId: BatchId, reasons: HeldReasons) =>
  async (db: Db): Promise<void> => {
    const entries = Object.entries(reasons)
    await db.run(
      sql`delete from import_issue where batch_id = ${batchId} and code = any(${entries.map(([code]) => code)})`,
    )
    await db.run(sql`
    insert into import_issue (batch_id, row_number, column_name, code, severity, params, message_id, message_en)
    select batch_id, row_number, '', reason.code, 'error', '{}', reason.id, reason.en
      from import_row cross join unnest(held_by) held (code)
      join unnest(${entries.map(([code]) => code)}::text[], ${entries.map(([, { id }]) => id)}::text[], ${entries.map(([, { en }]) => en)}::text[])
           reason (code, id, en) using (code)
     where batch_id = ${batchId}`)
  }
