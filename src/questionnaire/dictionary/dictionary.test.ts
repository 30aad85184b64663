import { DOMParser } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'
import { renderDictionaryDdi } from './dictionary-ddi.ts'
import { renderDictionaryHtml } from './dictionary-html.ts'
import { dictionaryTable } from './dictionary-table.ts'
import { msVarHeadings, msVarRows } from './ms-var.ts'

const { dictionary, issues } = compileForm(
  parseMarkdown(`
  | settings | form_title | english_title | form_id | version |
  |          | Keluarga   | Family        | kk      | 1.2.0   |
  | survey   | type          | name  | label::Bahasa Indonesia (id) | label::English (en) | hint::Bahasa Indonesia (id) | hint::English (en) | relevant | constraint | required | unit | calculation  |
  |          | note          | salam | Selamat datang | Welcome |      |     |            |             |     |    |         |         |
  |          | begin_group   | rumah | Rumah          | House   |      |     | 1 = 1      |             |     |    |         |         |
  |          | select_one l  | atap  | Atap & <genting> | Roof  | Amati | Look |          |             | yes |    |         |
  |          | integer       | luas  | Luas           | Area    |      |     | \${atap} = '1' | . >= 1 and . <= 99 |  | m2 |   |  |
  |          | end_group     |       |                |         |      |     |            |             |     |    |         |         |
  |          | begin_repeat  | art   | Anggota        | Member  |      |     |            |             |     |    |         |         |
  |          | calculate     | urut  |                |         |      |     |            |             |     |    | position(..) |    |
  |          | end_repeat    |       |                |         |      |     |            |             |     |    |         |         |
  | choices  | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
  |          | l         | 1    | Beton          | Concrete |
  | pedoman  | name | definisi           | tujuan | cara_tanya | standar |
  |          | atap | Bahan penutup atap | Mutu rumah | Amati | SDS 12 |
  |          | luas | Luas lantai | Mutu rumah | Ukur |  |
  `),
)

test('an item is what comes back as a column: asked, computed, of the form or of a repeat', () => {
  expect(issues).toEqual([])
  expect(dictionary.items).toMatchObject([
    {
      name: 'atap',
      groups: ['rumah'],
      table: '',
      type: 'select_one',
      required: true,
      universe: '1 = 1',
      guide: { definition: { id: 'Bahan penutup atap' } },
    },
    {
      name: 'luas',
      range: { min: 1, max: 99 },
      unit: 'm2',
      universe: "(1 = 1) and (${atap} = '1')",
      required: false,
    },
    { name: 'urut', table: 'art', calculation: 'position(..)' },
  ])
})

test('a table has a row for each item', () => {
  expect(dictionaryTable(dictionary)).toEqual([
    ['kk', 'atap', 'select_one', 'Atap & <genting>', 'Roof', '1 Beton', '', '1 = 1', 'yes', '', ''],
    ['kk', 'luas', 'integer', 'Luas', 'Area', '', 'm2', "(1 = 1) and (${atap} = '1')", 'no', '', ''],
    ['art', 'urut', 'calculate', '', '', '', '', '', 'no', '', ''],
  ])
})

test('the page names every item once as an anchor, and escapes what it shows', () => {
  const html = renderDictionaryHtml(dictionary, 'id')
  for (const { name } of dictionary.items) expect(html.split(` id="${name}">`)).toHaveLength(2)
  expect(html).toContain('Atap &amp; &lt;genting&gt;')
  expect(html).toContain('<html lang="id">')
  expect(renderDictionaryHtml(dictionary, 'en')).toContain('<li><code>1</code> Concrete</li>')
})

test('DDI has a file for each table and a variable for each item, in the order of its schema', () => {
  const document = new DOMParser().parseFromString(renderDictionaryDdi(dictionary), 'text/xml')
  const texts = (name: string) =>
    Array.from(document.getElementsByTagName(name), (element) => element.textContent)
  expect(texts('fileName')).toEqual(['kk', 'art'])
  expect(
    Array.from(document.getElementsByTagName('var'), (element) => element.getAttribute('files')),
  ).toEqual(['F1', 'F1', 'F2'])
  expect(
    Array.from(document.getElementsByTagName('var')[1]?.childNodes ?? [], (node) => node.nodeName).filter(
      (name) => name !== '#text',
    ),
  ).toEqual(['labl', 'labl', 'qstn', 'valrng', 'universe', 'txt', 'varFormat'])
  expect(texts('catValu')).toEqual(['1'])
})

test('MS-Var has what the form knows under the headings of the regulation', () => {
  const [atap = [], luas = []] = msVarRows(dictionary)
  const of = (row: readonly string[], heading: string) => row[msVarHeadings.indexOf(heading)]
  expect([
    of(atap, 'Alias'),
    of(atap, 'Definisi'),
    of(atap, 'Klasifikasi Isian'),
    of(atap, 'Aturan Validasi'),
    of(atap, 'Referensi Pemilihan'),
    of(atap, 'Apakah Variabel Dapat Diakses Umum'),
  ]).toEqual([
    'atap',
    'Bahan penutup atap',
    '1 = Beton',
    'Wajib diisi. Ditanyakan bila 1 = 1.',
    'SDS 12',
    'Ya',
  ])
  expect([of(luas, 'Tipe Data'), of(luas, 'Aturan Validasi')]).toEqual([
    'Bilangan bulat',
    "Nilai 1 sampai 99. Ditanyakan bila (1 = 1) and (${atap} = '1').",
  ])
})
