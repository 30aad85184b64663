import { expect, test } from 'vitest'
import { readWorkbook } from './read-rows.ts'
import { unstackSheets } from './stacked-sheets.ts'

const read = (text: string) =>
  unstackSheets(readWorkbook({ name: 'form.csv', bytes: Buffer.from(text) }).workbook, [
    'survey',
    'choices',
  ]).sheets.map(({ name, rows }) => [
    name,
    rows.map((row) => [row.number, ...row.cells.map((cell) => cell.text)]),
  ])

test('a name in the first column of a CSV opens a sheet; rows keep their numbers and columns their letters', () => {
  expect(read('survey,,\n,type,name\n,text,nama\nchoices,,\n,list_name,name\n,l,1\n')).toEqual([
    [
      'survey',
      [
        [2, '', 'type', 'name'],
        [3, '', 'text', 'nama'],
      ],
    ],
    [
      'choices',
      [
        [5, '', 'list_name', 'name'],
        [6, '', 'l', '1'],
      ],
    ],
  ])
})

test('headings may stand beside the name of the sheet', () => {
  expect(read('survey,type,name\n,text,nama\n')).toEqual([
    [
      'survey',
      [
        [1, '', 'type', 'name'],
        [2, '', 'text', 'nama'],
      ],
    ],
  ])
})

test('another table is left as it is', () => {
  expect(read('type,name\ntext,nama\n')).toEqual([
    [
      'form',
      [
        [1, 'type', 'name'],
        [2, 'text', 'nama'],
      ],
    ],
  ])
})
