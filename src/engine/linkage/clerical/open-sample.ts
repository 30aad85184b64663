import type { Issue } from '../../../kernel/index.ts'
import type { DuckDb } from '../../duckdb/index.ts'
import { linkageIssue } from '../issues.ts'
import { type SourceFile, openSource } from '../read-source.ts'

const needed = ['left_id', 'right_id', 'match']

/** A sample of pairs as `drawSample` writes it and people fill it in. */
export async function openSample(db: DuckDb, file: string): Promise<SourceFile | { readonly issue: Issue }> {
  const opened = await openSource(db, file)
  if ('issue' in opened || needed.every((name) => opened.columns.includes(name))) return opened
  const text = {
    id: 'Contoh harus berisi kolom left_id, right_id, dan match, seperti yang dibuat link sample.',
    en: 'A sample has the columns left_id, right_id and match, as link sample makes them.',
  }
  return { issue: linkageIssue('sample_columns', { file }, {}, text) }
}
