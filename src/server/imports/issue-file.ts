import { excelCsv, renderCsv } from '../../sheets/index.ts'
import type { StagedIssue } from '../../store/index.ts'

const heading = ['baris', 'kolom', 'kode', 'tingkat', 'pesan', 'message']

/** All that was found in a file, for a spreadsheet: a line each, by row and column. */
export function renderIssueFile(issues: readonly StagedIssue[]): string {
  const lines = issues.map(({ row, column, code, severity, id, en }) => [
    row ?? undefined,
    column,
    code,
    severity,
    id,
    en,
  ])
  return renderCsv([heading, ...lines], excelCsv)
}
