import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readRows, readWorkbook } from './read-rows.ts'
import type { OutCell } from './write-csv.ts'
import { outSheets, writeXlsx } from './write-xlsx.ts'

/** An XLSX of one sheet, its parts written by hand. */
function xlsx(sheetData: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const all = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])))
}

function read(bytes: Uint8Array) {
  const { workbook, issues } = readWorkbook({ name: 'uji.xlsx', bytes })
  return { issues, rows: workbook.sheets[0]?.rows ?? [] }
}

const firstCell = (cellXml: string, parts?: Readonly<Record<string, string>>) =>
  read(xlsx(`<row r="1">${cellXml}</row>`, parts)).rows[0]?.cells[0]

const strings = (si: string) => ({ 'xl/sharedStrings.xml': `<sst>${si}</sst>` })
const formats = {
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
}

test('rich text is joined, and phonetic guides are left out', () => {
  const si = '<si><r><t>Kepala </t></r><r><rPr><b/></rPr><t>keluarga</t></r><rPh><t>furigana</t></rPh></si>'
  expect(firstCell('<c r="A1" t="s"><v>0</v></c>', strings(si))).toEqual({
    text: 'Kepala keluarga',
    kind: 'text',
  })
})

test('inline strings, formula texts, booleans and escapes are read', () => {
  expect(firstCell('<c t="inlineStr"><is><t>Siti</t></is></c>')?.text).toBe('Siti')
  expect(firstCell('<c t="str"><f>A2</f><v>hasil</v></c>')?.text).toBe('hasil')
  expect(firstCell('<c t="b"><v>1</v></c>')).toEqual({ text: 'TRUE', kind: 'boolean', raw: '1' })
  expect(firstCell('<c t="inlineStr"><is><t>a_x000A_b</t></is></c>')?.text).toBe('a\nb')
})

test('a number keeps what the file holds beside what a person reads', () => {
  expect(firstCell('<c><v>3.2040101011990E+15</v></c>')).toEqual({
    text: '3204010101199000',
    kind: 'number',
    raw: '3.2040101011990E+15',
  })
})

test('dates are told by their number format, in both date systems', () => {
  expect(firstCell('<c s="1"><v>45886</v></c>', formats)).toEqual({
    text: '2025-08-17',
    kind: 'date',
    raw: '45886',
  })
  expect(firstCell('<c s="2"><v>45886</v></c>', formats)?.text).toBe('2025-08-17')
  expect(firstCell('<c s="0"><v>45886</v></c>', formats)?.kind).toBe('number')
  const mac =
    '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>'
  expect(firstCell('<c s="1"><v>44424</v></c>', { ...formats, 'xl/workbook.xml': mac })?.text).toBe(
    '2025-08-17',
  )
})

test('an error of a formula is read as its text, with a warning at its cell', () => {
  const { rows, issues } = read(xlsx('<row r="3"><c r="C3" t="e"><v>#REF!</v></c></row>'))
  expect(rows[0]?.cells[2]?.text).toBe('#REF!')
  expect(issues).toMatchObject([
    { code: 'sheets.formula_error', where: { sheet: 'Data', row: 3, column: 'C' } },
  ])
})

test('cells and rows lie where their addresses say, and without addresses one after the other', () => {
  const { rows } = read(
    xlsx('<row r="5"><c r="B5"><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>'),
  )
  expect(rows.map((row) => [row.number, row.cells.map((cell) => cell.text)])).toEqual([
    [5, ['', '1', '2']],
    [7, ['3']],
  ])
})

test('prefixed elements and absolute targets are understood', () => {
  const { rows } = read(
    xlsx('', {
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="/xl/data.xml"/></Relationships>',
      'xl/data.xml':
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }),
  )
  expect(rows[0]?.cells[0]?.text).toBe('7')
})

test('rows come before the whole sheet is unpacked', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `<row><c><v>${index}</v></c></row>`)
  const issues: string[] = []
  const read = [
    ...readRows({ name: 'a.xlsx', bytes: xlsx(`${rows.join('')}<row><c>&evil;`) }, ({ code }) =>
      issues.push(code),
    ),
  ]
  expect(read.length).toBeGreaterThan(10_000)
  expect(issues).toEqual(['sheets.damaged'])
})

test('the sheet named is read, or else the first that has rows', () => {
  const bytes = writeXlsx([
    { name: 'Kosong', headings: [], rows: [] },
    { name: 'Satu', headings: ['a'], rows: [] },
    { name: 'Dua', headings: ['b'], rows: [] },
  ])
  const sheets = (sheet?: string) => {
    const seen: string[] = []
    for (const row of readRows({ name: 'a.xlsx', bytes }, ({ code }) => seen.push(code), sheet))
      seen.push(row.sheet)
    return seen
  }
  expect(sheets()).toEqual(['Satu'])
  expect(sheets('Dua')).toEqual(['Dua'])
  expect(sheets('Tiga')).toEqual(['sheets.no_sheet'])
})

const outCell = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('=1+1', '9701990101800001', ' spasi ', '<&>"', 'a\r\nb', '_x0041_'),
) satisfies fc.Arbitrary<OutCell>

// Noncharacters and controls have no place in XML.
const clean = (cell: OutCell) =>
  String(cell).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
const shown = (cell: OutCell) => (typeof cell === 'boolean' ? String(cell).toUpperCase() : clean(cell))

test('what is written as XLSX is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(outCell, { minLength: 1, maxLength: 5 }), { maxLength: 10 }), (rows) => {
      const bytes = writeXlsx([{ name: 'Data & <uji>', headings: ['judul'], rows }])
      const { workbook, issues } = readWorkbook({ name: 'a.xlsx', bytes })
      expect(issues).toEqual([])
      expect(workbook.sheets[0]?.name).toBe('Data & <uji>')
      const cells = workbook.sheets[0]!.rows.slice(1).flatMap((row) => row.cells.map((cell) => cell.text))
      expect(cells.join('|')).toBe(rows.flatMap((row) => row.map(shown)).join('|'))
    }),
  )
})

test('the same table gives the same bytes, and reading then writing changes nothing', () => {
  const bytes = writeXlsx([{ name: 'Data', headings: ['nik', 'nama'], rows: [['9701990101800001', 'Budi']] }])
  const { workbook } = readWorkbook({ name: 'a.xlsx', bytes })
  expect(writeXlsx(outSheets(workbook))).toEqual(bytes)
  expect(workbook.sheets[0]?.rows[1]?.cells[0]).toEqual({ text: '9701990101800001', kind: 'text' })
})
