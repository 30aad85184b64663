import { expect, test } from 'vitest'
import { isError } from '../kernel/index.ts'
import { parseMarkdown } from '../sheets/index.ts'
import { type CompileOptions, compileForm } from './compile-form.ts'

const compile = (markdown: string, options: CompileOptions = {}) =>
  compileForm(parseMarkdown(markdown), options)

/** The lines of the XForm that name something. */
const linesWith = (markdown: string, part: string | RegExp) => {
  const { xform, issues } = compile(markdown)
  if (xform === undefined) throw new Error(JSON.stringify(issues))
  return xform
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.search(part) >= 0)
}

test('a question is a node, a binding and a control', () => {
  const { xform, issues } = compile(`
    | settings | form_title | form_id | version |
    |          | Keluarga   | kk      | 1       |
    | survey   | type    | name | label | hint  | required | relevant    | constraint | constraint_message | appearance |
    |          | integer | rt   | RT    | Angka | yes      | \${umur} > 0 | . < 100    | Terlalu besar      | numbers    |
    |          | integer | umur | Umur  |       |          |             |            |                    |            |
  `)
  expect(issues).toEqual([])
  expect(xform).toBe(`<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:orx="http://openrosa.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <h:head>
    <h:title>Keluarga</h:title>
    <model odk:xforms-version="1.0.0">
      <instance>
        <data id="kk" version="1">
          <rt/>
          <umur/>
          <meta>
            <instanceID/>
          </meta>
        </data>
      </instance>
      <bind constraint=". &lt; 100" nodeset="/data/rt" relevant=" /data/umur  &gt; 0" required="true()" type="int" jr:constraintMsg="Terlalu besar"/>
      <bind nodeset="/data/umur" type="int"/>
      <bind nodeset="/data/meta/instanceID" readonly="true()" type="string" jr:preload="uid"/>
    </model>
  </h:head>
  <h:body>
    <input appearance="numbers" ref="/data/rt">
      <label>RT</label>
      <hint>Angka</hint>
    </input>
    <input ref="/data/umur">
      <label>Umur</label>
    </input>
  </h:body>
</h:html>
`)
})

test('a path is relative within a repeat, from the row that is filtered when it stands in a predicate', () => {
  expect(
    linesWith(
      `
    | survey | type         | name   | label | calculation |
    |        | text         | desa   | D     |             |
    |        | begin_repeat | anggota | A    |             |
    |        | text         | nama   | N     |             |
    |        | begin_group  | g      | G     |             |
    |        | calculate    | a      |       | \${nama}     |
    |        | calculate    | b      |       | \${desa}     |
    |        | calculate    | c      |       | instance('x')/root/item[n = \${nama}]/label |
    |        | calculate    | d      |       | indexed-repeat(\${nama}, \${anggota}, string-length(\${nama})) |
    |        | end_group    |        |       |             |
    |        | end_repeat   |        |       |             |
    |        | calculate    | e      |       | count(\${anggota}) + count(\${nama}) |
  `,
      /calculate=/,
    ).map((line) => /calculate="([^"]*)"/.exec(line)?.[1]),
  ).toEqual([
    ' ../../nama ',
    ' /data/desa ',
    "instance('x')/root/item[n =  current()/../../nama ]/label",
    'indexed-repeat( /data/anggota/nama ,  /data/anggota , string-length( ../../nama ))',
    'count( /data/anggota ) + count( /data/anggota/nama )',
  ])
})

test('a text without a language is one of the default language, and what nobody translated is a dash', () => {
  const { xform } = compile(`
    | settings | default_language |
    |          | Bahasa (id)      |
    | survey   | type | name | label | label::English (en) | guidance_hint |
    |          | text | a    | Nama  |                     | Eja           |
    |          | text | b    | Umur  | Age of \${a}         |               |
  `)
  expect(xform).toContain(`<translation default="true()" lang="Bahasa (id)">
          <text id="/data/a:hint">
            <value form="guidance">Eja</value>
          </text>
          <text id="/data/b:label">
            <value>Umur</value>
          </text>
        </translation>
        <translation lang="English (en)">
          <text id="/data/a:hint">
            <value form="guidance">-</value>
          </text>
          <text id="/data/b:label">
            <value> Age of <output value=" /data/a "/> </value>
          </text>
        </translation>`)
})

test('choices are filtered, shuffled, taken from files and from earlier answers', () => {
  expect(
    linesWith(
      `
    | survey | type                        | name | label | choice_filter | parameters     |
    |        | select_one prov             | p    | P     |               |                |
    |        | select_one kab              | k    | K     | prov = \${p}   | randomize=true |
    |        | select_one_from_file v.csv  | v    | V     | kab=\${k}      | value=code     |
    |        | begin_repeat                | r    | R     |               |                |
    |        | text                        | nama | N     |               |                |
    |        | end_repeat                  |      |       |               |                |
    |        | select_one \${nama}          | kk   | KK    |               |                |
    | choices | list_name | name | label | prov |
    |         | prov      | 97   | X     |      |
    |         | kab       | 9701 | Y     | 97   |
  `,
      /<itemset|src=|<prov>/,
    ),
  ).toEqual([
    '<instance id="v" src="jr://file-csv/v.csv"/>',
    '<prov>97</prov>',
    `<itemset nodeset="instance('prov')/root/item">`,
    `<itemset nodeset="randomize(instance('kab')/root/item[prov =  /data/p ])">`,
    `<itemset nodeset="instance('v')/root/item[kab= /data/k ]">`,
    `<itemset nodeset="/data/r[./nama != '']">`,
  ])
})

test('a repeat has a template, a count of its own, and defaults for new rows', () => {
  expect(
    linesWith(
      `
    | survey | type         | name | label | repeat_count | default |
    |        | integer      | n    | N     |              | 1       |
    |        | begin_repeat | r    | R     | \${n} + 1     |         |
    |        | date         | d    | D     |              | today() |
    |        | end_repeat   |      |       |              |         |
  `,
      /<r |r_count|<n>|setvalue/,
    ),
  ).toEqual([
    '<n>1</n>',
    '<r_count/>',
    '<r jr:template="">',
    '<bind calculate=" /data/n  + 1" nodeset="/data/r_count" readonly="true()" type="string"/>',
    '<setvalue event="odk-instance-first-load" ref="/data/r/d" value="today()"/>',
    '<repeat nodeset="/data/r" jr:count=" /data/r_count ">',
    '<setvalue event="odk-new-repeat" ref="/data/r/d" value="today()"/>',
  ])
})

test('a triggered calculation is set by the question that triggers it, and by nothing else', () => {
  expect(
    linesWith(
      `
    | survey | type      | name | label | trigger | calculation |
    |        | text      | a    | A     |         |             |
    |        | calculate | t    |       | \${a}    | now()       |
  `,
      /\/data\/t/,
    ),
  ).toEqual([
    '<bind nodeset="/data/t" type="string"/>',
    '<setvalue event="xforms-value-changed" ref="/data/t" value="now()"/>',
  ])
})

test('an entity is declared in the repeat whose answers it saves, with an id for each new row', () => {
  const { xform, issues } = compile(`
    | survey | type         | name | label | save_to      |
    |        | text         | desa | D     | family#desa  |
    |        | begin_repeat | r    | R     |              |
    |        | text         | nama | N     | person#nama  |
    |        | end_repeat   |      |       |              |
    | entities | list_name | label    | entity_id | create_if      | update_if |
    |          | family    | \${desa}  |           |                |           |
    |          | person    | \${nama}  | \${desa}   | \${nama} != ''  | 1 = 1     |
  `)
  expect(issues).toEqual([])
  expect(xform).toContain('entities:entities-version="2025.1.0"')
  expect(xform).toContain('<entity create="1" dataset="family" id="">')
  expect(xform).toContain(
    '<entity baseVersion="" branchId="" create="1" dataset="person" id="" trunkVersion="" update="1">',
  )
  expect(xform).toContain('<bind nodeset="/data/r/nama" type="string" entities:saveto="nama"/>')
  expect(xform).toContain('<bind calculate=" ../../../nama  != \'\'" nodeset="/data/r/meta/entity/@create"')
  expect(xform).toContain(
    '<setvalue event="odk-instance-first-load" ref="/data/meta/entity/@id" value="uuid()"/>',
  )
})

test('the id of a form without one is the name of its file', () => {
  const { xform } = compile('| survey | type | name | label |\n| | text | a | A |', {
    fallbackId: 'kuesioner',
  })
  expect(xform).toContain('<data id="kuesioner">')
})

test('an error leaves no XForm, and the issue says where, what and how in both languages', () => {
  const { xform, issues } = compile('| survey | type | name | label |\n| | text | 1a | A |')
  expect(xform).toBeUndefined()
  expect(issues).toEqual([
    {
      code: 'form.bad_name',
      severity: 'error',
      where: { sheet: 'survey', row: 2, column: 'B (name)' },
      params: { name: '1a' },
      message: {
        id: 'Nama 1a tidak dapat dipakai. Mulai dengan huruf atau garis bawah; setelah itu huruf, angka, garis bawah, tanda hubung atau titik.',
        en: 'The name 1a cannot be used. Begin with a letter or an underscore; then letters, digits, underscores, hyphens or periods.',
      },
    },
  ])
})

test('lenient reading mends what is safe, and says so', () => {
  const markdown = `
    | survey  | type         | name | label::Bahasa (id) | label:English (en) | image | media::image | calculation |
    |         | select_one l | a    | A                  | B                  |       | a.png        |             |
    |         | calculate    | b    |                    |                    |       |              | \${ a } + 1  |
    |         | text audit   | c    |                    |                    |       |              |             |
    | choices | list_name | name | label | desa |
    |         | l         | 1    | Satu  |      |
    |         | l         | 1    | Dua   |      |
    |         | l         | 1    | Tiga  | x    |
  `
  const errors = [
    'form.single_colon',
    'form.duplicate_column',
    'form.duplicate_choice',
    'form.duplicate_choice',
    'form.foreign_type',
  ]
  expect(
    compile(markdown)
      .issues.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code),
  ).toEqual([...errors, 'form.bad_reference'])
  const { xform, issues } = compile(markdown, { lenient: true })
  expect(issues.map(({ code, severity }) => [code, severity]).slice(0, 6)).toEqual([
    ['form.single_colon', 'warning'],
    ['form.duplicate_column', 'warning'],
    ['form.spaced_reference', 'warning'],
    ['form.duplicate_choice', 'warning'],
    ['form.filtered_duplicate', 'warning'],
    ['form.foreign_type', 'warning'],
  ])
  expect(issues[3]?.message.en).toContain('This row was left out.')
  expect(xform).toContain('jr://images/a.png')
  expect(xform).toContain('calculate=" /data/a  + 1"')
})

test('each of six hundred rows is bound, and asks by the question that it names', () => {
  const rows = Array.from({ length: 600 }, (_, index) => `| | integer | q${index} | Q | \${q0} > ${index} |`)
  const { issues, xform = '' } = compileForm(
    parseMarkdown(['| survey | type | name | label | relevant |', ...rows].join('\n')),
  )
  expect(issues).toEqual([])
  const binds = [
    ...xform.matchAll(/<bind nodeset="\/data\/q(\d+)" [^>]*relevant=" ?\/data\/q0 +&gt; (\d+)"/g),
  ]
  expect(binds.map(([, question, limit]) => [Number(question), Number(limit)])).toEqual(
    Array.from({ length: 600 }, (_, index) => [index, index]),
  )
})

test('a language, a type or a list may be named like what every object has', () => {
  const { xform, issues, dictionary } = compileForm(
    parseMarkdown(`
    | survey | type | name | label::constructor | hint::__proto__ | bind::type | calculation |
    |        | text | a    | A                  | petunjuk        |            |             |
    |        | select_one constructor | b |       | B               |            |             |
    |        | calculate | toString |            |                 | constructor | 1 + 1      |
    | choices | list_name | name | label::constructor |
    |         | constructor | valueOf | Satu |
    `),
  )
  expect(issues.filter(isError)).toEqual([])
  expect(xform).toContain('<translation lang="__proto__">')
  expect(dictionary.items.map(({ name }) => name)).toEqual(['a', 'b', 'toString'])
})
