import { type Issue, isError } from '../../kernel/index.ts'
import { type SheetRow, type Workbook, cellText, columnLetter } from '../../sheets/index.ts'
import type { IssueRow, UploadedForm } from '../contract/form.ts'

type Findings = Pick<UploadedForm, 'errors' | 'warnings' | 'rows' | 'general'>

/** Issues beside the rows in which they lie, as the author sees these rows. */
export function findingsIn(workbook: Workbook, issues: readonly Issue[]): Findings {
  const errors = issues.filter(isError).length
  const placed = (issue: Issue) => rowOf(workbook, issue) !== undefined
  const rows = workbook.sheets.flatMap(({ name, rows: all }) => {
    const own = Map.groupBy(
      issues.filter((issue) => placed(issue) && issue.where.sheet === name),
      ({ where }) => where.row ?? 0,
    )
    return all.flatMap((row) => {
      const found = own.get(row.number)
      return found ? [issueRow(row, all[0], found)] : []
    })
  })
  return {
    errors,
    warnings: issues.length - errors,
    rows,
    general: issues.filter((issue) => !placed(issue)).map(plain),
  }
}

function rowOf({ sheets }: Workbook, { where }: Issue): SheetRow | undefined {
  return sheets.find(({ name }) => name === where.sheet)?.rows.find(({ number }) => number === where.row)
}

function issueRow(row: SheetRow, head: SheetRow | undefined, issues: readonly Issue[]): IssueRow {
  const hit = new Set(issues.map(({ where }) => where.column?.split(' ')[0] ?? ''))
  const cells = row.cells.map((cell, index) => ({
    column: columnLetter(index),
    heading: head === undefined || head === row ? '' : cellText(head, index),
    text: cell.text,
    hit: hit.has(columnLetter(index)),
  }))
  return {
    sheet: row.sheet,
    row: row.number,
    cells: cells.filter(({ text, hit: marked }) => text !== '' || marked),
    issues: issues.map(plain),
  }
}

function plain({ code, severity, where, params, message }: Issue): IssueRow['issues'][number] {
  return { code, severity, where, params: { ...params }, message }
}
