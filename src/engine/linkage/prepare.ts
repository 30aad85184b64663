import type { Issue } from '../../kernel/index.ts'
import {
  type LinkagePlan,
  nameFormStep,
  nameWordMaker,
  recordStep,
  sourceNameStep,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { linkageIssue } from './issues.ts'
import { type SourceFile, findColumn, missingColumn, openSource, sourceSelect } from './read-source.ts'

export type Prepared = {
  readonly kind: 'prepared'
  readonly records: number
  /** Records of the left file; all of them when there is one. */
  readonly leftRecords: number
  readonly files: readonly SourceFile[]
  readonly issues: readonly Issue[]
}

export type NotPrepared = { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Makes the table `source` of the files' columns. Refused where a column is missing or ids are not unique. */
export async function readSources(
  db: TableEngine,
  plan: LinkagePlan,
  paths: readonly string[],
): Promise<Prepared | NotPrepared> {
  const opened = []
  for (const path of paths) opened.push(await openSource(db, path))
  const unread = opened.flatMap((each) => ('issue' in each ? [each.issue] : []))
  if (unread.length > 0) return { kind: 'refused', issues: unread }
  const files = opened.flatMap((each) => ('issue' in each ? [] : [each]))
  const wanted = [
    ...new Set([...(plan.settings.id === undefined ? [] : [plan.settings.id]), ...plan.columns]),
  ]
  const missing = files.flatMap((file) =>
    wanted.flatMap((column) =>
      findColumn(file, column, plan.settings.columns) ? [] : [missingColumn(file, column)],
    ),
  )
  if (missing.length > 0) return { kind: 'refused', issues: missing }
  const counts = await fillSource(db, plan, files)
  const records = counts.reduce((sum, count) => sum + count, 0)
  const issues = [
    ...emptyIssues(files, counts),
    ...(plan.settings.id === undefined ? [] : await idIssues(db, plan.settings.id, files, counts)),
  ]
  if (issues.length > 0) return { kind: 'refused', issues }
  return { kind: 'prepared', records, leftRecords: counts[0] ?? 0, files, issues: [] }
}

async function fillSource(
  db: TableEngine,
  plan: LinkagePlan,
  files: readonly SourceFile[],
): Promise<readonly number[]> {
  const counts: number[] = []
  for (const [index, file] of files.entries()) {
    const columns = plan.columns.map((column) => findColumn(file, column, plan.settings.columns))
    const id =
      plan.settings.id === undefined ? undefined : findColumn(file, plan.settings.id, plan.settings.columns)
    const before = counts.reduce((sum, count) => sum + count, 0)
    const select = sourceSelect(
      file,
      db.dialect,
      id,
      columns,
      String(before),
      files.length > 1 ? (index === 0 ? 'L' : 'R') : '',
    )
    await (index === 0 ? db.makeTable('source', select) : db.addRows('source', select))
    const total = await db.readColumns('select count(*) as n from source')
    counts.push((total.numbers('n')[0] ?? 0) - before)
  }
  return counts
}

function emptyIssues(files: readonly SourceFile[], counts: readonly number[]): readonly Issue[] {
  return files.flatMap(({ file }, index) =>
    counts[index] === 0
      ? [
          linkageIssue(
            'file_empty',
            { file },
            {},
            { id: 'Berkas tidak berisi baris.', en: 'The file holds no rows.' },
          ),
        ]
      : [],
  )
}

/** Ids that are missing or stand twice in one file: the first ten, with their rows. */
export async function idIssues(
  db: TableEngine,
  column: string,
  files: readonly SourceFile[],
  counts: readonly number[],
): Promise<readonly Issue[]> {
  const issues: Issue[] = []
  let first = 0
  for (const [index, { file }] of files.entries()) {
    const last = first + (counts[index] ?? 0)
    const bad = await db.readColumns(`
      select id, count(*) as n, max(rid) - ${first} + 2 as row from source where rid >= ${first} and rid < ${last}
      group by id having count(*) > 1 or id is null or id = '' order by row limit 10`)
    bad.texts('id').forEach((id, at) => {
      const where = { file, row: bad.numbers('row')[at] ?? 0, column }
      issues.push(
        id === null || id === ''
          ? idMissing(where, bad.numbers('n')[at] ?? 0)
          : idDoubled(where, id, bad.numbers('n')[at] ?? 0),
      )
    })
    first = last
  }
  return issues
}

function idMissing(where: Issue['where'], count: number): Issue {
  return linkageIssue(
    'id_missing',
    where,
    { count },
    {
      id: '{count} baris tanpa pengenal. Isi kolomnya, atau hapus "id" dari pengaturan agar baris dinomori.',
      en: '{count} rows have no id. Fill the column, or leave "id" out of the settings so that rows are numbered.',
    },
  )
}

function idDoubled(where: Issue['where'], id: string, count: number): Issue {
  return linkageIssue(
    'id_doubled',
    where,
    { id, count },
    {
      id: 'Pengenal "{id}" dipakai {count} kali. Setiap baris perlu pengenal sendiri.',
      en: 'The id "{id}" stands {count} times. Each row needs an id of its own.',
    },
  )
}

/** Makes the table `record` from `source`: names are read by the one normaliser, everything else by the engine. */
export async function prepareRecords(db: TableEngine, plan: LinkagePlan): Promise<void> {
  if (plan.nameColumns.length > 0) {
    await fillNameWords(db, plan)
    await db.makeTable('name_form', nameFormStep(db.dialect).sql)
    await db.dropTables(['name_word'])
  }
  await db.makeTable('record', recordStep(plan, db.dialect).sql)
  await db.dropTables(['name_form', 'source'])
}

/** Compared columns without any value in the table `record`. */
export async function findEmptyColumns(
  db: TableEngine,
  { comparisons }: LinkagePlan,
): Promise<readonly string[]> {
  const keys = comparisons.map(
    ({ counted }, index) => `count(${counted[0]?.feature.name ?? 'rid'}) as n${index}`,
  )
  const { numbers } = await db.readColumns(`select ${keys.join(', ')} from record`)
  return comparisons.flatMap(({ column }, index) => (numbers(`n${index}`)[0] === 0 ? [column] : []))
}

const namesAtOnce = 100_000

async function fillNameWords(db: TableEngine, plan: LinkagePlan): Promise<void> {
  await db.makeTable('source_name', sourceNameStep(plan).sql)
  const types = { name: 'string', normal: 'string', first_code: 'integer', last_code: 'integer' } as const
  await db.fillTable('name_word', types, nameWords(db))
  await db.dropTables(['source_name'])
}

/** Every name once, read by the one normaliser, some at a time. */
async function* nameWords(db: TableEngine) {
  const make = nameWordMaker()
  const read = (names: readonly string[]) => {
    const { name, normal, firstCode, lastCode } = make(names)
    return [name, normal, firstCode, lastCode]
  }
  let names: string[] = []
  for await (const { texts } of db.streamColumns('select name from source_name')) {
    for (const name of texts('name')) if (name !== null) names.push(name)
    if (names.length < namesAtOnce) continue
    yield read(names)
    names = []
  }
  yield read(names)
}
