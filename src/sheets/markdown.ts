import { type Sheet, type SheetRow, type Workbook, textCell, trimmedRow } from './sheet.ts'

/**
 * Tables of a Markdown text as sheets, in the way of pyxform's tests: the first column names the sheet and stays empty
 * in the sheet's further rows. Lines that are no table rows are prose, what follows the last bar is a remark, and rows of
 * dashes are rules. `\|` stands for a bar.
 *
 *     | survey |      |       |
 *     |        | type | name  |
 *     |        | text | alamat |
 */
export function parseMarkdown(text: string): Workbook {
  const sheets = new Map<string, SheetRow[]>()
  let current = ''
  for (const line of text.split(/\r?\n/)) {
    const cells = tableCells(line)
    if (!cells) continue
    const [name = '', ...rest] = cells
    if (name !== '') {
      current = name
      sheets.set(name, [])
    }
    const rows = sheets.get(current)
    const row = trimmedRow(current, (rows?.length ?? 0) + 1, rest.map(textCell))
    if (row) rows?.push(row)
  }
  return { sheets: [...sheets].map(([name, rows]): Sheet => ({ name, rows })) }
}

function tableCells(line: string): readonly string[] | undefined {
  const inner = /^\s*\|(.*)\|[^|]*$/.exec(line)?.[1]
  if (inner === undefined || /^[\s|:-]*-[\s|:-]*$/.test(inner)) return undefined
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}
