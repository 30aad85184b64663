import { duckDbDialect, openDuckDb, readTable, readTables, runPipeline } from '../engine/index.ts'
import {
  type ListChange,
  type ListEntry,
  type ListManifest,
  type ListSignature,
  type ListedFamily,
  type SignManifest,
  listDifference,
  listEntryStep,
  publishList,
} from '../exchange/index.ts'
import { type AreaId, type Json, type PlainDate, canonicalJson, parsePlainDate } from '../kernel/index.ts'
import { pipelineOf, quoteText } from '../sql/index.ts'
import { type Db, copyRows, createList } from '../store/index.ts'
import { type Programme, decisionSteps, getReasonText } from '../targeting/index.ts'
import type { Columns, DuckDb } from '../engine/index.ts'
import { sha256 } from './hash.ts'
import { columnRows, countTexts } from './tables.ts'

/** A family that receives the programme when the decision is made. */
export type Recipient = { readonly familyId: string; readonly villageCode: string; readonly units: number }

export type DecideRequest = {
  readonly listId: string
  readonly areaId: AreaId
  readonly areaCode: string
  readonly runId: string
  readonly programme: Programme
  /** The programme's file as parsed JSON: its hash names the rule. */
  readonly programmeFile: Json
  readonly period: string
  readonly decisionDate: PlainDate
  readonly quota: readonly { readonly areaCode: string; readonly quota: number }[]
  readonly recipients: readonly Recipient[]
  readonly snapshotDir: string
  readonly scoresFile: string
  readonly snapshotSha256: string
  readonly modelSha256: string
  readonly previous?:
    | { readonly listId: string; readonly csvSha256: string; readonly families: readonly ListedFamily[] }
    | undefined
  readonly sign: SignManifest
}

export type Decided = {
  readonly csv: string
  readonly manifest: ListManifest
  readonly signature: ListSignature
  readonly outcomes: Readonly<Record<string, number>>
  readonly changes: readonly ListChange[]
}

/** Decides a programme over a ranked snapshot, and publishes the list: signed, with its difference from the one before. */
export const decideProgramme =
  (request: DecideRequest) =>
  async (db: Db): Promise<Decided> => {
    await using duck = await openDuckDb({})
    await readTables(duck, request.snapshotDir)
    await readTable(duck, 'scores', request.scoresFile)
    await fillInputs(duck, request)
    const steps = [
      ...decisionSteps(request.programme, { dialect: duckDbDialect, decisionDate: request.decisionDate }),
      listEntryStep,
    ]
    const inputs = ['family', 'person', 'scores', 'quota', 'recipient', 'protected_family']
    await runPipeline(duck, pipelineOf(steps, inputs), {
      tables: ['rated_family', 'candidate', 'ranked_candidate', 'decision', 'list_entry'],
    })
    const decisions = await duck.readColumns(
      `select family_id, outcome, reasons from decision order by family_id`,
    )
    const entries = await readEntries(duck)
    const published = publish(request, entries)
    const changes = listDifference(
      request.previous?.families ?? [],
      entries,
      reasonsOf(decisions, request.programme),
    )
    await createList(listOf(request, published))(db)
    await copyRows(
      'programme_decision',
      ['list_id', ...decisionColumns],
      decisionRows(request.listId, await readDecisions(duck)),
    )(db)
    await copyRows('list_change', changeColumns, changeRows(request.listId, changes))(db)
    return { ...published, outcomes: countTexts(decisions.texts('outcome')), changes }
  }

async function fillInputs(duck: DuckDb, { quota, recipients }: DecideRequest): Promise<void> {
  const values = (rows: readonly string[], empty: string) =>
    rows.length > 0 ? `values ${rows.join(', ')}` : `select ${empty} where false`
  await duck.run(
    `create table quota as select * from (${values(
      quota.map((row) => `(${quoteText(row.areaCode)}, ${row.quota})`),
      `'', 0`,
    )}) quota (area_code, quota)`,
  )
  const known = recipients.map(
    ({ familyId, villageCode, units }) =>
      `(${quoteText(familyId)}, ${quoteText(villageCode)}, ${units}, cast(null as date), cast(null as date))`,
  )
  await duck.run(`create table recipient as select * from (${values(known, `'', '', 0, cast(null as date), cast(null as date)`)})
    recipient (family_id, village_code, units, notice_date, protection_ended_on)`)
  await duck.run(`create table protected_family (family_id varchar)`)
}

async function readEntries(duck: DuckDb): Promise<readonly ListEntry[]> {
  const columns = await duck.readColumns(
    `select * replace (cast(notice_date as varchar) as notice_date, cast(effective_date as varchar) as effective_date) from list_entry`,
  )
  const [text, number] = [reader(columns), numberReader(columns)]
  return Array.from({ length: columns.rowCount }, (_, row): ListEntry => {
    const standing = text('standing', row)
    return {
      familyId: text('family_id', row) ?? '',
      villageCode: text('village_code', row) ?? '',
      headName: text('head_name', row),
      standing: standing === 'notice' || standing === 'waiting' ? standing : 'receives',
      rank: number('rank', row),
      waitingPosition: number('waiting_position', row),
      benefitRupiah: number('benefit_rupiah', row),
      noticeDate: parsePlainDate(text('notice_date', row) ?? '') ?? null,
      effectiveDate: parsePlainDate(text('effective_date', row) ?? '') ?? null,
    }
  })
}

function reader(columns: Columns) {
  return (name: string, row: number): string | null => columns.texts(name)[row] ?? null
}

function numberReader(columns: Columns) {
  return (name: string, row: number): number | null => {
    const value = columns.numbers(name)[row]
    return value === undefined || Number.isNaN(value) ? null : value
  }
}

function publish({ programmeFile, ...request }: DecideRequest, entries: readonly ListEntry[]) {
  const { programme, period, areaCode, decisionDate, snapshotSha256, modelSha256, previous, sign } = request
  const facts = {
    programme: programme.code,
    period,
    areaCode,
    decisionDate,
    snapshotSha256,
    modelSha256,
    programmeSha256: sha256(canonicalJson(programmeFile)),
    nameMask: 'initials' as const,
    ...(previous ? { previousCsvSha256: previous.csvSha256 } : {}),
  }
  return publishList(entries, facts, { sha256, sign })
}

function listOf(request: DecideRequest, { csv, manifest, signature }: ReturnType<typeof publish>) {
  const { listId, areaId, programme, period, decisionDate, runId, previous, quota } = request
  return {
    listId,
    areaId,
    programme: programme.code,
    name: programme.name,
    period,
    decisionDate,
    runId,
    csv,
    manifest: { ...manifest },
    quota: quota.reduce((sum, each) => sum + each.quota, 0),
    keyId: signature.kid,
    signature: signature.signature,
    previousListId: previous?.listId,
  }
}

const decisionColumns = [
  'family_id',
  'outcome',
  'reasons',
  'quota_area',
  'units',
  'rank',
  'margin_families',
  'margin_probability',
  'waiting_position',
  'notice_date',
  'effective_date',
  'benefit_rupiah',
]

/** Recipients who are no longer in the snapshot have no row in the registry's table of families only if they never had one. */
async function readDecisions(duck: DuckDb): Promise<Columns> {
  return await duck.readColumns(`
    select family_id, outcome, concat('{', replace(reasons, ' ', ','), '}') as reasons, coalesce(quota_area, '') as quota_area, units, rank, margin_families,
           margin_probability, waiting_position, cast(notice_date as varchar) as notice_date, cast(effective_date as varchar) as effective_date, benefit_rupiah
      from decision order by family_id`)
}

function* decisionRows(listId: string, columns: Columns) {
  for (const row of columnRows(columns)) yield [listId, ...row]
}

const changeColumns = [
  'list_id',
  'family_id',
  'kind',
  'standing_before',
  'standing_after',
  'rank_before',
  'rank_after',
  'reason_id',
  'reason_en',
]

function* changeRows(listId: string, changes: readonly ListChange[]) {
  for (const { familyId, kind, before, after, reason } of changes) {
    yield [
      listId,
      familyId,
      kind,
      before?.standing,
      after?.standing,
      before?.rank,
      after?.rank,
      reason.id,
      reason.en,
    ]
  }
}

function reasonsOf(decisions: Columns, programme: Programme) {
  const codes = new Map(
    decisions
      .texts('family_id')
      .map((id, row) => [
        id,
        (decisions.texts('reasons')[row] ?? '').split(' ').filter((code) => code !== ''),
      ]),
  )
  return (familyId: string) => (codes.get(familyId) ?? []).map((code) => getReasonText(code, programme))
}
