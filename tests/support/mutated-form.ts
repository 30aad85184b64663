import fc from 'fast-check'
import type { Cell, Sheet, SheetRow, Workbook } from '../../src/sheets/index.ts'

/** Cells that a designer, a spreadsheet or an attacker may leave in a form. */
const words = [
  '',
  ...'constructor __proto__ toString ${ ${} ${a} ${last-saved#q1} q1 meta data range geopoint audit calculate'.split(
    ' ',
  ),
  ...'note text image csv-external a:b 1a é instance( start=a label label:: :: label:en bind:: bind::x:y'.split(
    ' ',
  ),
  ...'instance::1a e1#p # search( table-list yes - .'.split(' '),
  'begin group',
  'end group',
  'begin repeat',
  'end repeat',
  'select_one x',
  'select_one ${q1}',
  'rank x',
  '${ q1 }',
  '\0\u0001\ud800',
  '<>&"\'',
  'indexed-repeat(${q1}, ${q1}, 1)',
  'start=1 end=2 step=0',
  'randomize=true seed=${q1}',
  "pulldata('a',",
  'x'.repeat(3000),
  '${q1}'.repeat(300),
  '('.repeat(3000),
  '='.repeat(2000),
]

/** Forms that are given ones with a few cells replaced, rows dropped, doubled or swapped, and sheets renamed. */
export function mutatedForms(forms: readonly Workbook[]): fc.Arbitrary<Workbook> {
  const change = fc.record({
    kind: fc.constantFrom('cell', 'cell', 'cell', 'drop', 'double', 'rename'),
    sheet: fc.nat(5),
    row: fc.nat(12),
    column: fc.nat(8),
    word: fc.constantFrom(...words),
  })
  return fc
    .tuple(fc.constantFrom(...forms), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([form, changes]) => changes.reduce(mutate, form))
}

type Change = {
  readonly kind: string
  readonly sheet: number
  readonly row: number
  readonly column: number
  readonly word: string
}

function mutate({ sheets }: Workbook, change: Change): Workbook {
  const at = change.sheet % Math.max(1, sheets.length)
  return { sheets: sheets.map((sheet, index) => (index === at ? mutateSheet(sheet, change) : sheet)) }
}

function mutateSheet(sheet: Sheet, change: Change): Sheet {
  if (change.kind === 'rename') return { ...sheet, name: change.word }
  const at = change.row % Math.max(1, sheet.rows.length)
  return {
    ...sheet,
    rows: sheet.rows.flatMap((row, index) => (index === at ? mutateRow(row, change) : [row])),
  }
}

function mutateRow(row: SheetRow, { kind, column, word }: Change): readonly SheetRow[] {
  if (kind === 'drop') return []
  if (kind === 'double') return [row, row]
  const cells = Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, index): Cell => {
    if (index === column) return { text: word, kind: word === '' ? 'empty' : 'text' }
    return row.cells[index] ?? { text: '', kind: 'empty' }
  })
  return [{ ...row, cells }]
}
