import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../sheets/index.ts'
import { readCodebook } from './read-codebook.ts'

const read = (markdown: string) => readCodebook(parseMarkdown(markdown))
const issuesOf = (markdown: string) =>
  read(markdown).issues.map(({ code, where }) => [code, where.sheet, where.row, where.column])

test('a saved question is a variable, with its texts, codes, range, universe and items', () => {
  const { codebook, issues } = read(`
    | settings |              |               |         |         |
    |          | form_title   | english_title | form_id | version |
    |          | Keluarga     | Family        | kk      | 2.1.0   |
    | survey   |                  |       |                              |                     |               |                      |              |      |             |
    |          | type             | name  | label::Bahasa Indonesia (id) | label::English (en) | relevant      | constraint           | save_to      | unit | item        |
    |          | select_one wall  | wall  | Dinding                      | Wall                |               |                      | family#wall  |      | dtsen:dinding regsosek:304 |
    |          | begin_group      | rooms | Kamar                        | Rooms               | \${wall} != '9' |                    |              |      |             |
    |          | integer          | area  | Luas                         | Area                | \${wall} = '1'  | . >= 1 and . <= 997 | family#area  | m2   | regsosek:302 |
    |          | end_group        |       |                              |                     |               |                      |              |      |             |
    |          | note             | bye   | Terima kasih                 | Thank you           |               |                      |              |      |             |
    | choices  |           |      |                              |                     |
    |          | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
    |          | wall      | 1    | Tembok                       | Brick               |
    |          | wall      | 9    | Lainnya                      | Other               |
  `)
  expect(issues).toEqual([])
  expect(codebook).toEqual({
    form: 'kk',
    version: '2.1.0',
    title: { id: 'Keluarga', en: 'Family' },
    variables: [
      {
        name: 'wall',
        level: 'family',
        type: 'code',
        label: { id: 'Dinding', en: 'Wall' },
        categories: [
          { code: '1', label: { id: 'Tembok', en: 'Brick' } },
          { code: '9', label: { id: 'Lainnya', en: 'Other' } },
        ],
        items: [
          { instrument: 'dtsen', id: 'dinding' },
          { instrument: 'regsosek', id: '304' },
        ],
      },
      {
        name: 'area',
        level: 'family',
        type: 'integer',
        unit: 'm2',
        label: { id: 'Luas', en: 'Area' },
        categories: [],
        range: { min: 1, max: 997 },
        universe: "(${wall} != '9') and (${wall} = '1')",
        items: [{ instrument: 'regsosek', id: '302' }],
      },
    ],
  })
})

test('inside a repeat one asks of a person; a list named person or family decides', () => {
  const { codebook } = read(`
    | survey | type         | name   | label | save_to        |
    |        | text         | alamat | A     | address        |
    |        | begin_repeat | member | M     |                |
    |        | text         | nama   | N     | nickname       |
    |        | text         | desa   | D     | family#village |
    |        | end repeat   |        |       |                |
  `)
  expect(codebook.variables.map(({ level, name }) => `${level} ${name}`)).toEqual([
    'family address',
    'person nickname',
    'family village',
  ])
})

test('a saved calculation is a variable when it has a label, and plumbing when it has none', () => {
  const { codebook } = read(`
    | survey  | type                | name | label | save_to     | bind::type | categories | secret |
    |         | calculate           | id   |       | family#id   |            |            |        |
    |         | calculate           | lat  | Lat   | family#lat  | decimal    |            |        |
    |         | calculate           | dis  | Dis   | person#dis  |            | grade      |        |
    |         | text                | nik  | NIK   | person#nik  |            |            | yes    |
    |         | select_multiple grade | many | Many | family#many |           |            |        |
    | choices | list_name | name | label |
    |         | grade     | 1    | Satu  |
  `)
  expect(
    codebook.variables.map(({ name, type, categories, multiple }) => [
      name,
      type,
      categories.length,
      multiple,
    ]),
  ).toEqual([
    ['lat', 'decimal', 0, undefined],
    ['dis', 'code', 1, undefined],
    ['nik', 'secret', 0, undefined],
    ['many', 'code', 1, true],
  ])
})

test('headings are understood with capitals, spaces, one colon and old names', () => {
  const { codebook, issues } = read(`
    | Survey | Type | NAME | Label : English (en) | Relevance | Save To  |
    |        | int  | n    | Number               | 1 = 1     | family#n |
  `)
  expect(issues).toEqual([])
  expect(codebook.variables).toMatchObject([
    { name: 'n', type: 'integer', label: { id: 'Number', en: 'Number' }, universe: '1 = 1' },
  ])
})

test('a condition on who is visited is set aside by universe', () => {
  const { codebook } = read(`
    | survey | type        | name | label | relevant   | universe | save_to  |
    |        | begin_group | g    | G     | \${r} = '1' | all      |          |
    |        | text        | t    | T     |            |          | family#t |
    |        | end_group   |      |       |            |          |          |
  `)
  expect(codebook.variables[0]?.universe).toBeUndefined()
})

test('an exception in a constraint is no range', () => {
  const { codebook } = read(`
    | survey | type    | name | label | constraint         | save_to  |
    |        | integer | a    | A     | . >= 1 or . = -9   | family#a |
    |        | date    | b    | B     | . <= today()       | family#b |
    |        | decimal | c    | C     | . >= -1.5          | family#c |
  `)
  expect(codebook.variables.map((variable) => variable.range)).toEqual([undefined, undefined, { min: -1.5 }])
})

test.each([
  [
    'a workbook without questions',
    '| choices | list_name |',
    [['form.no_survey', 'survey', undefined, undefined]],
  ],
  [
    'a missing column',
    '| survey | type |\n| | text |',
    [
      ['form.no_column', 'survey', 1, undefined],
      ['form.no_name', 'survey', 2, 'name'],
    ],
  ],
  [
    'a row without a type',
    '| survey | type | name |\n| | | a |',
    [['form.no_type', 'survey', 2, 'A (type)']],
  ],
  [
    'a question without a name',
    '| survey | type | name |\n| | text | |',
    [['form.no_name', 'survey', 2, 'B (name)']],
  ],
  [
    'an end of nothing',
    '| survey | type | name |\n| | end_group | |',
    [['form.end_without_begin', 'survey', 2, 'A (type)']],
  ],
  [
    'a crossed pair',
    '| survey | type | name |\n| | begin_group | g |\n| | end_repeat | |',
    [
      ['form.end_without_begin', 'survey', 3, 'A (type)'],
      ['form.begin_without_end', 'survey', 2, 'A (type)'],
    ],
  ],
  [
    'an unknown list',
    '| survey | type | name |\n| | select_one x | a |',
    [['form.unknown_list', 'survey', 2, 'A (type)']],
  ],
  [
    'a code used twice',
    '| survey | type | name |\n| | text | a |\n| choices | list_name | name |\n| | l | 1 |\n| | l | 1 |',
    [['form.duplicate_choice', 'choices', 3, 'B (name)']],
  ],
  [
    'a choice without a code',
    '| survey | type | name |\n| | text | a |\n| choices | list_name | name | label |\n| | l | | L |',
    [['form.no_choice_name', 'choices', 2, 'B (name)']],
  ],
  [
    'a variable from two questions',
    '| survey | type | name | label | save_to |\n| | text | a | A | family#x |\n| | text | b | B | family#x |',
    [['codebook.duplicate_variable', 'survey', 3, 'D (save_to)']],
  ],
  [
    'an answer that no column can hold',
    '| survey | type | name | label | save_to |\n| | image | a | A | family#x |',
    [['codebook.unknown_type', 'survey', 2, 'A (type)']],
  ],
  [
    'a variable without a label',
    '| survey | type | name | save_to |\n| | text | a | family#x |',
    [['codebook.no_label', 'survey', 2, undefined]],
  ],
  [
    'an item that cannot be read',
    '| survey | type | name | label | save_to | item |\n| | text | a | A | family#x | 303 |',
    [['codebook.bad_item', 'survey', 2, 'E (item)']],
  ],
])('%s is an issue at its cell', (_, markdown, expected) => {
  expect(issuesOf(markdown)).toEqual(expected)
})

test('whatever a sheet holds, reading returns', () => {
  const word = fc.constantFrom(
    '',
    'text',
    'begin_group',
    'end_group',
    'begin repeat',
    'end repeat',
    'select_one l',
    'family#a',
    '#',
    'name',
    'l',
    '\\|',
    '. >= 1',
  )
  const row = fc.array(word, { minLength: 4, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const lines = rows.map((cells) => `| | ${cells.join(' | ')} |`)
      const { codebook } = read(
        ['| survey | type | name | label | save_to | constraint |', ...lines].join('\n'),
      )
      expect(codebook.variables.length).toBeLessThanOrEqual(rows.length)
    }),
  )
})
