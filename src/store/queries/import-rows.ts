import { z } from 'zod'
import type { AccountId, BatchId } from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { columnList, factVariables } from '../codebook-columns.ts'
import type { Db } from '../database.ts'
import { type PageOf, type Paged, allOf, onPage } from './page.ts'

export type RowOutcome = 'insert' | 'change' | 'unchanged' | 'conflict' | 'held'
export const outcomeSchema = z.enum(['insert', 'change', 'unchanged', 'conflict', 'held'])

const issueCountRow = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  count: z.number(),
  id: z.string(),
  en: z.string(),
})

/** What was found in a file, by kind; the text is that of the first. */
export const countIssues = (batchId: BatchId) => (db: Db) =>
  db.many(
    issueCountRow,
    sql`
    select code, severity, count(*), (array_agg(message_id order by row_number))[1] as id, (array_agg(message_en order by row_number))[1] as en
      from import_issue where batch_id = ${batchId} group by 1, 2 order by severity, 3 desc, 1`,
  )

const issueRow = z.object({
  row: z.number().nullable(),
  column: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  id: z.string(),
  en: z.string(),
})
export type StagedIssue = z.infer<typeof issueRow>

const issueColumns = sql`row_number as row, column_name as column, code, severity, params, message_id as id, message_en as en`

/** Issues of some rows, or of the whole file. */
export const listIssues =
  (batchId: BatchId, rows?: readonly number[]) =>
  (db: Db): Promise<readonly StagedIssue[]> =>
    db.many(
      issueRow,
      sql`select ${issueColumns} from import_issue
    where batch_id = ${batchId} and ${rows ? sql`row_number = any(${rows}::int[])` : sql`true`} order by row_number nulls first, column_name, code`,
    )

const stagedRow = z.looseObject({
  '@row': z.number(),
  '@outcome': outcomeSchema.nullable(),
  '@familyKey': z.string(),
  '@nikMasked': z.string(),
  '@village': z.string().nullable(),
  '@personId': z.string().nullable(),
  '@familyId': z.string().nullable(),
  '@leads': z.boolean(),
  '@decision': z.enum(['same', 'new', 'hold']).nullable(),
  '@decidedPersonId': z.string().nullable(),
  '@decidedReason': z.string(),
})

export type StagedRowRead = {
  readonly row: number
  readonly outcome: RowOutcome | null
  readonly familyKey: string
  readonly nikMasked: string
  readonly village: string | null
  readonly personId: string | null
  readonly familyId: string | null
  /** The facts of the family are taken from this row. */
  readonly leads: boolean
  readonly decision: 'same' | 'new' | 'hold' | null
  readonly decidedPersonId: string | null
  readonly decidedReason: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type RowsAsked = PageOf & {
  readonly batchId: BatchId
  readonly outcome: RowOutcome | undefined
  readonly code: string | undefined
  readonly row?: number
}

/** The rows of a batch in the order of the file. */
export const listStagedRows =
  (codebook: Codebook, { batchId, outcome, code, row, ...page }: RowsAsked) =>
  async (db: Db): Promise<Paged<StagedRowRead>> => {
    const wanted = sql`own.batch_id = ${batchId} and ${allOf([
      outcome && sql`outcome = ${outcome}`,
      code === undefined
        ? undefined
        : sql`exists (select from import_issue issue where issue.batch_id = own.batch_id and issue.row_number = own.row_number and issue.code = ${code})`,
      row === undefined ? undefined : sql`own.row_number = ${row}`,
    ])}`
    const { total } = await db.get(
      z.object({ total: z.number() }),
      sql`select count(*) as total from import_row own where ${wanted}`,
    )
    const rows = await db.many(
      stagedRow,
      sql`select ${stagedColumns(codebook)}
      from import_row own left join area village on village.area_id = own.village_id
      left join import_family family on family.batch_id = own.batch_id and family.family_key = own.family_key
     where ${wanted} order by own.row_number ${onPage(page)}`,
    )
    return { items: rows.map(readStaged), total }
  }

function stagedColumns(codebook: Codebook): Sql {
  const variables = [...factVariables(codebook, 'person'), ...factVariables(codebook, 'family')]
  return sql`own.row_number as "@row", outcome as "@outcome", own.family_key as "@familyKey", nik_masked as "@nikMasked", village.name as "@village",
    own.person_id as "@personId", own.family_id as "@familyId", coalesce(family.lead_row = own.row_number, false) as "@leads",
    decision as "@decision", decided_person_id as "@decidedPersonId", decided_reason as "@decidedReason", ${columnList(variables, 'own')}`
}

function readStaged(read: z.infer<typeof stagedRow>): StagedRowRead {
  const {
    '@row': row,
    '@outcome': outcome,
    '@familyKey': familyKey,
    '@nikMasked': nikMasked,
    '@village': village,
  } = read
  const { '@personId': personId, '@familyId': familyId, '@leads': leads } = read
  const { '@decision': decision, '@decidedPersonId': decidedPersonId, '@decidedReason': decidedReason } = read
  const facts = Object.entries(read).flatMap(([name, value]) =>
    !name.startsWith('@') && (typeof value === 'string' || typeof value === 'number')
      ? [[name, value] as const]
      : [],
  )
  return {
    row,
    outcome,
    familyKey,
    nikMasked,
    village,
    personId,
    familyId,
    leads,
    decision,
    decidedPersonId,
    decidedReason,
    facts: Object.fromEntries(facts),
  }
}

const candidateRow = z.object({
  row: z.number(),
  personId: z.string(),
  familyId: z.string().nullable(),
  foundBy: z.array(z.string()),
  agrees: z.array(z.string()),
  differs: z.array(z.string()),
  village: z.string(),
})
export type StagedCandidate = z.infer<typeof candidateRow>

/** Whom rows may mean, of the persons that the asker may see. */
export const listCandidates =
  (batchId: BatchId, rows: readonly number[]) =>
  (db: Db): Promise<readonly StagedCandidate[]> =>
    db.many(
      candidateRow,
      sql`
    select row_number as row, candidate.person_id as "personId", candidate.family_id as "familyId", found_by as "foundBy", agrees, differs, village.name as village
      from import_candidate candidate join person on person.person_id = candidate.person_id join area village on village.area_id = person.village_id
     where batch_id = ${batchId} and row_number = any(${rows}::int[]) order by row_number, cardinality(agrees) desc, candidate.person_id`,
    )

export type RowResolution = {
  readonly batchId: BatchId
  readonly row: number
  readonly decision: 'same' | 'new' | 'hold'
  readonly personId: string | undefined
  readonly decidedBy: AccountId
  readonly reason: string
}

const outcomeOfDecision = { same: 'change', new: 'insert', hold: 'held' } as const

/**
 * Notes what somebody decided of a row that waited, with the outcome that follows; the promotion checks it once more.
 * Whether there was such a row.
 */
export const resolveRow =
  ({ batchId, row, decision, personId, decidedBy, reason }: RowResolution) =>
  async (db: Db): Promise<boolean> => {
    const resolved = await db.run(sql`
    update import_row set decision = ${decision}, decided_person_id = ${personId ?? null}, decided_by = ${decidedBy}, decided_reason = ${reason}, outcome = ${outcomeOfDecision[decision]}
     where batch_id = ${batchId} and row_number = ${row} and not promoted and (outcome = 'conflict' or decision is not null)`)
    return resolved === 1
  }
