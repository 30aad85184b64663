export { parseMarkdown } from './markdown.ts'
export { type Report, type TableFile, readRows, readWorkbook } from './read-rows.ts'
export {
  type Cell,
  type CellKind,
  type Sheet,
  type SheetRow,
  type Workbook,
  cellText,
  cellWhere,
  columnLetter,
} from './sheet.ts'
export { unstackSheets } from './stacked-sheets.ts'
export { unpackZip } from './unpack-zip.ts'
export { type CsvOptions, type OutCell, csvLine, excelCsv, plainCsv, renderCsv } from './write-csv.ts'
export { type OutSheet, outSheets, writeXlsx } from './write-xlsx.ts'
