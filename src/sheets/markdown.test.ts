import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown.ts'

const texts = (markdown: string) =>
  parseMarkdown(markdown).sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.cells.map((cell) => cell.text)),
  }))

test('a name in the first column opens a sheet, as in the tests of pyxform', () => {
  const markdown = `
    | survey  |           |      |
    |         | type      | name |
    |         | text      | nama |
    | choices |           |      |
    |         | list_name | name |
  `
  expect(texts(markdown)).toEqual([
    {
      name: 'survey',
      rows: [
        ['type', 'name'],
        ['text', 'nama'],
      ],
    },
    { name: 'choices', rows: [['list_name', 'name']] },
  ])
})

test('headings may stand beside the name of the sheet, above a rule', () => {
  expect(texts('| survey | type |\n|---|:--:|\n| | text |')).toEqual([
    { name: 'survey', rows: [['type'], ['text']] },
  ])
})

test('the heading is row 1 and prose counts for nothing', () => {
  const { sheets } = parseMarkdown('# Title\n\nProse | with a bar\n\n| survey | |\n| | type |\n\n| | text |')
  expect(sheets[0]?.rows.map((row) => row.number)).toEqual([1, 2])
})

test('an escaped bar is part of its cell', () => {
  expect(texts('| survey | a \\| b |')).toEqual([{ name: 'survey', rows: [['a | b']] }])
})

test('an empty cell in the middle keeps its column', () => {
  expect(texts('| survey | a | | c | |')).toEqual([{ name: 'survey', rows: [['a', '', 'c']] }])
})

test('what follows the last bar is a remark', () => {
  expect(texts('| survey | a | b | tanya dulu\n| | 1 | 2 | # 3')).toEqual([
    {
      name: 'survey',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
  ])
})
