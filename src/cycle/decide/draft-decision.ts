import {
  type DuckDb,
  duckDbDialect,
  openDuckDb,
  readTable,
  readTables,
  runPipeline,
  sha256Of,
} from '../../engine/index.ts'
import {
  type ListChange,
  type ListEntry,
  type PublishedList,
  listDifference,
  listEntryStep,
  publishList,
} from '../../exchange/index.ts'
import { canonicalJson } from '../../kernel/index.ts'
import { pipelineOf, quoteText } from '../../sql/index.ts'
import type { BulkValue } from '../../store/index.ts'
import {
  type Programme,
  budgetStep,
  decisionSteps,
  getReasonText,
  nationCode,
} from '../../targeting/index.ts'
import { columnRows, countTexts } from '../tables.ts'
import type { DecisionRequest } from './decision-request.ts'
import { readEntries } from './read-entries.ts'

/** A decision that nobody has published yet: all that will be written, and what it comes to. */
export type DraftDecision = PublishedList & {
  readonly request: DecisionRequest
  /** Families by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly changes: readonly ListChange[]
  /** Of those who are paid, the ones under notice included. */
  readonly paid: { readonly families: number; readonly units: number; readonly rupiahPerYear: number }
  /** Rows of `programme_decision` after the list's id, in the order of `decisionColumns`. */
  readonly decisions: readonly (readonly BulkValue[])[]
}

export const decisionColumns = [
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
] as const

/** Decides a programme over a ranked snapshot. Nothing is written. */
export async function draftDecision(request: DecisionRequest): Promise<DraftDecision> {
  await using duck = await openDuckDb({})
  await readInputs(duck, request)
  await decide(duck, request)
  const entries = await readEntries(duck)
  const decisions = await duck.readColumns(`
    select family_id, outcome, concat('{', replace(reasons, ' ', ','), '}') as reasons, coalesce(quota_area, '') as quota_area, units, rank, margin_families,
           margin_probability, waiting_position, cast(notice_date as varchar) as notice_date, cast(effective_date as varchar) as effective_date, benefit_rupiah
      from decision order by family_id`)
  const reasons = await readReasons(duck, request.programme)
  return {
    request,
    ...publish(request, entries),
    outcomes: countTexts(decisions.texts('outcome')),
    changes: listDifference(request.previous?.families ?? [], entries, reasons),
    paid: await readPaid(duck),
    decisions: [...columnRows(decisions)],
  }
}

async function readInputs(duck: DuckDb, request: DecisionRequest): Promise<void> {
  await readTables(duck, request.snapshotDir)
  await readTable(duck, 'scores', request.scoresFile)
  await keepArea(duck, request.areaCode)
  const { quota, recipients } = request
  await fillTable(
    duck,
    'quota',
    { area_code: 'varchar', quota: 'bigint' },
    quota.map((row) => [quoteText(row.areaCode), row.quota]),
  )
  await fillTable(
    duck,
    'recipient',
    {
      family_id: 'uuid',
      village_code: 'varchar',
      units: 'bigint',
      notice_date: 'date',
      protection_ended_on: 'date',
    },
    recipients.map(({ familyId, villageCode, units, noticeDate }) => [
      quoteText(familyId),
      quoteText(villageCode),
      units,
      noticeDate === null ? 'null' : quoteText(noticeDate),
      'null',
    ]),
  )
  await duck.run(`create table protected_family (family_id uuid)`)
}

/** A snapshot may be of more than the area that is decided for. */
async function keepArea(duck: DuckDb, areaCode: string): Promise<void> {
  if (areaCode === nationCode) return
  const within = `village_code = ${quoteText(areaCode)} or starts_with(village_code, ${quoteText(`${areaCode}.`)})`
  for (const table of ['family', 'person']) {
    await duck.run(`alter view ${table} rename to ${table}_everywhere`)
    await duck.run(`create view ${table} as select * from ${table}_everywhere where ${within}`)
  }
}

async function fillTable(
  duck: DuckDb,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  const heads = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  await duck.run(`create table ${name} (${heads.join(', ')})`)
  if (rows.length > 0)
    await duck.run(`insert into ${name} values ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`)
}

async function decide(duck: DuckDb, { programme, decisionDate }: DecisionRequest): Promise<void> {
  const steps = [
    ...decisionSteps(programme, { dialect: duckDbDialect, decisionDate }),
    listEntryStep,
    budgetStep,
  ]
  const inputs = ['family', 'person', 'scores', 'quota', 'recipient', 'protected_family']
  await runPipeline(duck, pipelineOf(steps, inputs), {
    tables: ['rated_family', 'candidate', 'ranked_candidate', 'decision', 'list_entry', 'budget'],
  })
}

async function readReasons(duck: DuckDb, programme: Programme) {
  const decided = await duck.readColumns('select family_id, reasons from decision')
  const [ids, reasons] = [decided.texts('family_id'), decided.texts('reasons')]
  const codes = new Map(
    ids.map((id, row) => [id, (reasons[row] ?? '').split(' ').filter((code) => code !== '')]),
  )
  return (familyId: string) => (codes.get(familyId) ?? []).map((code) => getReasonText(code, programme))
}

async function readPaid(duck: DuckDb): Promise<DraftDecision['paid']> {
  const { numbers } = await duck.readColumns(
    'select coalesce(sum(paid_families), 0)::double as families, coalesce(sum(paid_units), 0)::double as units, coalesce(sum(paid_rupiah), 0)::double as rupiah from budget',
  )
  const first = (name: string) => numbers(name)[0] ?? 0
  return { families: first('families'), units: first('units'), rupiahPerYear: first('rupiah') }
}

function publish(request: DecisionRequest, entries: readonly ListEntry[]): PublishedList {
  const { programme, programmeFile, period, areaCode, decisionDate, snapshotSha256, modelSha256 } = request
  const facts = {
    programme: programme.code,
    period,
    areaCode,
    decisionDate,
    snapshotSha256,
    modelSha256,
    programmeSha256: sha256Of(canonicalJson(programmeFile)),
    nameMask: 'initials' as const,
    ...(request.previous ? { previousCsvSha256: request.previous.csvSha256 } : {}),
  }
  return publishList(entries, facts, { sha256: sha256Of, sign: request.sign })
}
