import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Issue } from '../kernel/index.ts'
import { readRows } from './read-rows.ts'
import { type CsvOptions, excelCsv, plainCsv, renderCsv } from './write-csv.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function read(bytes: Uint8Array | string, name = 'daftar.csv') {
  const issues: Issue[] = []
  const file = { name, bytes: typeof bytes === 'string' ? utf8(bytes) : bytes }
  const rows = [...readRows(file, (issue) => issues.push(issue))]
  return {
    rows,
    texts: rows.map((row) => row.cells.map((cell) => cell.text)),
    codes: issues.map((issue) => issue.code),
  }
}

const table = [
  ['nik', 'nama', 'alamat'],
  ['9701990101800001', 'Budi', 'Jl. Mawar 1'],
]

test.each([',', ';', '\t', '|'])('the delimiter %j is found', (delimiter) => {
  const text = table.map((row) => row.join(delimiter)).join('\n')
  expect(read(text).texts).toEqual(table)
})

test('decimal commas do not pass for delimiters', () => {
  expect(read('nama;luas\nBudi;36,5\nSiti;21,0\n').texts[1]).toEqual(['Budi', '36,5'])
})

test("Excel's line sep= decides, and is no row", () => {
  const { rows } = read('sep=;\r\na,b;c\r\n')
  expect(rows.map((row) => [row.number, row.cells.length])).toEqual([[2, 2]])
})

test.each(['\n', '\r\n', '\r'])('lines may end in %j', (end) => {
  expect(read(table.map((row) => row.join(',')).join(end)).texts).toEqual(table)
})

test('quotes hold delimiters, breaks and doubled quotes; a quote inside a word is a letter', () => {
  expect(read('a,b\n"x, ""y""\r\nz",5" pipa\n').texts).toEqual([
    ['a', 'b'],
    ['x, "y"\r\nz', '5" pipa'],
  ])
})

test('rows are numbered as the user counts them, blank ones too', () => {
  const { rows } = read('nama\n\n\nBudi\n')
  expect(rows.map((row) => row.number)).toEqual([1, 4])
})

const sentence = 'nama;kota\nJosé;Curaçao'
const utf16 = (littleEndian: boolean, mark: boolean) => {
  const units = Array.from(`${mark ? '\uFEFF' : ''}${sentence}`, (character) => character.charCodeAt(0))
  return Uint8Array.from(
    units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  )
}

test.each([
  ['UTF-8', utf8(sentence), []],
  ['UTF-8 with a mark', utf8(`\uFEFF${sentence}`), []],
  ['UTF-16LE with a mark', utf16(true, true), []],
  ['UTF-16BE with a mark', utf16(false, true), []],
  ['UTF-16LE', utf16(true, false), []],
  ['UTF-16BE', utf16(false, false), []],
  [
    'Windows-1252',
    Uint8Array.from(sentence, (character) => character.charCodeAt(0)),
    ['sheets.windows_1252'],
  ],
] as const)('%s is understood, and a guess is reported', (_, bytes, codes) => {
  const result = read(bytes)
  expect(result.texts).toEqual([
    ['nama', 'kota'],
    ['José', 'Curaçao'],
  ])
  expect(result.codes).toEqual(codes)
})

test('NUL characters are left out and reported once', () => {
  expect(read('na\0ma\nBu\0di')).toMatchObject({ texts: [['nama'], ['Budi']], codes: ['sheets.nul'] })
})

test('a quote that is never closed is an issue with its row, after the rows before it', () => {
  const issues: Issue[] = []
  const rows = [
    ...readRows({ name: 'a.csv', bytes: utf8('a,b\n1,2\n"3,4\n5,6\n') }, (issue) => issues.push(issue)),
  ]
  expect(rows).toHaveLength(2)
  expect(issues).toMatchObject([
    { code: 'sheets.open_quote', severity: 'error', where: { file: 'a.csv', row: 3 } },
  ])
})

test('a file without anything in it is an issue', () => {
  expect(read('').codes).toEqual(['sheets.empty'])
  expect(read('\n\n').codes).toEqual(['sheets.empty'])
})

test('pieces of a million characters leave no seam', () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => [
    `${index}`,
    `"kutip" ${index}, dan lainnya`,
    'é',
  ])
  expect(read(renderCsv(rows)).texts).toEqual(rows)
})

const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))

test.each([plainCsv, excelCsv])('what is written as CSV %j is read back', (options: CsvOptions) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), (body) => {
      const rows = [
        ['kiri', 'kanan'],
        ...body.map((row) => row.map((text) => text.replace(/^[=+\-@\t\r\uFEFF]+/, ''))),
      ]
      const expected = rows
        .map((row) => (row[1] === '' ? row.slice(0, row[0] === '' ? 0 : 1) : row))
        .filter((row) => row.length)
      const delimiter = options.delimiter
      // A heading without quotes lets the delimiter be found whatever the body holds.
      expect(
        read(`sep=${delimiter}\r\n${renderCsv(rows, { ...options, byteOrderMark: false })}`).texts,
      ).toEqual(expected)
    }),
  )
})
