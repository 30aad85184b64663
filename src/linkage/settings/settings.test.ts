import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { indonesiaSettings, indonesiaSettingsFor } from './indonesia.ts'
import { parseRule, renderRule } from './key-expression.ts'
import { parseSettings } from './parse-settings.ts'
import { registrySettings } from './registry.ts'

const examples = new URL('../../../examples/linkage/', import.meta.url)

describe('blocking rules', () => {
  test.each([
    ['nik', 'nik'],
    ['birth_date, first_sound(name)', 'birth_date, first_sound(name)'],
    ['given name & first( surname , 3)', 'given name, first(surname, 3)'],
    [['year(dob)', 'last(nik,10)'], 'year(dob), last(nik, 10)'],
  ])('%s is read', (rule, rendered) => {
    const read = parseRule(rule)
    if ('unread' in read) throw new Error(read.unread)
    expect(renderRule(read)).toBe(rendered)
  })

  test.each([
    'first(name)',
    'year(name, 2)',
    'first(name, 0)',
    'soundex(name)',
    "name'; drop table record",
    'first(first(name, 2), 1)',
    '',
  ])('%s is refused', (rule) => {
    expect(parseRule(rule)).toHaveProperty('unread')
  })
})

describe('settings', () => {
  test.each(['docs/guide/en/linkage.md', 'docs/guide/id/pemadanan.md'])(
    'as %s shows them are valid',
    (file) => {
      const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
      const shown = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']): unknown =>
        JSON.parse(json),
      )
      expect(shown.map((document) => parseSettings(document).kind)).toEqual(['parsed'])
    },
  )

  test.each(readdirSync(examples))('of examples/linkage/%s are valid', (file) => {
    expect(parseSettings(JSON.parse(readFileSync(new URL(file, examples), 'utf8'))).kind).toBe('parsed')
  })

  test('for Indonesia and for the registry are valid', () => {
    expect(parseSettings(indonesiaSettings).kind).toBe('parsed')
    expect(parseSettings(registrySettings).kind).toBe('parsed')
  })

  test('for Indonesia leave out what a file has not, and what needs it', () => {
    const columns = ['id', 'nama', 'tgl_lahir', 'kode_desa']
    const settings = indonesiaSettingsFor((column) => columns.includes(column))
    expect(settings.comparisons.map(({ column }) => column)).toEqual(['name', 'birth_date', 'village_code'])
    expect(settings.blocking.join()).not.toMatch(/nik|mother/)
    expect(parseSettings(settings).kind).toBe('parsed')
  })

  test.each([
    [{ comparisons: [], blocking: ['a'] }, 'comparisons'],
    [{ comparisons: [{ column: 'a', as: 'sound' }], blocking: ['a'] }, 'comparisons.0.as'],
    [
      { comparisons: [{ column: 'a', as: 'text', similar: [0.5] }], blocking: ['a'] },
      'comparisons.0.similar.0',
    ],
    [{ comparisons: [{ column: 'a', as: 'exact' }], blocking: ['a', 'first(a)'] }, 'blocking.1'],
    [{ comparisons: [{ column: 'a', as: 'exact' }], blocking: ['a'], sure: 0.1 }, 'sure'],
    [
      {
        comparisons: [
          { column: 'a', as: 'exact' },
          { column: 'a', as: 'text' },
        ],
        blocking: ['a'],
      },
      'comparisons.1.column',
    ],
    [
      {
        comparisons: [{ column: 'a', as: 'exact' }],
        blocking: ['a'],
        truth: { column: 'a', pattern: '(' },
      },
      'truth.pattern',
    ],
    ['no object', ''],
  ])('%j are refused at %s', (document, place) => {
    const parsed = parseSettings(document)
    expect(parsed).toMatchObject({ kind: 'refused', issues: [{ where: { column: place } }] })
  })
})
