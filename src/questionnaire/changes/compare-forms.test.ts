import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'
import { compareForms } from './compare-forms.ts'
import { weights } from './form-change.ts'
import { renderChanges } from './render-changes.ts'
import { compareVersions, nextVersion, parseVersion } from './version.ts'

const text = `
| settings | form_id | version |
|          | rumah   | 1.4.2   |
| survey   | type          | name  | label | relevant | constraint | hint | required |
|          | select_one l  | lampu | Penerangan utama |  |  |  | yes |
|          | select_one l  | cadangan | Penerangan cadangan |  |  |  | |
|          | integer       | daya  | Daya | \${lampu} = '1' | . <= 6600 | Lihat meteran | |
| choices  | list_name | name | label |
|          | l         | 1    | Listrik |
|          | l         | 2    | Pelita |
| pedoman  | name | definisi | tujuan | cara_tanya | probing |
|          | lampu cadangan daya | Arti | Guna | Cara | Gali |
`
const form = (changed: string) => compileForm(parseMarkdown(changed)).form
const compare = (from: string, to: string) => compareForms(form(text), form(text.replace(from, to)))
const summary = ({ changes }: ReturnType<typeof compareForms>) =>
  changes.map(({ kind, questions, weight, retrain }) => [kind, questions.join(' '), weight, retrain])

test('two versions that differ in one choice have exactly that change, whatever uses the list', () => {
  const comparison = compare('| 2    | Pelita |', '| 2    | Pelita atau obor |')
  expect(summary(comparison)).toEqual([['choice_reworded', 'lampu cadangan', 'major', true]])
  expect(comparison.changes[0]).toMatchObject({
    subject: 'l',
    before: { id: '2 Pelita' },
    after: { id: '2 Pelita atau obor' },
  })
  expect(comparison).toMatchObject({ weight: 'major', leastVersion: '2.0.0', retrain: true })
})

test('a form is not different from itself', () => {
  expect(compare('', '')).toMatchObject({ changes: [], weight: null, leastVersion: '1.4.2', issues: [] })
})

test.each([
  [
    'a choice that came',
    '| 2    | Pelita |',
    '| 2    | Pelita |\n| | l | 3 | Lain |',
    'choice_added',
    'major',
    true,
  ],
  ['another skip', "= '1'", "= '2'", 'skip', 'major', true],
  ['another type', '| integer ', '| decimal ', 'type', 'major', true],
  [
    'a question that went',
    '|          | integer       | daya  | Daya |',
    '|          |   |   |  |',
    'removed',
    'major',
    true,
  ],
  ['another range', '. <= 6600', '. <= 9999', 'rule', 'minor', true],
  ['an obligation', '|  | yes |', '|  |  |', 'required', 'minor', true],
  ['another hint', 'Lihat meteran', 'Lihat struk', 'hint', 'patch', false],
] as const)('%s', (_, from, to, kind, weight, retrain) => {
  const found = summary(compare(from, to)).filter(([what]) => what !== 'guide')
  expect(found.map(([what, , heavy, again]) => [what, heavy, again])).toContainEqual([kind, weight, retrain])
})

test('a reworded question is minor, and does not change the skips that speak of it', () => {
  const comparison = compare('| Penerangan utama |', '| Sumber penerangan utama |')
  expect(summary(comparison)).toEqual([['question', 'lampu', 'minor', true]])
  expect(comparison.leastVersion).toBe('1.5.0')
})

test('what only the manual says: a meaning asks for training, an example does not', () => {
  const changed = (from: string, to: string) =>
    summary(compare(from, to)).map(([kind, , weight, retrain]) => [kind, weight, retrain])
  expect(changed('| Arti |', '| Makna |')).toEqual([['definition', 'minor', true]])
  expect(changed('| Gali |', '| Tanya lagi |')).toEqual([['guide', 'patch', false]])
  expect(compare('| Gali |', '| Tanya lagi |').changes[0]).toMatchObject({
    questions: ['lampu', 'cadangan', 'daya'],
    before: { id: 'Gali' },
    after: { id: 'Tanya lagi' },
  })
})

test('a manual that is written for the first time is no change', () => {
  const bare = form(text.slice(0, text.indexOf('| pedoman')))
  expect(compareForms(bare, form(text)).changes).toEqual([])
})

test('a version that hides how much has changed is refused', () => {
  const comparison = compareForms(
    form(text),
    form(text.replace('1.4.2', '1.4.3').replace('| Pelita |', '| Obor |')),
  )
  expect(comparison.issues.map(({ code, params }) => [code, params['least']])).toContainEqual([
    'form.version_too_low',
    '2.0.0',
  ])
  const raised = compareForms(
    form(text),
    form(text.replace('1.4.2', '2.0.0').replace('| Pelita |', '| Obor |')),
  )
  expect(raised.issues.map(({ code }) => code)).not.toContain('form.version_too_low')
})

test('the next version is the least that comes after and weighs as much', () => {
  const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99))
  fc.assert(
    fc.property(version, fc.constantFrom(...weights), (given, weight) => {
      const next = nextVersion(given, weight)
      expect(compareVersions(next, given)).toBeGreaterThan(0)
      expect(parseVersion(next.join('.'))).toEqual(next)
    }),
  )
  expect(parseVersion('1.2')).toBeUndefined()
})

test('a text that changed in one language is shown in that one', () => {
  const two = text.replace(
    '| choices  | list_name | name | label |',
    '| choices  | list_name | name | label::id | label::en |',
  )
  const one = two.replace('| Listrik |', '| Listrik | Power |').replace('| Pelita |', '| Pelita | Lamp |')
  const comparison = compareForms(form(one), form(one.replace('| Pelita |', '| Obor |')))
  expect(renderChanges(comparison, 'en')).toContain('<td>2 Pelita</td><td>2 Obor</td>')
  expect(renderChanges(comparison, 'en').match(/<tr>/g)).toHaveLength(2)
})

test('how a question looks and is filled at first weighs little', () => {
  const with1 = text
    .replace('| required |', '| required | appearance | default |')
    .replace('Lihat meteran | |', 'Lihat meteran | | minimal | 450 |')
  const changed = with1.replace('| minimal | 450 |', '| numbers | 900 |')
  expect(summary(compareForms(form(with1), form(changed))).map(([kind, , weight]) => [kind, weight])).toEqual(
    [
      ['default', 'minor'],
      ['screen', 'patch'],
    ],
  )
})

test('questions of one name in two groups are told apart', () => {
  const twice = `
  | settings | form_id | version |
  |          | f       | 1.0.0   |
  | survey   | type        | name | label |
  |          | begin_group | a    | A     |
  |          | text        | x    | Satu  |
  |          | end_group   |      |       |
  |          | begin_group | b    | B     |
  |          | integer     | x    | Dua   |
  |          | end_group   |      |       |
  `
  expect(compareForms(form(twice), form(twice)).changes).toEqual([])
  expect(
    summary(compareForms(form(twice), form(twice.replace('| Dua ', '| Tiga ')))).map(([kind]) => kind),
  ).toEqual(['question'])
})
