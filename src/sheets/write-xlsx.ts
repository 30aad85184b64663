import { strToU8, zipSync } from 'fflate'
import { type Workbook, cellText, columnLetter } from './sheet.ts'
import type { OutCell } from './write-csv.ts'

export type OutSheet = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly OutCell[])[]
}

/** A workbook that was read, to be written again: the first row of each sheet is its heading. */
export function outSheets({ sheets }: Workbook): readonly OutSheet[] {
  return sheets.map(({ name, rows: [first, ...rest] }) => {
    const headings = first?.cells.map((cell) => cell.text) ?? []
    return { name, headings, rows: rest.map((row) => headings.map((_, column) => cellText(row, column))) }
  })
}

/**
 * A workbook whose bytes depend on its contents only. Texts are inline strings in the format "Text", so that identity
 * numbers stay what they are and nothing is run as a formula; the heading is bold and frozen.
 */
export function writeXlsx(sheets: readonly OutSheet[]): Uint8Array {
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(sheets)),
    '_rels/.rels': strToU8(relations([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(workbook(sheets)),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations([
        ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ),
    'xl/styles.xml': strToU8(styles),
  }
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(worksheet(sheet))
  })
  return zipSync(parts, { mtime: new Date(1980, 0, 1), level: 6 })
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'

function contentTypes(sheets: readonly OutSheet[]): string {
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  return [
    `${declaration}<Types xmlns="${packaging}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    type('/xl/workbook.xml', 'sheet.main'),
    type('/xl/styles.xml', 'styles'),
    ...sheets.map((_, index) => type(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet')),
    '</Types>',
  ].join('')
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const entries = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${kind}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packaging}/relationships">${entries.join('')}</Relationships>`
}

function workbook(sheets: readonly OutSheet[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${entries.join('')}</sheets></workbook>`
}

/** Styles of cells: 0 plain, 1 text, 2 heading. */
const styles = [
  `${declaration}<styleSheet xmlns="${main}">`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/>',
  '<xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('')

function worksheet({ headings, rows }: OutSheet): string {
  const widths = headings.map((heading, column) => columnWidth([heading, ...rows.map((row) => row[column])]))
  const columns = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="1" customWidth="1"/>`,
  )
  return [
    `${declaration}<worksheet xmlns="${main}">`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '',
    `<sheetData>${rowXml(headings, 1, 2)}`,
    ...rows.map((row, index) => rowXml(row, index + 2, 1)),
    '</sheetData></worksheet>',
  ].join('')
}

/** In characters: enough for nine tenths of the cells, between 8 and 60. */
function columnWidth(cells: readonly OutCell[]): number {
  const lengths = cells.map((cell) => String(cell ?? '').length).sort((a, b) => a - b)
  const wide = lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0
  return Math.min(60, Math.max(8, String(cells[0] ?? '').length + 2, wide + 2))
}

function rowXml(row: readonly OutCell[], number: number, textStyle: number): string {
  return `<row r="${number}">${row.map((cell, column) => cellXml(cell, `${columnLetter(column)}${number}`, textStyle)).join('')}</row>`
}

function cellXml(cell: OutCell, address: string, textStyle: number): string {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${address}"><v>${cell}</v></c>`
  return `<c r="${address}" s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${xmlText(String(cell))}</t></is></c>`
}

/** Characters that XML 1.0 cannot hold are left out; a text that looks like Excel's escape for them is escaped itself. */
function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}
