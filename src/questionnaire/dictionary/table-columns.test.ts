import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'
import { withPredictors } from './predictors.ts'
import { answerTables, extendTables } from './table-columns.ts'

const dictionary = (...rows: readonly string[]) =>
  compileForm(
    parseMarkdown(
      `| settings | form_id |\n| | f |\n| survey | type | name | label | bind::type | calculation | save_to |\n${rows.map((row) => `| | ${row} |`).join('\n')}
       | choices | list_name | name | label |\n| | l | 1 | Satu |
       | entities | list_name | label |\n| | family | \${a} |`,
    ),
  ).dictionary
const older = dictionary(
  'integer | a | A | | | jumlah',
  'select_one l | b | B | | |',
  'begin_repeat | r | R | | |',
  'date | c | C | | |',
  'begin_repeat | s | S | | |',
  'calculate | d | D | int | 1 + 1 |',
  'end_repeat | | | | |',
  'end_repeat | | | | |',
)

test('a form is a table, and so is each of its repeats, within the one around it', () => {
  expect(answerTables(older)).toEqual([
    {
      table: 'f',
      columns: [
        { name: 'a', type: 'integer' },
        { name: 'b', type: 'text' },
      ],
    },
    { table: 'r', parent: 'f', columns: [{ name: 'c', type: 'date' }] },
    { table: 's', parent: 'r', columns: [{ name: 'd', type: 'integer' }] },
  ])
})

test('a new version adds columns and takes none away', () => {
  const newer = dictionary(
    'integer | a | A | | |',
    'text | e | E | | |',
    'begin_repeat | t | T | | |',
    'text | g | G | | |',
    'end_repeat | | | | |',
  )
  const tables = extendTables(answerTables(older), answerTables(newer))
  expect(
    tables.map(({ table, columns }) => `${table}: ${columns.map(({ name }) => name).join(' ')}`),
  ).toEqual(['f: a b e', 'r: c', 's: d', 't: g'])
})

test('an item knows the models that use it, directly or through an aggregate of members', () => {
  const use = {
    model: 'm1',
    expressions: ["case when b = 'c' then 1 end", 'olds'],
    members: { olds: 'count(d)' },
  }
  expect(withPredictors(older, [use]).items.map(({ name, models }) => [name, models])).toEqual([
    ['a', undefined],
    ['b', ['m1']],
    ['c', undefined],
    ['d', ['m1']],
  ])
  const byProperty = { model: 'm2', expressions: ['ln(jumlah)'], members: {} }
  expect(withPredictors(older, [byProperty]).items[0]?.models).toEqual(['m2'])
})
