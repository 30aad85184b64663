import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'
import { compareDictionaries } from './compare-dictionaries.ts'

const dictionary = (...rows: readonly string[]) =>
  compileForm(
    parseMarkdown(
      `| survey | type | name | label | unit |\n${rows.map((row) => `| | ${row} |`).join('\n')}
       | choices | list_name | name | label |
       |         | old       | 1    | Milik sendiri |
       |         | old       | 2    | Sewa  |
       |         | new       | 1    | Milik |
       |         | new       | 3    | Dinas |`,
    ),
  ).dictionary
const changes = (older: readonly string[], newer: readonly string[]) =>
  compareDictionaries(dictionary(...older), dictionary(...newer)).map(
    ({ code, severity }) => `${severity} ${code}`,
  )

test('a new question adds a column and changes nothing', () => {
  expect(changes(['text | a | A |'], ['integer | b | B |', 'text | a | Apa |'])).toEqual([])
})

test('a column that changes its meaning is an error, one that is asked no more a warning', () => {
  expect(
    changes(
      ['text | a | A |', 'integer | luas | L | m2', 'text | x | X |', 'select_one old | t | T |'],
      ['integer | a | A |', 'integer | luas | L | are', 'select_one new | t | T |'],
    ),
  ).toEqual([
    'error dictionary.type_changed',
    'error dictionary.unit_changed',
    'warning dictionary.removed',
    'warning dictionary.code_changed',
    'error dictionary.code_removed',
  ])
})

test('a question that moves into a repeat is another column', () => {
  expect(
    changes(['text | a | A |'], ['begin_repeat | r | R |', 'text | a | A |', 'end_repeat | | |']),
  ).toEqual(['error dictionary.table_changed'])
})
