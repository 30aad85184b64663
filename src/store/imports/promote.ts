import { z } from 'zod'
import type { AccountId, BatchId } from '../../kernel/index.ts'
import { type Codebook } from '../../questionnaire/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { columnList, factVariables } from '../codebook-columns.ts'
import type { Db } from '../database.ts'

/** Who promotes, and on what basis: it stands in the ledger of each family. */
export type PromotedBy = { readonly accountId?: AccountId | undefined; readonly reason: string }

/**
 * Promotes the rows of a checked batch that nothing holds, as sets: a ledger entry for each family, new families and
 * persons, what the list says as observations of its day, and the outcome of the checks as validations. The caller's
 * transaction makes it all or nothing.
 */
export const promoteRows =
  (codebook: Codebook, batchId: BatchId, by: PromotedBy) =>
  async (db: Db): Promise<number> => {
    await db.run(sql`
    create temporary table promoting on commit drop as
    select own.row_number, own.family_key, own.person_id, own.family_id, own.relation, own.person_key, own.outcome, own.nik_status, own.kk_status,
           family.is_new as family_is_new, family.lead_row = own.row_number as leads, family.village_id, batch.list_date,
           derived_uuid(${batchId} || '/change/' || own.family_key) as change_id
      from import_row own join import_family family using (batch_id, family_key) join import_batch batch using (batch_id)
     where own.batch_id = ${batchId} and own.outcome in ('insert', 'change') and not own.promoted`)
    await db.run(sql`analyze promoting`)
    for (const statement of statements(codebook, batchId, by)) await db.run(statement)
    await db.run(sql`select analyze_registry()`)
    return await db.run(
      sql`update import_row set promoted = true where batch_id = ${batchId} and outcome in ('insert', 'change', 'unchanged') and not promoted`,
    )
  }

function statements(codebook: Codebook, batchId: BatchId, { accountId, reason }: PromotedBy) {
  const familyColumns = columnList(factVariables(codebook, 'family'))
  const personColumns = columnList(factVariables(codebook, 'person'))
  const ownFamilyColumns = columnList(factVariables(codebook, 'family'), 'own')
  const ownPersonColumns = columnList(factVariables(codebook, 'person'), 'own')
  const own = sql`promoting join import_row own on own.batch_id = ${batchId} and own.row_number = promoting.row_number`
  return [
    sql`insert into family (family_id, village_id) select distinct family_id, village_id from promoting where family_is_new`,
    sql`insert into person (person_id, village_id) select person_id, village_id from promoting where outcome = 'insert'`,
    sql`insert into change (change_id, kind, village_id, family_id, effective_on, observed_on, recorded_by, source, source_ref, observer, reason)
        select distinct change_id, case when family_is_new then 'registration' else 'observation' end, village_id, family_id, list_date, list_date,
               ${accountId ?? null}::uuid, 'old_list', ${`import/${batchId}/`} || family_key, '', ${reason}
          from promoting order by change_id`,
    sql`insert into family_state (family_id, village_id, status, valid, change_id)
        select distinct family_id, village_id, 'active', daterange(list_date, null), change_id from promoting where family_is_new`,
    sql`insert into person_state (person_id, status, valid, change_id)
        select person_id, 'alive', daterange(list_date, null), change_id from promoting where outcome = 'insert'`,
    sql`insert into family_member (family_id, person_id, relation, valid, change_id)
        select family_id, person_id, relation, daterange(list_date, null), change_id from promoting where outcome = 'insert'`,
    sql`insert into family_fact (family_id, change_id, observed_on, kk_cipher, kk_index, kk_status, ${familyColumns})
        select promoting.family_id, change_id, list_date, kk.cipher, kk.index, kk.status, ${ownFamilyColumns}
          from ${own} left join lateral (select kk_cipher as cipher, kk_index as index, own.kk_status as status where ${unknownNumber('family', 'kk')}) kk on true
         where leads`,
    sql`insert into person_fact (person_id, change_id, observed_on, nik_cipher, nik_index, nik_status, ${personColumns})
        select promoting.person_id, change_id, list_date, nik.cipher, nik.index, nik.status, ${ownPersonColumns}
          from ${own} left join lateral (select nik_cipher as cipher, nik_index as index, own.nik_status as status where ${unknownNumber('person', 'nik')}) nik on true`,
    sql`insert into external_reference (scheme, value, person_id, change_id)
        select 'siks-ng', person_key, person_id, change_id from promoting where person_key <> '' and outcome = 'insert' on conflict do nothing`,
    sql`insert into external_reference (scheme, value, family_id, change_id)
        select 'siks-ng/family', family_key, family_id, change_id from promoting where leads and family_is_new on conflict do nothing`,
    sql`insert into validation (person_id, variables, rule, outcome, checked_on)
        select person_id, array['nik'], 'nik_form', case when nik_status = 'well_formed' then 'passed' else 'failed' end, list_date
          from promoting where nik_status <> 'none'`,
    sql`insert into validation (family_id, variables, rule, outcome, checked_on)
        select family_id, array['kk_number'], 'kk_form', case when kk_status = 'well_formed' then 'passed' else 'failed' end, list_date
          from promoting where leads and kk_status <> 'none'`,
  ]
}

/** A number that is known of the family or person already is not said again: it is sealed for where it stands. */
function unknownNumber(level: 'family' | 'person', number: 'kk' | 'nik'): Sql {
  const id = sql.id(`${level}_id`)
  const index = sql.id(`${number}_index`)
  return sql`not exists (select from ${sql.id(`${level}_fact`)} known where known.${id} = promoting.${id} and known.${index} = own.${index})`
}

const resealRow = z.object({
  row: z.number(),
  stagedFor: z.string(),
  ownerId: z.string(),
  cipher: z.instanceof(Buffer),
})

/** Numbers that were sealed for the person or family the row would have made, and go to one who is known. */
export const findNumbersToReseal = (batchId: BatchId, level: 'family' | 'person') => async (db: Db) => {
  const [number, key] =
    level === 'person'
      ? (['nik', sql`own.row_number::text`] as const)
      : (['kk', sql`own.family_key`] as const)
  const staged = sql`derived_uuid(${`${batchId}/${level}/`} || ${key})`
  const id = sql.id('own', `${level}_id`)
  return await db.many(
    resealRow,
    sql`
    select own.row_number as row, ${staged} as "stagedFor", ${id} as "ownerId", own.${sql.id(`${number}_cipher`)} as cipher
      from import_row own where own.batch_id = ${batchId} and own.outcome in ('insert', 'change') and not own.promoted
       and ${id} <> ${staged} and own.${sql.id(`${number}_cipher`)} is not null`,
  )
}

export const resealStaged =
  (
    batchId: BatchId,
    level: 'family' | 'person',
    rows: readonly { readonly row: number; readonly cipher: Buffer }[],
  ) =>
  async (db: Db): Promise<void> => {
    const column = sql.id(level === 'person' ? 'nik_cipher' : 'kk_cipher')
    await db.run(sql`
    update import_row set ${column} = decode(given.cipher, 'hex')
      from unnest(${rows.map(({ row }) => row)}::int[], ${rows.map(({ cipher }) => cipher.toString('hex'))}::text[]) given (row_number, cipher)
     where batch_id = ${batchId} and import_row.row_number = given.row_number`)
  }
