import type { LogEvent, PilotItem } from '../../quality/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import { readSubmission, submissionLeaves } from '../answers/submission-document.ts'
import { type NamedRow, logEvent, readTable } from './read-log.ts'

/** An interview as its files give it, before anybody has said which field means what. */
export type PilotRecord = {
  readonly id: string
  readonly formId: string | undefined
  /** By path; in `fields` also the columns that the server adds, by their name. */
  readonly answers: ReadonlyMap<string, readonly string[]>
  readonly fields: ReadonlyMap<string, string>
  readonly log: readonly LogEvent[] | undefined
}

export type RecordFault = { readonly file: string; readonly fault: string }

/** Submissions as XML: what was asked and left blank is there as an empty element. */
export function recordsFromXml(files: readonly TableFile[]): {
  readonly records: readonly PilotRecord[]
  readonly faults: readonly RecordFault[]
} {
  const logs = new Map(
    files.filter(({ name }) => /(^|[\\/])audit\.csv$/i.test(name)).map((log) => [folderOf(log.name), log]),
  )
  const faults: RecordFault[] = []
  const records = files
    .filter(({ name }) => /\.xml$/i.test(name))
    .flatMap((file): readonly PilotRecord[] => {
      const read = readSubmission(new TextDecoder().decode(file.bytes))
      if ('fault' in read) {
        faults.push({ file: file.name, fault: read.fault })
        return []
      }
      // A form lying beside its submissions is no submission.
      if (read.root.name === 'html') return []
      const leaves = submissionLeaves(read.root).filter(({ path }) => !path.startsWith('meta/'))
      const log = logs.get(folderOf(file.name))
      return [
        {
          id: read.instanceId || file.name,
          formId: read.formId,
          answers: grouped(leaves.map(({ path, text }) => [path, text])),
          fields: new Map(leaves.map(({ path, text }) => [lastOf(path), text])),
          log: log && readTable(log).rows.map(logEvent),
        },
      ]
    })
  return { records, faults }
}

/** Tables of ODK Central: one of the form, one of each repeat, one of all logs. */
export function recordsFromTables(
  files: readonly TableFile[],
  items: readonly PilotItem[],
): readonly PilotRecord[] {
  const tables = files
    .filter(({ name }) => /\.csv$/i.test(name) && !/(^|[\\/])audit\.csv$/i.test(name))
    .map((file) => readTable(file))
  const has = (column: string) => (table: (typeof tables)[number]) =>
    table.columns.some((each) => each.toLowerCase() === column)
  const logs = Map.groupBy(
    tables.filter(has('instance id')).flatMap(({ rows }) => rows),
    (row) => row.get('instance id') ?? '',
  )
  const repeats = tables.filter(has('parent_key'))
  return tables
    .filter((table) => !has('instance id')(table) && !has('parent_key')(table))
    .flatMap(({ columns, rows }) =>
      rows.map((row, index) => {
        const id = idOf(row, index)
        const log = logs.get(id)?.map(logEvent)
        const own = answersOf(
          items.filter(({ repeated }) => !repeated),
          columns,
          row,
          log,
        )
        const inRepeats = repeats.flatMap((table) =>
          table.rows
            .filter((each) => (each.get('parent_key') ?? '').split('/')[0] === id)
            .flatMap((each) =>
              answersOf(
                items.filter(({ repeated }) => repeated),
                table.columns,
                each,
                log,
              ),
            ),
        )
        return {
          id,
          formId: undefined,
          answers: grouped([...own, ...inRepeats]),
          fields: new Map(
            columns.map((column) => [lastOf(column.replaceAll('-', '/')), row.get(column) ?? '']),
          ),
          log,
        }
      }),
    )
}

function idOf({ get }: NamedRow, index: number): string {
  return get('key') || get('instanceid') || get('meta-instanceid') || `row ${index + 2}`
}

/** A blank cell is a blank answer only where the question is put to everybody, or the log shows that it was put. */
function answersOf(
  items: readonly PilotItem[],
  columns: readonly string[],
  { get }: NamedRow,
  log: readonly LogEvent[] | undefined,
): readonly (readonly [string, string])[] {
  const asked = new Set(log?.map(({ node }) => node))
  return items.flatMap((item) => {
    const column = columns.find((name) => isColumnOf(item, name))
    const text = column === undefined ? undefined : get(column)?.trim()
    if (text === undefined) return []
    return text !== '' || !item.conditional || wasAsked(item.path, asked) ? [[item.path, text] as const] : []
  })
}

function wasAsked(path: string, asked: ReadonlySet<string>): boolean {
  return asked.has(path) || (path.includes('/') && wasAsked(path.slice(0, path.lastIndexOf('/')), asked))
}

/** `perumahan-lantai`, `perumahan/lantai` or `lantai`; in the table of a repeat without what is around it. */
function isColumnOf({ path, name, repeated }: PilotItem, column: string): boolean {
  const asPath = column.replaceAll('-', '/')
  return asPath === path || column === name || (repeated && path.endsWith(`/${asPath}`))
}

function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...Map.groupBy(pairs, ([path]) => path)].map(([path, own]) => [path, own.map(([, text]) => text)]),
  )
}

function folderOf(name: string): string {
  return name.replace(/[^\\/]*$/, '')
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
