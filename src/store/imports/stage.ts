import { z } from 'zod'
import type { AccountId, AreaId, BatchId, Issue, PlainDate } from '../../kernel/index.ts'
import { type Codebook } from '../../questionnaire/index.ts'
import { quoteName, sql } from '../../sql/index.ts'
import { factVariables } from '../codebook-columns.ts'
import { type Db, csvLine } from '../database.ts'

export type NewBatch = {
  readonly batchId: BatchId
  readonly areaId: AreaId
  readonly profile: string
  readonly fileName: string
  readonly fileSha256: string
  readonly listDate: PlainDate
  readonly accountId: AccountId | undefined
}

export const createBatch =
  ({ batchId, areaId, profile, fileName, fileSha256, listDate, accountId }: NewBatch) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`insert into import_batch (batch_id, area_id, profile, file_name, file_sha256, list_date, created_by)
    values (${batchId}, ${areaId}, ${profile}, ${fileName}, ${fileSha256}, ${listDate}, ${accountId ?? null})`)
  }

/** A number sealed for the person or family that the row would make. */
export type StagedNumber = {
  readonly cipher: Buffer | undefined
  readonly index: Buffer | undefined
  readonly status: string
}

/** A row ready to be staged. */
export type StagedRow = {
  readonly row: number
  readonly familyKey: string
  readonly personKey: string
  readonly villageId: AreaId | undefined
  readonly slsName: string
  readonly relation: string | undefined
  readonly nik: StagedNumber
  readonly nikMasked: string
  readonly kk: StagedNumber
  readonly heldBy: readonly string[]
  readonly facts: Readonly<Record<string, string | number>>
}

const stagedColumns = [
  'row_number',
  'family_key',
  'person_key',
  'village_id',
  'sls_name',
  'relation',
  'nik_cipher',
  'nik_index',
  'nik_status',
  'nik_masked',
  'kk_cipher',
  'kk_index',
  'kk_status',
  'held_by',
]

/** Copies rows into the staging table as they are read; returns their number. */
export const stageRows =
  (codebook: Codebook, batchId: BatchId, rows: Iterable<StagedRow>) =>
  async (db: Db): Promise<number> => {
    const variables = [...factVariables(codebook, 'family'), ...factVariables(codebook, 'person')].map(
      ({ name }) => name,
    )
    const columns = ['batch_id', ...stagedColumns, ...variables].map(quoteName).join(', ')
    return await db.copyIn(`copy import_row (${columns}) from stdin csv`, rowLines(batchId, variables, rows))
  }

function* rowLines(
  batchId: BatchId,
  variables: readonly string[],
  rows: Iterable<StagedRow>,
): Iterable<string> {
  for (const row of rows) {
    const { nik, kk, facts } = row
    const numbers = [
      bytes(nik.cipher),
      bytes(nik.index),
      nik.status,
      row.nikMasked,
      bytes(kk.cipher),
      bytes(kk.index),
      kk.status,
    ]
    const head = [batchId, row.row, row.familyKey, row.personKey, row.villageId, row.slsName, row.relation]
    yield csvLine([...head, ...numbers, `{${row.heldBy.join(',')}}`, ...variables.map((name) => facts[name])])
  }
}

function bytes(value: Buffer | undefined): string | undefined {
  return value && `\\x${value.toString('hex')}`
}

/** Copies what was said about rows and about the file as a whole. */
export const stageIssues =
  (batchId: BatchId, issues: Iterable<Issue>) =>
  async (db: Db): Promise<number> =>
    await db.copyIn(
      'copy import_issue (batch_id, row_number, column_name, code, severity, params, message_id, message_en) from stdin csv',
      issueLines(batchId, issues),
    )

function* issueLines(batchId: BatchId, issues: Iterable<Issue>): Iterable<string> {
  for (const { where, code, severity, params, message } of issues) {
    yield csvLine([
      batchId,
      where.row,
      where.column ?? '',
      code,
      severity,
      JSON.stringify(params),
      message.id,
      message.en,
    ])
  }
}

/** Village ids by Kemendagri code, codes that were retired included, with the code in force where it differs. */
export const readVillageCodes = (codes: readonly string[]) => async (db: Db) => {
  const row = z.object({ code: z.string(), areaId: z.number(), current: z.string() })
  return await db.many(
    row,
    sql`
    select distinct on (given.code) given.code, known.area_id as "areaId", now_known.code as current
      from unnest(${codes}::text[]) given (code)
      join area_code known on known.scheme = 'kemendagri' and known.code = given.code
      join area on area.area_id = known.area_id and area.level = 4
      join area_code now_known on now_known.area_id = known.area_id and now_known.scheme = 'kemendagri' and upper_inf(now_known.valid)
     order by given.code, upper_inf(known.valid) desc, upper(known.valid) desc`,
  )
}
