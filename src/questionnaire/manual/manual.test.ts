import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { checkForm, compileForm } from '../compile-form.ts'
import { renderDictionaryHtml } from '../dictionary/dictionary-html.ts'
import { manualOf } from './manual.ts'
import { quizRows } from './quiz-rows.ts'
import { renderManual } from './render-manual.ts'

const sheets = `
| settings | form_title | english_title | form_id | version |
|          | Rumah      | House         | rumah   | 1.2.0   |
| survey   | type          | name  | label::Bahasa Indonesia (id) | label::English (en) | relevant | constraint | required | unit | calculation |
|          | begin_group   | fisik | I. Fisik       | I. Building |   |            |     |    |  |
|          | select_one l  | lampu | Penerangan <utama>?  | Main lighting? |    |            | yes |    |  |
|          | integer       | daya  | Daya listrik   | Power       | \${lampu} = '1' | . >= 450 and . <= 6600 | | VA | |
|          | note          | ucap  | Terima kasih   | Thank you   |   |            |     |    |  |
|          | end_group     |       |                |             |   |            |     |    |  |
|          | begin_repeat  | art   | II. Anggota    | II. Members | \${lampu} != '3' |  |     |    |  |
|          | text          | nama  | Nama           | Name        |   |            | yes |    |  |
|          | select_multiple l | pakai | Yang dipakai \${nama} | Used by \${nama} | selected(\${lampu}, '2') and \${nama} != '' | | | | |
|          | end_repeat    |       |                |             |   |            |     |    |  |
|          | calculate     | jumlah | Jumlah anggota | Members     |   |            |     |    | count(\${art}) |
| choices  | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
|          | l         | 1    | Listrik PLN | PLN |
|          | l         | 2    | Pelita | Oil lamp |
|          | l         | 3    | Tanpa | None |
`
const guide = `
| pedoman  | name  | definisi::Bahasa Indonesia (id) | definisi::English (en) | tujuan | cara_tanya | contoh_benar | kasus_khusus | periksa | peran |
|          | fisik |  |  | Untuk peringkat. | Bacakan semua pilihan. |  |  |  |  |
|          | lampu | Penerangan yang **paling lama** menyala, lihat {{item:daya}}. | The light that is on longest. |  |  | Lampu bohlam | Listrik tetangga: pilih Listrik PLN.<br>Genset: pilih Tanpa. | Kabel terlihat. |  |
|          | daya  | Daya pada meteran. | Power of the meter. |  | Minta melihat meteran. |  |  |  |  |
|          | nama pakai | Sesuai kartu. | As on the card. | Mengenali orang. | Tanyakan. |  |  |  | pencacah |
|          | jumlah | Banyaknya anggota. | Number of members. |  |  |  |  |  |  |
`
const chapters = `
| bab | judul::id | isi::id | peran |
|     | Salam     | Ucapkan salam.<br>- Sebut nama<br>- Tunjukkan surat | pencacah |
`
const { form, issues } = compileForm(parseMarkdown(sheets + guide + chapters))
const item = (name: string, role: 'enumerator' | 'supervisor' = 'enumerator') =>
  manualOf(form, role)
    .sections.flatMap(({ items }) => items)
    .find((found) => found.name === name)

test('a documented form has no issue, and one with a hole is refused at the row of the question', () => {
  expect(issues).toEqual([])
  const hole = guide.replace('| daya  |', '| lampu |').replace('{{item:daya}}', '{{item:watt}}')
  expect(
    checkForm(parseMarkdown(sheets + hole)).map(
      ({ code, where, params }) =>
        `${code} ${where.sheet} ${where.row} ${params['missing'] ?? params['name']}`,
    ),
  ).toEqual(['form.undocumented survey 4 definisi', 'form.dead_reference pedoman 3 watt'])
})

test('a form without the sheet is anybody’s, and needs no manual', () => {
  expect(checkForm(parseMarkdown(sheets))).toEqual([])
})

test('what is written for nobody, and roles that nobody has, are told', () => {
  const wrong = `${guide}|          | atap | A | A | A | A |  |  |  | kepala |\n`
  expect(checkForm(parseMarkdown(sheets + wrong)).map(({ code }) => code)).toEqual([
    'form.guide_of_nothing',
    'form.unknown_role',
  ])
})

test('choices, skips and ranges come from the form, in words', () => {
  expect(item('daya')).toMatchObject({
    number: '1.2',
    askedIf: {
      id: 'Penerangan <utama> adalah “Listrik PLN” (1)',
      en: 'Main lighting is “PLN” (1)',
    },
    rule: { words: { id: '450 – 6600' } },
    unit: 'VA',
  })
  expect(item('pakai')?.askedIf).toEqual({
    id: 'Penerangan <utama> memuat “Pelita” (2) dan Nama terisi',
    en: 'Main lighting includes “Oil lamp” (2) and Name is filled',
  })
  expect(item('pakai')?.label.id).toBe('Yang dipakai [Nama]')
  expect(item('lampu')?.decides).toEqual(['daya', 'bagian-2', 'pakai'])
})

test('a condition on the answer itself speaks of the answer, and of what the device fills in', () => {
  const dated = compileForm(
    parseMarkdown(`
    | survey | type  | name | label | constraint |
    |        | today | hari |       |            |
    |        | date  | lahir | Lahir | . <= \${hari} and . != '' |
    | pedoman | name | definisi | tujuan | cara_tanya |
    |         | lahir | A | B | C |
    `),
  )
  const [lahir] = manualOf(dated.form, 'enumerator').sections[0]?.items ?? []
  expect(lahir?.rule?.words).toEqual({
    id: 'jawaban paling banyak tanggal pengisian dan jawaban terisi',
    en: 'the answer is at most the day of the interview and the answer is filled',
  })
})

test('what holds for a whole group stands once, with its section', () => {
  const [section] = manualOf(form, 'enumerator').sections
  expect(section?.guide).toMatchObject({
    purpose: { id: 'Untuk peringkat.' },
    asking: { id: 'Bacakan semua pilihan.' },
  })
  expect(item('daya')?.guide).toEqual({
    definition: { id: 'Daya pada meteran.', en: 'Power of the meter.' },
    asking: { id: 'Minta melihat meteran.', en: 'Minta melihat meteran.' },
    roles: ['enumerator', 'supervisor', 'instructor'],
  })
})

test('each role reads its own book', () => {
  expect(manualOf(form, 'enumerator').sections.map(({ title }) => title.id)).toEqual([
    'I. Fisik',
    'II. Anggota',
    'Rumah',
  ])
  expect(item('nama', 'supervisor')).toBeUndefined()
  expect(manualOf(form, 'supervisor').chapters).toEqual([])
  expect(manualOf(form, 'facilitator').sections).toEqual([])
})

test('the page has an anchor for each item, links that lead somewhere, and escapes what it shows', () => {
  const html = renderManual(manualOf(form, 'enumerator'), 'id')
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
  expect(ids).toEqual(expect.arrayContaining(['lampu', 'daya', 'ucap', 'nama', 'pakai', 'jumlah', 'bab-1']))
  expect(html).toContain('Penerangan &lt;utama&gt;?')
  expect(html).toContain('<strong>paling lama</strong> menyala, lihat <a href="#daya">1.2 Daya listrik</a>')
  expect(html).toContain('<p>Ucapkan salam.</p><ul><li>Sebut nama</li><li>Tunjukkan surat</li></ul>')
  expect(html).not.toContain('Kabel terlihat')
  expect(renderManual(manualOf(form, 'supervisor'), 'en')).toContain('Kabel terlihat')
})

test('quiz stubs ask what examples, special cases, skips and ranges answer', () => {
  expect(quizRows(form).map(([name, question, answer]) => [name, question, answer])).toEqual([
    ['lampu', 'Benar atau salah untuk “Penerangan <utama>?”: Lampu bohlam', 'Benar.'],
    ['lampu', 'Apa yang dicatat? Listrik tetangga.', 'pilih Listrik PLN.'],
    ['lampu', 'Apa yang dicatat? Genset.', 'pilih Tanpa.'],
    ['daya', 'Kapan “Daya listrik” ditanyakan?', 'Penerangan <utama> adalah “Listrik PLN” (1).'],
    ['daya', 'Jawaban apa yang diterima untuk “Daya listrik”?', '450 – 6600.'],
  ])
})

test('questions of one name in two groups have an anchor each, in the manual and in the codebook', () => {
  const { form: twice, dictionary } = compileForm(
    parseMarkdown(`
    | survey | type        | name | label |
    |        | begin_group | a    | A     |
    |        | text        | x    | Satu  |
    |        | end_group   |      |       |
    |        | begin_group | b    | B     |
    |        | text        | x    | Dua   |
    |        | end_group   |      |       |
    `),
  )
  const idsOf = (html: string) => [...html.matchAll(/<article [^>]*?id="([^"]*)"/g)].map(([, id]) => id)
  expect(idsOf(renderManual(manualOf(twice, 'enumerator'), 'id'))).toEqual(['a/x', 'b/x'])
  expect(idsOf(renderDictionaryHtml(dictionary, 'id'))).toEqual(['x', 'b/x'])
})
