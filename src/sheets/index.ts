export { parseMarkdown } from './markdown.ts'
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
