import { type Sheet, type SheetRow, type Workbook, emptyCell } from './sheet.ts'

/**
 * The sheets that one table holds one below the other, as an XLSForm in CSV does: a name in the first column opens a
 * sheet, and stays empty in its rows. A workbook of another kind is given back as it is. Rows keep their numbers and
 * columns their letters.
 *
 *     survey
 *     ,type,name
 *     ,text,alamat
 */
export function unstackSheets(workbook: Workbook, names: readonly string[]): Workbook {
  const [only] = workbook.sheets
  const nameOf = ({ cells }: SheetRow) => cells[0]?.text.trim() ?? ''
  const first = only?.rows[0]
  if (!only || workbook.sheets.length !== 1 || !first || !names.includes(nameOf(first).toLowerCase()))
    return workbook
  const sheets = new Map<string, SheetRow[]>()
  let current = ''
  let rows: SheetRow[] = []
  for (const row of only.rows) {
    const name = nameOf(row)
    if (name !== '') {
      current = name
      rows = []
      sheets.set(name, rows)
    }
    const cells = [emptyCell, ...row.cells.slice(1)]
    if (cells.some((cell) => cell.kind !== 'empty')) rows.push({ ...row, sheet: current, cells })
  }
  return { sheets: [...sheets].map(([name, kept]): Sheet => ({ name, rows: kept })) }
}
