import type { LogEvent } from '../../quality/index.ts'
import { type SheetRow, type TableFile, cellText, readWorkbook } from '../../sheets/index.ts'

/** Rows of a file by the names of its columns, in lower case. */
export type NamedRow = { readonly row: SheetRow; readonly get: (column: string) => string | undefined }

/** A CSV with a heading; nothing when it cannot be read. */
export function readTable(file: TableFile): {
  readonly columns: readonly string[]
  readonly rows: readonly NamedRow[]
} {
  const [sheet] = readWorkbook(file).workbook.sheets
  const [head, ...rows] = sheet?.rows ?? []
  const columns = head?.cells.map(({ text }) => text.trim()) ?? []
  const places = new Map(columns.map((column, index) => [column.toLowerCase(), index]))
  return {
    columns,
    rows: rows.map((row) => ({
      row,
      get: (column) => {
        const place = places.get(column.toLowerCase())
        return place === undefined ? undefined : cellText(row, place)
      },
    })),
  }
}

/** A line of `audit.csv` (https://getodk.github.io/xforms-spec/client-audit-logs). */
export function logEvent({ get }: NamedRow): LogEvent {
  const end = Number(get('end') || Number.NaN)
  return {
    event: get('event') ?? '',
    node: nodePath(get('node') ?? ''),
    start: Number(get('start')),
    end: Number.isFinite(end) ? end : undefined,
    oldValue: get('old-value'),
    newValue: get('new-value'),
  }
}

/** `/data/anggota[2]/umur` becomes `anggota/umur`. */
function nodePath(node: string): string {
  return node
    .replace(/\[\d+\]/g, '')
    .split('/')
    .slice(2)
    .join('/')
}
