import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildForms, checkForms } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-forms-'))
})
afterEach(() => rm(folder, { recursive: true }))

const good = '| survey | type | name | label | image |\n| | integer | umur | Umur | umur.png |\n'
const bad = '| survey | type | name | label |\n| | integer | 1umur | Umur |\n'
const write = (files: Readonly<Record<string, string>>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))

test('a folder is its forms in the order of their names, without the data beside them', async () => {
  await write({
    'b.md': bad,
    'a.md': good,
    'README.md': '# Forms\n',
    'members.csv': 'name,label\n1,Satu\n',
    'c.csv': 'survey,,\n,type,name,label\n,text,nama,Nama\n',
    '~$a.xlsx': '',
  })
  const reports = await checkForms([folder])
  expect(reports.map(({ file, ok }) => [file.slice(folder.length + 1), ok])).toEqual([
    ['a.md', true],
    ['b.md', false],
    ['c.csv', true],
  ])
  expect(reports[1]?.issues).toMatchObject([
    {
      severity: 'error',
      sheet: 'survey',
      row: 2,
      column: 'B (name)',
      code: 'form.bad_name',
      message: { id: /./, en: /./ },
    },
  ])
})

test('a form is built with its codebook and the media beside it, and one with errors leaves nothing', async () => {
  await write({ 'a.md': good, 'b.md': bad, 'umur.png': 'png' })
  const out = join(folder, 'out')
  const reports = await buildForms([join(folder, 'a.md'), join(folder, 'b.md')], out)
  expect(reports.map((report) => [report.ok, report.out, report.missingMedia])).toEqual([
    [true, join(out, 'a'), []],
    [false, null, []],
  ])
  expect(await readdir(out)).toEqual(['a'])
  expect((await readdir(join(out, 'a'))).toSorted()).toEqual([
    'codebook.csv',
    'codebook.ddi.xml',
    'codebook.html',
    'codebook.json',
    'form.xml',
    'media',
    'ms-var.csv',
  ])
  expect(await readdir(join(out, 'a', 'media'))).toEqual(['umur.png'])
  expect(await readFile(join(out, 'a', 'form.xml'), 'utf8')).toContain(
    '<bind nodeset="/data/umur" type="int"/>',
  )
  expect(JSON.parse(await readFile(join(out, 'a', 'codebook.json'), 'utf8'))).toMatchObject({
    form: 'a',
    items: [{ name: 'umur', type: 'integer' }],
  })
})

test('a form cannot take files from elsewhere, and says what it misses', async () => {
  await write({ 'a.md': good.replace('umur.png', '../secret.png') })
  const [report] = await buildForms([join(folder, 'a.md')], join(folder, 'out'))
  expect(report?.missingMedia).toEqual(['../secret.png'])
})

test('a file that is not there is reported, and so is an old Excel file', async () => {
  await writeFile(join(folder, 'old.xls'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))
  const reports = await checkForms([join(folder, 'none.xlsx'), join(folder, 'old.xls')])
  expect(reports.map(({ ok, issues }) => [ok, issues[0]?.code])).toEqual([
    [false, 'form.no_file'],
    [false, 'sheets.old_excel'],
  ])
})

test('forms of one name are built beside each other', async () => {
  await write({ 'a.md': good, 'a-2.md': good, 'a.csv': 'survey,,\n,type,name,label\n,text,nama,Nama\n' })
  const reports = await buildForms([folder], join(folder, 'out'))
  expect(new Set(reports.map((report) => report.out)).size).toBe(3)
})
