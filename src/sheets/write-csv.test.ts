import { expect, test } from 'vitest'
import { csvLine, excelCsv, renderCsv } from './write-csv.ts'

test.each(['=1+1', '+cmd|x', '-1+1', '@SUM(A1)', '\tx', '\rx'])('the formula %j is neutralised', (text) => {
  expect(csvLine([text]).replaceAll('"', '')).toBe(`'${text}\r\n`)
})

test.each(['-5', '+62', '-0.25', '-0,25'])('the number %s is left alone', (text) => {
  expect(csvLine([text], excelCsv)).toBe(`${text}\r\n`)
})

test('values are quoted where they need it', () => {
  expect(csvLine(['a,b', 'c"d', 'e\nf', 1.5, true, undefined])).toBe('"a,b","c""d","e\nf",1.5,true,\r\n')
})

test('for Excel: a byte order mark and semicolons', () => {
  expect(
    renderCsv(
      [
        ['nama', 'luas'],
        ['Budi', 36],
      ],
      excelCsv,
    ),
  ).toBe('\uFEFFnama;luas\r\nBudi;36\r\n')
})

test('an exact CSV neutralises nothing', () => {
  expect(renderCsv([['=1+1', '- pilih -']], { delimiter: ',', byteOrderMark: false, exact: true })).toBe(
    '=1+1,- pilih -\r\n',
  )
})
