import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'

const survey = (columns: string, ...rows: readonly string[]) =>
  [`| survey | ${columns} |`, ...rows.map((row) => `| | ${row} |`)].join('\n')
const choices = (columns: string, ...rows: readonly string[]) =>
  ['', `| choices | ${columns} |`, ...rows.map((row) => `| | ${row} |`)].join('\n')
const entities = (columns: string, ...rows: readonly string[]) =>
  ['', `| entities | ${columns} |`, ...rows.map((row) => `| | ${row} |`)].join('\n')
const pedoman = (row: string) => `\n| pedoman | name | definisi | tujuan | cara_tanya |\n| | ${row} |`
const parameters = (type: string, text: string) =>
  survey('type | name | label | parameters', `${type} | a | A | ${text}`)
const list = choices('list_name | name | label', 'l | 1 | Satu', 'l | 9 | Lain')
const saved = (target: string) => survey('type | name | label | save_to', `text | a | A | ${target}`)

/** What a form is, and each issue that it has: its code, where it lies, and `?` for a warning. */
const faults: readonly (readonly [string, string, ...(readonly string[])])[] = [
  ['no survey', '| choices | name |', 'form.no_survey survey'],
  [
    'a sheet that is nearly settings',
    `| setings | form_id |\n${survey('type | name | label', 'text | a | A')}`,
    '?form.similar_sheet setings',
  ],
  [
    'a bad name of the root',
    `| settings | name |\n| | 1a |\n${survey('type | name | label', 'text | a | A')}`,
    'form.bad_root_name settings 2 A (name)',
  ],
  [
    'no column for types',
    survey('name | label', 'a | A'),
    'form.no_column survey 1',
    'form.no_type survey 2 type',
  ],
  [
    'a type that is none',
    survey('type | name | label', 'integr | a | A'),
    'form.unknown_type survey 2 A (type)',
  ],
  [
    'a select without a list',
    survey('type | name | label', 'select_one | a | A', 'Select Multiple | b | B'),
    'form.no_list survey 2 A (type)',
    'form.no_list survey 3 A (type)',
  ],
  [
    'a loop',
    survey('type | name | label', 'begin_loop over l | a | A'),
    'form.unsupported_type survey 2 A (type)',
  ],
  [
    'types of KoboToolbox',
    survey('type | name | label', 'begin_score l | s | S', 'score__row | r | R', 'end_score | |'),
    'form.kobo_type survey 2 A (type)',
    'form.kobo_type survey 3 A (type)',
    'form.kobo_type survey 4 A (type)',
  ],
  [
    'a type of SurveyCTO',
    survey('type | name | label', 'caseid | a | A'),
    'form.foreign_type survey 2 A (type)',
  ],
  [
    'parameters that cannot be read',
    parameters('range', 'start'),
    'form.bad_parameters survey 2 D (parameters)',
  ],
  [
    'a reference to a file',
    survey('type | name | label', 'csv-external | x |', 'text | a | ${x}'),
    'form.unknown_reference survey 3 C (label)',
  ],
  [
    'a column that is misspelt',
    survey('type | name | label | relevent', 'text | a | A | 1 = 1'),
    '?form.unknown_column survey 1 D (relevent)',
  ],
  [
    'a group without a name',
    survey('type | name | label', 'begin_group | | G', 'text | a | A', 'end_group | |'),
    'form.no_group_name survey 2 B (name)',
  ],
  [
    'a row that is switched off',
    survey('type | name | label | disabled', 'text | a | A | yes', 'text | b | B |'),
    '?form.disabled survey 2 D (disabled)',
  ],
  [
    'a remark',
    survey('type | name | label | note', ' | | | tanya dulu', 'text | a | A |'),
    '?form.comment_row survey 2',
    '?form.unknown_column survey 1 D (note)',
  ],
  [
    'groups without end',
    survey('type | name | label', ...Array.from({ length: 51 }, (_, at) => `begin_group | g${at} | G`)),
    'form.too_deep survey 52',
    ...Array.from({ length: 50 }, (_, at) => `form.begin_without_end survey ${at + 2} A (type)`),
    '?form.empty_group survey 51',
  ],
  [
    'two columns of one meaning',
    survey('type | name | label | image | media::image', 'text | a | A | x | y'),
    'form.duplicate_column survey 1 E (media::image)',
  ],
  [
    'one colon among two',
    survey('type | name | label::Bahasa (id) | hint:English', 'text | a | A | x'),
    'form.single_colon survey 1 D (hint:English)',
  ],
  ['a name that is none', survey('type | name | label', 'text | a b | A'), 'form.bad_name survey 2 B (name)'],
  [
    'the same name twice',
    survey('type | name | label', 'text | a | A', 'note | a | B'),
    'form.duplicate_name survey 3 B (name)',
  ],
  [
    'names that differ by capitals',
    survey('type | name | label', 'text | a | A', 'text | A | B'),
    '?form.similar_name survey 3 B (name)',
  ],
  ['the name meta', survey('type | name | label', 'text | meta | A'), 'form.reserved_name survey 2 B (name)'],
  [
    'a repeat named as the form',
    survey('type | name | label', 'begin_repeat | data | A', 'text | b | B', 'end_repeat | |'),
    'form.root_name survey 2 B (name)',
  ],
  [
    'two repeats of one name',
    survey(
      'type | name | label',
      'begin_repeat | r | R',
      'text | b | B',
      'end_repeat | |',
      'begin_group | g | G',
      'begin_repeat | r | R',
      'text | c | C',
      'end_repeat | |',
      'end_group | |',
    ),
    'form.duplicate_repeat survey 6 B (name)',
  ],
  ['an audit of another name', survey('type | name', 'audit | log'), 'form.audit_name survey 2 B (name)'],
  [
    'a reference with spaces',
    survey('type | name | label', 'text | a | ${ a }'),
    'form.bad_reference survey 2 C (label)',
  ],
  [
    'a reference to nothing',
    survey('type | name | label', 'text | a | ${b}'),
    'form.unknown_reference survey 2 C (label)',
  ],
  [
    'a reference to two questions',
    survey('type | name | label', 'begin_group | g | G', 'text | a | A', 'end_group | |', 'text | a | ${a}'),
    'form.ambiguous_reference survey 5 C (label)',
  ],
  [
    'an expression with an open bracket',
    survey('type | name | calculation', "calculate | a | concat('x'"),
    'form.unfinished_expression survey 2 C (calculation)',
  ],
  [
    'an expression with two operators',
    survey('type | name | calculation', 'calculate | a | 1 == 2'),
    'form.bad_expression survey 2 C (calculation)',
  ],
  [
    'a function of another system',
    survey('type | name | calculation', 'calculate | a | index()'),
    'form.unknown_function survey 2 C (calculation)',
  ],
  [
    'a trigger that is no reference',
    survey('type | name | trigger | calculation', 'calculate | a | b | 1'),
    'form.bad_trigger survey 2 C (trigger)',
  ],
  [
    'a trigger that is not there',
    survey('type | name | trigger | calculation', 'calculate | a | ${b} | 1'),
    'form.unknown_trigger survey 2 C (trigger)',
  ],
  [
    'a trigger that nobody sees',
    survey('type | name | trigger | calculation', 'calculate | a | | 1', 'calculate | b | ${a} | 1'),
    'form.hidden_trigger survey 3 C (trigger)',
  ],
  [
    'a place in the background without trigger',
    survey('type | name | calculation', 'background-geopoint | a | 1'),
    'form.no_trigger survey 2 trigger',
    'form.background_calculation survey 2 C (calculation)',
  ],
  [
    'a calculation of nothing',
    survey('type | name | calculation', 'calculate | a |'),
    'form.no_calculation survey 2 C (calculation)',
  ],
  [
    'a type that devices gave up',
    survey('type | name', 'simserial | a'),
    '?form.deprecated_type survey 2 A (type)',
  ],
  [
    'encryption without an id',
    `| settings | public_key | omit_instanceID |\n| | x | yes |\n${survey('type | name | label', 'text | a | A')}`,
    'form.encrypted_without_id settings 2 B (omit_instanceid)',
  ],
  ['a question without a text', survey('type | name | label', 'text | a |'), 'form.no_label survey 2'],
  [
    'a repeat without a label',
    survey('type | name | label', 'begin_repeat | r |', 'text | a | A', 'end_repeat | |'),
    '?form.no_group_label survey 2 C (label)',
  ],
  [
    'a group of nothing',
    survey('type | name | label', 'begin_group | g | G', 'end_group | |'),
    '?form.empty_group survey 2',
  ],
  [
    'a large image alone',
    survey('type | name | label | big-image', 'note | a | A | x.png'),
    'form.big_image_alone survey 2 D (big-image)',
  ],
  [
    'a parameter of another type',
    parameters('text', 'rows=2 start=1'),
    'form.unknown_parameter survey 2 D (parameters)',
  ],
  ['a range of letters', parameters('range', 'start=a'), 'form.range_number survey 2 D (parameters)'],
  ['a range without steps', parameters('range', 'step=0'), 'form.range_zero survey 2 D (parameters)'],
  ['a step beyond the range', parameters('range', 'step=20'), 'form.range_too_wide survey 2 D (parameters)'],
  [
    'ticks beside the steps',
    parameters('range', 'start=0 step=2 tick_interval=3'),
    'form.range_step survey 2 D (parameters)',
  ],
  [
    'a placeholder outside',
    parameters('range', 'placeholder=11'),
    'form.range_outside survey 2 D (parameters)',
  ],
  [
    'ticks on a picker',
    survey('type | name | label | parameters | appearance', 'range | a | A | tick_interval=1 | picker'),
    'form.range_appearance survey 2 D (parameters)',
  ],
  [
    'labels of ticks from nowhere',
    parameters('range', 'tick_labelset=x'),
    'form.range_labels survey 2 D (parameters)',
  ],
  [
    'labels of ticks that are no numbers',
    parameters('range', 'tick_labelset=l') + choices('list_name | name | label', 'l | x | X'),
    'form.range_label_number survey 2 D (parameters)',
  ],
  [
    'labels without ticks in the middle',
    survey('type | name | label | parameters | appearance', 'range | a | A | tick_labelset=l | no-ticks') +
      list,
    'form.range_end_labels survey 2 D (parameters)',
  ],
  [
    'an accuracy in words',
    parameters('geopoint', 'warning-accuracy=good'),
    'form.accuracy_not_number survey 2 D (parameters)',
  ],
  [
    'mock accuracy in words',
    parameters('geopoint', 'allow-mock-accuracy=maybe'),
    'form.mock_accuracy survey 2 D (parameters)',
  ],
  [
    'a trace that is not incremental',
    parameters('geotrace', 'incremental=false'),
    'form.incremental survey 2 D (parameters)',
  ],
  [
    'a reference geometry from nowhere',
    parameters('geoshape', 'reference-geometry=x'),
    'form.unknown_geometry survey 2 D (parameters)',
  ],
  [
    'a reference geometry that is searched for',
    survey(
      'type | name | label | parameters | appearance',
      "select_one l | a | A | | search('f')",
      'geoshape | b | B | reference-geometry=l |',
    ) + list,
    'form.unknown_geometry survey 3 D (parameters)',
  ],
  [
    'an audit of unknown words',
    survey('type | parameters', 'audit | identify-user=x'),
    'form.no_column survey 1',
    'form.audit_value survey 2 B (parameters)',
  ],
  [
    'an audit with half a location',
    survey('type | name | parameters', 'audit | | location-max-age=2'),
    'form.audit_location survey 2 C (parameters)',
  ],
  [
    'an audit with seconds in words',
    survey(
      'type | name | parameters',
      'audit | | location-priority=balanced location-min-interval=x location-max-age=2',
    ),
    'form.audit_seconds survey 2 C (parameters)',
  ],
  [
    'an audit whose age is below its interval',
    survey(
      'type | name | parameters',
      'audit | | location-priority=balanced location-min-interval=3 location-max-age=2',
    ),
    'form.audit_age survey 2 C (parameters)',
  ],
  ['pixels in words', parameters('image', 'max-pixels=large'), 'form.not_whole survey 2 D (parameters)'],
  [
    'photographs in full size',
    survey('type | name | label', 'image | a | A'),
    '?form.large_photos survey 2 A (type)',
  ],
  [
    'an app without a package',
    parameters('image', 'max-pixels=1 app=camera'),
    'form.bad_app survey 2 D (parameters)',
  ],
  ['a quality of no name', parameters('audio', 'quality=best'), 'form.bad_quality survey 2 D (parameters)'],
  [
    'a list that is not there',
    survey('type | name | label', 'select_one x | a | A'),
    'form.unknown_list survey 2 A (type)',
  ],
  [
    'a file of another kind',
    survey('type | name | label', 'select_one_from_file x.pdf | a | A'),
    'form.unknown_file survey 2 A (type)',
  ],
  [
    'a space in a code of several',
    survey('type | name | label', 'select_multiple l | a | A') +
      choices('list_name | name | label', 'l | a b | AB'),
    'form.space_in_code choices 2 B (name)',
  ],
  [
    'other with a filter',
    survey('type | name | label | choice_filter', 'select_one l or_other | a | A | 1 = 1') + list,
    'form.other_with_filter survey 2 D (choice_filter)',
  ],
  [
    'other of a file',
    survey('type | name | label', 'select_one x.csv or_other | a | A'),
    'form.other_without_list survey 2 A (type)',
  ],
  [
    'other in two languages',
    survey('type | name | label::Bahasa (id)', 'select_one l or_other | a | A') + list,
    '?form.other_untranslated survey 2 A (type)',
  ],
  [
    'a shuffle in words',
    parameters('select_one l', 'randomize=maybe') + list,
    'form.randomize survey 2 D (parameters)',
  ],
  [
    'a seed without shuffle',
    parameters('select_one l', 'seed=1') + list,
    'form.seed survey 2 D (parameters)',
  ],
  [
    'a column of a file that has no name',
    parameters('select_one_from_file x.csv', 'value=1a'),
    'form.column_of_file survey 2 D (parameters)',
  ],
  [
    'an external list without a filter',
    `${survey('type | name | label', 'select_one_external l | a | A')}\n| external_choices | list_name | name |\n| | l | 1 |`,
    '?form.external_unfiltered survey 2 choice_filter',
  ],
  [
    'a table of two lists',
    survey(
      'type | name | label | appearance',
      'begin_group | g | G | table-list',
      'select_one l | a | A |',
      'select_one m | b | B |',
      'end_group | | |',
    ) + choices('list_name | name | label', 'l | 1 | A', 'm | 1 | A'),
    'form.table_list_mixed survey 4 A (type)',
  ],
  [
    'a table with a filter',
    survey(
      'type | name | label | appearance | choice_filter',
      'begin_group | g | G | table-list |',
      'select_one l | a | A | | 1 = 1',
      'end_group | | | |',
    ) + list,
    'form.table_list_filter survey 3 E (choice_filter)',
  ],
  [
    'a search in a file',
    survey('type | name | label | appearance', "select_one_from_file x.csv | a | A | search('x')"),
    'form.search_in_file survey 2 D (appearance)',
  ],
  [
    'a list that one searches and another shows',
    survey(
      'type | name | label | appearance',
      "select_one l | a | A | search('x')",
      'select_one l | b | B |',
    ) + list,
    'form.search_shared survey 2 D (appearance)',
  ],
  [
    'a choice without a code',
    survey('type | name | label', 'text | a | A') + choices('list_name | name | label', 'l | | X'),
    'form.no_choice_name choices 2 B (name)',
  ],
  [
    'a code twice',
    survey('type | name | label', 'text | a | A') +
      choices('list_name | name | label', 'l | 1 | X', 'l | 1 | Y'),
    'form.duplicate_choice choices 3 B (name)',
  ],
  [
    'a choice without a label',
    survey('type | name | label', 'text | a | A') + choices('list_name | name | label', 'l | 1 |'),
    '?form.no_choice_label choices 2 C (label)',
  ],
  [
    'a column of choices that is no name',
    survey('type | name | label', 'text | a | A') +
      choices('list_name | name | label | my note', 'l | 1 | X | x'),
    '?form.bad_choice_column choices 1 D (my note)',
  ],
  [
    'a list named as a file',
    survey('type | name | label', 'select_one l | a | A', 'csv-external | l |') + list,
    'form.instance_clash choices',
  ],
  [
    'a file declared twice',
    survey(
      'type | name | label',
      'csv-external | x |',
      'begin_group | g | G',
      'csv-external | x |',
      'end_group | |',
    ),
    'form.duplicate_file survey 4 B (name)',
  ],
  [
    'a language that lacks a column',
    survey('type | name | label::Bahasa (id) | hint::English (en)', 'text | a | A | x'),
    '?form.untranslated survey 1',
    '?form.untranslated survey 1',
  ],
  [
    'a language without a code',
    survey('type | name | label::Bahasa', 'text | a | A'),
    '?form.language_code survey 1',
  ],
  [
    'a prefix that nobody declared',
    survey('type | name | label | bind::x:y', 'text | a | A | 1'),
    'form.unknown_prefix survey 2 D (bind::x:y)',
  ],
  [
    'an attribute that is no name',
    survey('type | name | label | bind::1y', 'text | a | A | 1'),
    'form.bad_attribute survey 2 D (bind::1y)',
  ],
  ['a saved answer and no list', saved('x'), 'entities.none survey 2 D (save_to)'],
  [
    'a saved group',
    survey('type | name | label | save_to', 'begin_group | g | G | x', 'text | a | A |', 'end_group | | |') +
      entities('list_name | label', 'e | E'),
    'entities.saved_group survey 2 D (save_to)',
  ],
  [
    'two marks',
    saved('e#x#y') + entities('list_name | label', 'e | E'),
    'entities.two_marks survey 2 D (save_to)',
  ],
  ['an answer for one of two lists', saved('x') + entities('list_name | label', 'e | E')],
  [
    'an answer for an unknown list',
    saved('f#x') + entities('list_name | label', 'e | E'),
    'entities.unknown_list survey 2 D (save_to)',
  ],
  [
    'a property that ODK keeps',
    saved('e#Label') + entities('list_name | label', 'e | E'),
    'entities.bad_property survey 2 D (save_to)',
  ],
  [
    'a property twice',
    survey('type | name | label | save_to', 'text | a | A | x', 'text | b | B | e#x') +
      entities('list_name | label', 'e | E'),
    'entities.duplicate_property survey 3 D (save_to)',
  ],
  [
    'answers from two scopes',
    survey(
      'type | name | label | save_to',
      'text | a | A | x',
      'begin_repeat | r | R |',
      'text | b | B | y',
      'end_repeat | | |',
    ) + entities('list_name | label', 'e | E'),
    'entities.scope survey 2',
  ],
  [
    'a column that entities lack',
    survey('type | name | label', 'text | a | A') + entities('list_name | label | colour', 'e | E | red'),
    'entities.unknown_column entities 1',
  ],
  [
    'a list without a name',
    survey('type | name | label', 'text | a | A') + entities('list_name | label', ' | E'),
    'entities.no_list entities 2 A (list_name)',
  ],
  [
    'a list with a period',
    survey('type | name | label', 'text | a | A') + entities('list_name | label', 'e.f | E'),
    'entities.bad_list entities 2 A (list_name)',
  ],
  [
    'a list without a label',
    survey('type | name | label', 'text | a | A') + entities('list_name', 'e'),
    'entities.no_label entities 2 label',
  ],
  [
    'an update without an id',
    survey('type | name | label', 'text | a | A') +
      entities('list_name | label | update_if', 'e | E | 1 = 1'),
    'entities.no_id entities 2 entity_id',
  ],
  [
    'a creation with an id',
    survey('type | name | label', 'text | a | A') +
      entities('list_name | label | entity_id | create_if', 'e | E | ${a} | 1 = 1'),
    'entities.no_update_if entities 2 update_if',
  ],
  [
    'two lists in one place',
    survey('type | name | label | save_to', 'text | a | A | e#x', 'text | b | B | f#y') +
      entities('list_name | label', 'e | E', 'f | F'),
    'entities.no_place entities 3',
  ],
  [
    'a list that looks into another repeat',
    survey(
      'type | name | label',
      'begin_repeat | r | R',
      'text | a | A',
      'end_repeat | |',
      'begin_repeat | s | S',
      'text | b | B',
      'end_repeat | |',
    ) + entities('list_name | label', 'e | concat(${a}, ${b})'),
    'entities.out_of_reach entities 2',
  ],
  [
    'two lists and no prefix',
    saved('x') + entities('list_name | label', 'e | E', 'f | F'),
    'entities.no_place entities 3',
    'entities.no_prefix survey 2 D (save_to)',
  ],
  [
    'a list twice',
    survey('type | name | label', 'text | a | A') + entities('list_name | label', 'e | E', 'e | F'),
    'entities.duplicate_list entities 3 A (list_name)',
    'entities.no_place entities 3',
  ],
  [
    'a question that the guide does not explain',
    survey('type | name | label', 'text | a | A') + pedoman('a | Arti |  | '),
    'form.undocumented survey 2 B (name)',
  ],
  [
    'a guide of nothing, for nobody, that refers to nothing, in one language',
    survey('type | name | label', 'text | a | A') +
      '\n| pedoman | name | definisi::id | definisi::en | tujuan | cara_tanya | peran |' +
      '\n| | a c | Lihat {{item:d}} |  | Guna | Cara | lurah |',
    'form.guide_of_nothing pedoman 2 A (name)',
    'form.dead_reference pedoman 2 B (definisi::id)',
    'form.unknown_role pedoman 2 F (peran)',
    '?form.one_language pedoman 2',
  ],
]

const issuesOf = (markdown: string) =>
  compileForm(parseMarkdown(markdown)).issues.map(({ code, severity, where: { sheet, row, column } }) =>
    [`${severity === 'warning' ? '?' : ''}${code}`, sheet, row, column]
      .filter((part) => part !== undefined)
      .join(' '),
  )

test.each(faults)('%s', (_, markdown, ...expected) => {
  expect(issuesOf(markdown)).toEqual(expected)
  for (const { message } of compileForm(parseMarkdown(markdown)).issues) {
    expect(`${message.id} ${message.en}`).not.toMatch(/(?<!\$)\{\w+\}/)
  }
})

test('every issue that the compiler knows is shown here, or by the tests of lenient reading and of brackets', () => {
  const folders = ['../form/', '../check/', '../entities/'].map((folder) => new URL(folder, import.meta.url))
  const sources = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')),
  )
  const known = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/^ {2}'((?:form|entities)\.\w+)': \{$/gm)].map((match) => match[1]),
    ),
  )
  const shown = new Set(
    faults.flatMap(([, , ...expected]) => expected.map((issue) => issue.replace('?', '').split(' ')[0])),
  )
  const elsewhere = [
    'form.spaced_reference',
    'form.filtered_duplicate',
    'form.end_without_begin',
    'form.no_name',
  ]
  expect([...known].filter((code) => !shown.has(code) && !elsewhere.includes(code ?? ''))).toEqual([])
  expect(known.size).toBeGreaterThan(90)
})
