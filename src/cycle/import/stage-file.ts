import { createHash } from 'node:crypto'
import { type Vault, factPlace, indexNumber, maskNumber, sealNumber } from '../../access/index.ts'
import { type ListLayout, type ListRow, readHeading, readListRow, siksIssue } from '../../exchange/index.ts'
import {
  type AccountId,
  type AreaId,
  type BatchId,
  type Issue,
  type PlainDate,
  branded,
  isError,
} from '../../kernel/index.ts'
import type { Codebook } from '../../questionnaire/index.ts'
import { type KnownAreas } from '../../registry/index.ts'
import { type SheetRow, type TableFile, readRows } from '../../sheets/index.ts'
import {
  type Db,
  type StagedNumber,
  type StagedRow,
  createBatch,
  readKnownAreaCodes,
  readVillageCodes,
  setBatchState,
  stageIssues,
  stageRows,
} from '../../store/index.ts'
import { derivedUuid } from '../derived-id.ts'
import { asTableFile } from './table-file.ts'

export type ImportFile = {
  readonly batchId: BatchId
  readonly file: TableFile
  readonly profile: 'siks-ng'
  /** The day the list was made: what it says was so on that day. */
  readonly listDate: PlainDate
  readonly areaId: AreaId
  readonly accountId?: AccountId | undefined
}

export type ImportTools = {
  readonly codebook: Codebook
  readonly vault: Vault
  readonly onProgress?: (share: number) => void
}

/** What became of the file: staged, or refused as a whole (nothing is written then but the issues). */
export type Staged = { readonly rows: number; readonly readable: boolean; readonly issues: readonly Issue[] }

/**
 * Reads a file into the staging area: each row parsed once, its identity numbers sealed before they reach the database.
 * A file that cannot be read to its end stages nothing.
 */
export const stageFile =
  (request: ImportFile, tools: ImportTools) =>
  async (db: Db): Promise<Staged> => {
    const { batchId, areaId, profile, file, listDate, accountId } = request
    const fileSha256 = createHash('sha256').update(file.bytes).digest('hex')
    await createBatch({ batchId, areaId, profile, fileName: file.name, fileSha256, listDate, accountId })(db)
    const table = await asTableFile(file)
    const read = readList({ ...request, file: table }, await readKnownAreaCodes(db))
    const broken = read.fileIssues.some(isError)
    const rows = broken ? [] : read.rows
    const villages = await findVillages(rows)(db)
    const rowIssues: Issue[] = []
    const count = await stageRows(
      tools.codebook,
      batchId,
      stagedRows(batchId, rows, villages, tools, rowIssues),
    )(db)
    await stageIssues(batchId, [...read.fileIssues, ...rowIssues])(db)
    await setBatchState(batchId, broken ? 'failed' : 'reading', { progress: 0.5, rows: count })(db)
    return { rows: count, readable: !broken, issues: read.fileIssues }
  }

function readList({ file, listDate }: ImportFile, areas: KnownAreas) {
  const fileIssues: Issue[] = []
  const rows: ListRow[] = []
  let layout: ListLayout | undefined
  let heading: SheetRow | undefined
  for (const row of readRows(file, (issue) => fileIssues.push(issue))) {
    if (!heading) {
      heading = row
      const read = readHeading(row)
      fileIssues.push(...read.issues)
      layout = read.layout
    } else if (layout) rows.push(readListRow(layout, row, { areas, listDate }))
    else break
  }
  return { rows, fileIssues }
}

type Villages = ReadonlyMap<string, { readonly areaId: number; readonly current: string }>

const findVillages =
  (rows: readonly ListRow[]) =>
  async (db: Db): Promise<Villages> => {
    const codes = [...new Set(rows.map(({ villageCode }) => villageCode))]
    return new Map((await readVillageCodes(codes)(db)).map(({ code, ...village }) => [code, village]))
  }

function* stagedRows(
  batchId: BatchId,
  rows: readonly ListRow[],
  villages: Villages,
  { vault, onProgress }: ImportTools,
  issues: Issue[],
): Iterable<StagedRow> {
  for (const [index, row] of rows.entries()) {
    const village = villages.get(row.villageCode)
    const where = { row: row.row, column: 'kddesa' }
    const all = [
      ...row.issues,
      ...(village ? [] : [siksIssue('area_unknown', where, { code: row.villageCode })]),
      ...(village && village.current !== row.villageCode
        ? [siksIssue('area_retired', where, { code: row.villageCode, current: village.current })]
        : []),
    ]
    issues.push(...all)
    yield {
      row: row.row,
      familyKey: row.familyKey || `row ${row.row}`,
      personKey: row.personKey,
      villageId: village && branded(village.areaId),
      slsName: row.slsName,
      relation: row.relation,
      nik: stagedNumber(vault, 'nik', derivedUuid(`${batchId}/person/${row.row}`), row.nik),
      nikMasked: maskedNumber(row.nik),
      kk: stagedNumber(
        vault,
        'kk',
        derivedUuid(`${batchId}/family/${row.familyKey || `row ${row.row}`}`),
        row.kk,
      ),
      heldBy: [...new Set(all.filter(isError).map(({ code }) => code))],
      facts: { ...row.family, ...row.person },
    }
    if (index % 5000 === 0) onProgress?.(index / rows.length)
  }
}

type NumberRead = ListRow['nik'] | ListRow['kk']

function digitsOf(read: NumberRead): string {
  if (read.kind === 'none') return ''
  return read.kind === 'malformed' ? read.digits : 'nik' in read ? read.nik : read.kkNumber
}

/** A malformed number is kept as well, to be mended; it has no index, so that nobody is found by it. */
function stagedNumber(vault: Vault, column: 'nik' | 'kk', rowId: string, read: NumberRead): StagedNumber {
  const digits = digitsOf(read)
  if (digits === '') return { cipher: undefined, index: undefined, status: read.kind }
  const index = read.kind === 'well_formed' ? indexNumber(vault, column, digits) : undefined
  return { cipher: sealNumber(vault, factPlace({ column, rowId }), digits), index, status: read.kind }
}

function maskedNumber(read: NumberRead): string {
  return maskNumber(digitsOf(read))
}
