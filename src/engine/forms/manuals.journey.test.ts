import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compareFormFiles, makeManuals } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-manual-'))
})
afterEach(() => rm(folder, { recursive: true }))

const older = `
| settings | form_id | version |
|          | rumah   | 1.0.0   |
| survey   | type         | name  | label |
|          | select_one l | lampu | Penerangan utama |
| choices  | list_name | name | label |
|          | l         | 1    | Listrik |
|          | l         | 2    | Pelita |
| pedoman  | name  | definisi | tujuan | cara_tanya |
|          | lampu | Arti     | Guna   | Cara |
`
const newer = older.replace('1.0.0', '2.0.0').replace('| Pelita |', '| Pelita atau obor |')
const write = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

test('the manual against an older version lists exactly the choice that changed', async () => {
  const [file, against] = [await write('rumah.md', newer), await write('lama.md', older)]
  const report = await makeManuals({ file, outDir: folder, languages: ['id', 'en'], against, pdf: true })
  expect(report.ok).toBe(true)
  expect((await readdir(report.out ?? '')).toSorted()).toEqual([
    'kuis.csv',
    'manual-enumerator.html',
    'manual-enumerator.pdf',
    'manual-instructor.html',
    'manual-instructor.pdf',
    'manual-supervisor.html',
    'manual-supervisor.pdf',
    'pedoman-instruktur.html',
    'pedoman-instruktur.pdf',
    'pedoman-pencacah.html',
    'pedoman-pencacah.pdf',
    'pedoman-pengawas.html',
    'pedoman-pengawas.pdf',
    'perubahan.json',
  ])
  const html = await readFile(join(report.out ?? '', 'pedoman-pencacah.html'), 'utf8')
  const rows = /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1]?.match(/<tr>/g)
  expect(rows).toHaveLength(1)
  expect(html).toContain('<td>2 Pelita</td><td>2 Pelita atau obor</td>')
  const pdf = await readFile(join(report.out ?? '', 'pedoman-pencacah.pdf'))
  expect(pdf.toString('latin1')).toMatch(/\/Marked true/)
})

test('a form without a guide, and one that has nothing for a role, leave no book', async () => {
  const bare = await write('bare.md', older.slice(0, older.indexOf('| pedoman')))
  const plain = { outDir: folder, languages: ['id'] as const, pdf: false }
  expect((await makeManuals({ ...plain, file: bare })).issues.map(({ code }) => code)).toEqual([
    'form.no_guide',
  ])
  const file = await write('rumah.md', older)
  const refused = await makeManuals({ ...plain, file, roles: ['facilitator'] })
  expect([refused.ok, refused.out, refused.issues.map(({ code }) => code)]).toEqual([
    false,
    null,
    ['form.no_book'],
  ])
})

test('two files are compared, and a version that hides the change is refused', async () => {
  const [a, b] = [await write('a.md', older), await write('b.md', newer.replace('2.0.0', '1.0.1'))]
  const { ok, issues, comparison } = await compareFormFiles(a, b)
  expect([ok, comparison?.changes.length, comparison?.leastVersion]).toEqual([false, 1, '2.0.0'])
  expect(issues.map(({ code }) => code)).toContain('form.version_too_low')
  expect((await compareFormFiles(a, join(folder, 'none.md'))).comparison).toBeNull()
})
