import type { Issue } from '../../kernel/index.ts'
import { dayNumberSql } from '../../linkage/index.ts'
import type { Dialect } from '../../sql/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import type { TableEngine } from '../table-engine.ts'
import { linkageIssue } from './issues.ts'
import { idIssues } from './prepare.ts'
import { type SourceFile, findColumn, openSource, sourceSelect } from './read-source.ts'

export type RegisterRequest = {
  /** The extract as it was handed over: CSV or Parquet. */
  readonly file: string
  /** Parquet file to be written, with the keyed index in place of each NIK. */
  readonly out: string
  /** The keyed index of a NIK's sixteen digits, as text. */
  readonly indexOf: (nik: string) => string
}

export type RegisterRead =
  | { readonly kind: 'read'; readonly rows: number; readonly issues: readonly Issue[] }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Columns of an extract and what else they are called; the last one may be missing. */
const columns = {
  register_id: ['id'],
  nik: [],
  name: ['nama', 'nama_lengkap', 'nama lengkap'],
  birth_date: ['tanggal_lahir', 'tgl_lahir', 'tanggal lahir'],
  sex: ['jenis_kelamin', 'jenis kelamin'],
  village_code: ['kode_desa', 'kode desa'],
  death_date: ['tanggal_meninggal', 'tanggal meninggal'],
} as const

/**
 * Reads an extract of the civil register for `matchRegister`: ids must be unique, dates are read as linkage reads them, sex
 * is 1, L or 2, P. No NIK is written anywhere. Refused where a column is missing or ids are not unique; dates that cannot
 * be read are told and left out.
 */
export async function readRegister({ file, out, indexOf }: RegisterRequest): Promise<RegisterRead> {
  await using db = await openDuckDb({})
  const opened = await openSource(db, file)
  if ('issue' in opened) return { kind: 'refused', issues: [opened.issue] }
  const found = Object.entries(columns).map(
    ([name, aliases]) => [name, findColumn(opened, name, { [name]: aliases })] as const,
  )
  const missing = found.flatMap(([name, own]) =>
    own === undefined && name !== 'death_date' ? [missingIssue(opened, name)] : [],
  )
  if (missing.length > 0) return { kind: 'refused', issues: missing }
  const [id, ...others] = found.map(([, own]) => own)
  await db.makeTable('source', sourceSelect(opened, db.dialect, id, others, '0', ''))
  const rows = (await db.readColumns('select count(*) as n from source')).numbers('n')[0] ?? 0
  const doubled = await idIssues(db, 'register_id', [opened], [rows])
  if (doubled.length > 0) return { kind: 'refused', issues: doubled }
  await db.makeTable('entry', entrySql(db.dialect))
  await db.fillTable('nik_key', { nik: 'string', nik_index: 'string' }, keyedNiks(db, indexOf))
  await db.writeParquet(
    `select register_id, nik_index, name, birth_date, sex, village_code, death_date
     from entry left join nik_key using (nik) order by register_id`,
    out,
  )
  return { kind: 'read', rows, issues: await dateIssues(db, file) }
}

function entrySql(dialect: Dialect): string {
  const date = (text: string) =>
    `cast(try_strptime(cast(${dayNumberSql(dialect, text, 'auto')} as varchar), '%Y%m%d') as date)`
  return `
select id as register_id, rid, nullif(regexp_replace(c0, '[^0-9]', '', 'g'), '') as nik, c1 as name,
  ${date('c2')} as birth_date, c2 as birth_text,
  case upper(substr(trim(c3), 1, 1)) when 'L' then '1' when 'P' then '2' else trim(c3) end as sex,
  trim(c4) as village_code, ${date('c5')} as death_date, c5 as death_text
from source`
}

/** Every NIK of sixteen digits with its index, some thousand at a time. */
async function* keyedNiks(db: TableEngine, indexOf: (nik: string) => string) {
  const niks = db.streamColumns('select distinct nik from entry where length(nik) = 16')
  for await (const { texts } of niks) {
    const read = texts('nik').flatMap((nik) => (nik === null ? [] : [nik]))
    yield [read, read.map(indexOf)] as const
  }
}

async function dateIssues(db: TableEngine, file: string): Promise<readonly Issue[]> {
  const issues: Issue[] = []
  for (const [column, text] of [
    ['birth_date', 'birth_text'],
    ['death_date', 'death_text'],
  ] as const) {
    const { numbers } = await db.readColumns(
      `select count(*) as n, min(rid) + 2 as row from entry where ${column} is null and trim(${text}) <> ''`,
    )
    const count = numbers('n')[0] ?? 0
    if (count > 0) issues.push(unreadDates({ file, column, row: numbers('row')[0] ?? 0 }, count))
  }
  return issues
}

function unreadDates(where: Issue['where'], count: number): Issue {
  return linkageIssue(
    'register_date_unread',
    where,
    { count },
    {
      id: '{count} tanggal tidak terbaca dan dilewati. Tulis sebagai 1956-04-09 atau 09-04-1956.',
      en: '{count} dates cannot be read and are left out. Write them as 1956-04-09 or 09-04-1956.',
    },
    'warning',
  )
}

function missingIssue({ file, columns: known }: SourceFile, column: string): Issue {
  return linkageIssue(
    'register_column_missing',
    { file, column },
    { column, known: known.map((name) => name.trim()).join(', ') },
    {
      id: 'Kutipan Dukcapil tidak mempunyai kolom "{column}". Kolom yang ada: {known}. Ganti nama kolomnya.',
      en: 'The extract of the civil register lacks the column "{column}". Its columns are: {known}. Rename one of them.',
    },
  )
}
