import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expressionFault } from './expression-syntax.ts'
import { unknownFunctions } from './functions.ts'
import { isDynamicDefault, tokensOf } from './tokens.ts'

test.each([
  "selected(${tenure}, '1') and not(${toilet} = '6')",
  '. >= 1 and . <= 997',
  "instance('person')/root/item[family_id = current()/../family_id][1]/name",
  'count(${member}[./age >= 15]) div 2 - -1',
  "if(${a} = '', 'x', ../../b/@c)",
  '/data/a//b | self::node() | child::c:d | *',
  "regex(., '^[0-9]{16}$')",
  'position(..) mod 2',
  '${last-saved#name}',
  '"and" and \'or\'',
])('%s can be read', (text) => {
  expect(expressionFault(text)).toBeUndefined()
})

test.each([
  ["selected(${a}, '1'", 18, ''],
  ['1 +', 3, ''],
  ["${a} == '1'", 6, '='],
  ["${a} = '1", 7, "'1"],
  ['${a} ${b}', 5, '${b}'],
  ['${a} <> 1', 6, '>'],
  ['$(a) = 1', 0, '$(a) = 1'],
  ['if(${a}, 1,, 2)', 11, ','],
  ['a[1', 3, ''],
])('%s cannot be read from character %i on', (text, at, found) => {
  expect(expressionFault(text)).toEqual({ at, found })
})

test('whatever is written, reading it ends, and pieces make up the whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expressionFault(text)
      expect(
        tokensOf(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text)
    }),
  )
  expect(expressionFault('('.repeat(30_000))).toBeDefined()
})

test.each([
  ['2020-01-01', 'date', false],
  ['today()', 'date', true],
  ['${name}', 'text', true],
  ['a - b', 'text', true],
  ['sub-district', 'text', false],
  ['-5', 'integer', false],
  ["'a + b'", 'text', false],
  ['', 'text', false],
])('the default %s of a %s is computed: %s', (text, type, dynamic) => {
  expect(isDynamicDefault(text, type)).toBe(dynamic)
})

test('functions that nobody knows are found, outside of texts', () => {
  expect(unknownFunctions("concat('duration(x)', duration(), selected-at(1, 2)) or (1)")).toEqual([
    'duration',
  ])
})
