import { expect, test } from 'vitest'
import { excelCsv, renderCsv, writeXlsx } from '../../sheets/index.ts'
import { readRecipients } from './read-recipients.ts'

const csv = (...rows: (string | number)[][]) => ({
  name: 'penerima.csv',
  bytes: new TextEncoder().encode(renderCsv(rows, excelCsv)),
})

test('a family is found by the numbers of the columns that are there, whatever their headings look like', () => {
  const { rows, issues } = readRecipients(
    csv(
      ['Nama', 'NO. KK', 'NIK_KTP'],
      ['SITI', "'9701010101800001", ''],
      ['BUDI', '', '9701 0101 0180 0002'],
    ),
  )
  expect(issues).toEqual([])
  expect(rows).toEqual([
    { row: 2, familyKey: '', kk: '9701010101800001', nik: '' },
    { row: 3, familyKey: '', kk: '', nik: '9701010101800002' },
  ])
})

test('a number that a spreadsheet rounded finds nobody: the row is told', () => {
  const bytes = writeXlsx([{ name: 'A', headings: ['nik'], rows: [[9701010101800000]] }])
  const { rows, issues } = readRecipients({ name: 'penerima.xlsx', bytes })
  expect(rows).toEqual([])
  expect(issues).toMatchObject([{ code: 'recipients_no_number', where: { row: 2 } }])
})

test('a file without any of the columns is refused with the way out', () => {
  expect(readRecipients(csv(['nama'], ['SITI'])).issues).toMatchObject([{ code: 'recipients_no_column' }])
  expect(readRecipients({ name: 'kosong.csv', bytes: new Uint8Array() }).issues).toHaveLength(1)
})
