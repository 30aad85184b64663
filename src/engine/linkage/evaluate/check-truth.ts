import type { Issue } from '../../../kernel/index.ts'
import type { DuckDb } from '../../duckdb/index.ts'
import { linkageIssue } from '../issues.ts'
import type { Truth } from './read-truth.ts'

const shown = 10

/** Ids of the truth that the run does not know, and doubled ones: the first ten of each with their rows. */
export async function checkTruth(
  db: DuckDb,
  truth: Exclude<Truth, { kind: 'refused' }>,
  files: readonly string[],
  knownOnly: boolean,
): Promise<readonly Issue[]> {
  const ids =
    truth.kind === 'clusters'
      ? 'select record_id, row, file from label'
      : `select left_id as record_id, row, '' as file from label_pair union all select right_id, row, '' from label_pair`
  const unknown = await db.readColumns(`
    select record_id, row, file, count(*) over () as n from (${ids}) t
    where not exists (select 1 from clusters c where c.record_id = t.record_id) order by file, row limit ${shown}`)
  const unknownIssues = unknown.texts('record_id').map((id, at) =>
    linkageIssue(
      'truth_id_not_found',
      { file: unknown.texts('file')[at] || files[0] || '', row: unknown.numbers('row')[at] ?? 0 },
      { id: id ?? '', count: unknown.numbers('n')[0] ?? 0 },
      {
        id: 'Pengenal "{id}" tidak ada dalam hasil ({count} baris seperti ini). Periksa berkas dan kolom pengenal (--id), atau pakai --known-only.',
        en: 'The id "{id}" is not in the results ({count} such rows). Check the file and the id column (--id), or use --known-only.',
      },
      knownOnly ? 'warning' : 'error',
    ),
  )
  return truth.kind === 'clusters' ? [...unknownIssues, ...(await doubledIssues(db))] : unknownIssues
}

async function doubledIssues(db: DuckDb): Promise<readonly Issue[]> {
  const doubled = await db.readColumns(`
    select record_id, max(row) as row, file, count(*) as n from label where record_id in (select record_id from clusters)
    group by record_id, source, file having count(*) > 1 order by file, row limit ${shown}`)
  return doubled.texts('record_id').map((id, at) =>
    linkageIssue(
      'truth_id_doubled',
      { file: doubled.texts('file')[at] ?? '', row: doubled.numbers('row')[at] ?? 0 },
      { id: id ?? '', count: doubled.numbers('n')[at] ?? 0 },
      {
        id: 'Pengenal "{id}" ada {count} kali dalam berkas kebenaran. Sisakan satu baris.',
        en: 'The id "{id}" stands {count} times in the truth. Leave one row.',
      },
    ),
  )
}
