import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readRows, readWorkbook } from './read-rows.ts'
import { writeXlsx } from './write-xlsx.ts'

const good = writeXlsx([
  {
    name: 'Data',
    headings: ['nik', 'nama'],
    rows: Array.from({ length: 200 }, (_, row) => [`97019901018${row}`, `Nama ${row}`]),
  },
])

function codes(bytes: Uint8Array, name = 'uji.xlsx') {
  const whole = readWorkbook({ name, bytes }).issues.map((issue) => issue.code)
  const streamed: string[] = []
  for (const row of readRows({ name, bytes }, ({ code }) => streamed.push(code)))
    expect(row.number).toBeGreaterThan(0)
  expect(streamed).toEqual(whole)
  return whole
}

function withSheet(sheet: Uint8Array | string, parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></R>'),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheet) : sheet,
    ...parts,
  })
}

test('an old .xls is refused with the way out', () => {
  const { issues } = readWorkbook({
    name: 'lama.xls',
    bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
  })
  expect(issues).toMatchObject([{ code: 'sheets.old_excel', severity: 'error', where: { file: 'lama.xls' } }])
  expect(issues[0]?.message.id).toContain('simpan sebagai .xlsx')
})

test.each([
  ['a web page saved as .xls', strToU8('\n<html><table><tr><td>nik</td></tr></table>'), 'sheets.web_page'],
  ['an XML spreadsheet of 2003', strToU8('<?xml version="1.0"?><Workbook/>'), 'sheets.web_page'],
  ['a Parquet file', strToU8('PAR1....'), 'sheets.unknown_format'],
  ['a PDF', strToU8('%PDF-1.7'), 'sheets.unknown_format'],
  ['another ZIP', zipSync({ 'baca.txt': strToU8('halo') }), 'sheets.unknown_format'],
  ['an OpenDocument sheet', zipSync({ 'content.xml': strToU8('<x/>') }), 'sheets.unknown_format'],
  ['a sheet whose XML breaks off', withSheet('<worksheet><sheetData><row>'), 'sheets.damaged'],
  ['a sheet that is missing', withSheet('', {}).slice(0, 60), 'sheets.damaged'],
  [
    'a billion laughs',
    withSheet('<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'),
    'sheets.unsafe_xml',
  ],
  ['XML nested without end', withSheet('<a>'.repeat(100_000)), 'sheets.unsafe_xml'],
] as const)('%s is an issue', (_, bytes, code) => {
  expect(codes(bytes)).toEqual([code])
})

test('a bomb of one long text is refused by its ratio', () => {
  const bomb = withSheet(new Uint8Array(24_000_000).fill(32))
  expect(bomb.length).toBeLessThan(30_000)
  expect(codes(bomb)).toEqual(['sheets.bomb'])
})

test('a bomb of small rows is refused by its ratio', () => {
  const rows = '<row><c t="inlineStr"><is><t>aaaaaaaaaa</t></is></c></row>'.repeat(150_000)
  expect(codes(withSheet(`<worksheet><sheetData>${rows}</sheetData></worksheet>`))).toEqual(['sheets.bomb'])
})

test('a file cut short anywhere is an issue, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: good.length - 1 }), (length) => {
      expect(readWorkbook({ name: 'a.xlsx', bytes: good.slice(0, length) }).issues.length).toBeGreaterThan(0)
    }),
  )
})

const sheetXml =
  '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45886.5</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
const stylesXml =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>'

test('whatever is done to the XML of a sheet, the readers return', () => {
  const change = fc.tuple(
    fc.nat(1000),
    fc.nat(4),
    fc.constantFrom('', '9', '-', '<', '>', '"', '&', '/', 'E', 'row', 'c', 'v', ' t="d"', '99999999999'),
  )
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, inStyles) => {
      const changed = changes.reduce(
        (xml, [at, gone, put]) => {
          const from = at % xml.length
          return xml.slice(0, from) + put + xml.slice(from + gone)
        },
        inStyles ? stylesXml : sheetXml,
      )
      const [sheet, styles] = inStyles ? [sheetXml, changed] : [changed, stylesXml]
      const parts = {
        'xl/styles.xml': strToU8(styles),
        'xl/sharedStrings.xml': strToU8('<sst><si><t>a</t></si></sst>'),
      }
      const { workbook, issues } = readWorkbook({ name: 'a.xlsx', bytes: withSheet(sheet, parts) })
      expect(workbook.sheets.length + issues.length).toBeGreaterThan(0)
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
  )
})

test('whatever bytes come, the readers return', () => {
  const mutation = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(mutation, fc.uint8Array({ maxLength: 200 }), (changes, noise) => {
      const bytes = good.slice()
      for (const [at, byte] of changes) bytes[at] = byte
      for (const [name, content] of [
        ['a.xlsx', bytes],
        ['a.csv', noise],
        ['a.md', noise],
      ] as const) {
        const { workbook, issues } = readWorkbook({ name, bytes: content })
        expect(workbook.sheets.length + issues.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
  )
})
