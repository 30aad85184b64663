import { hasText, messageOf } from '../form/form-texts.ts'
import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

/** Metadata of a variable as Satu Data Indonesia asks for them (Peraturan BPS 5/2020, form MS-Var). */
export const msVarHeadings = [
  'Nama Variabel',
  'Alias',
  'Konsep',
  'Definisi',
  'Referensi Pemilihan',
  'Referensi Waktu',
  'Tipe Data',
  'Klasifikasi Isian',
  'Aturan Validasi',
  'Kalimat Pertanyaan',
  'Apakah Variabel Dapat Diakses Umum',
]

/** Answers that may name or show a person or a dwelling. */
const personal = new Set([
  'text',
  'geopoint',
  'geotrace',
  'geoshape',
  'image',
  'audio',
  'video',
  'file',
  'phonenumber',
])

/**
 * A row for each item, under `msVarHeadings`. The reference period is the day of the interview unless the definition
 * says otherwise; free text, places and pictures are never open to all. What has no text, such as the time of the start,
 * is no variable that anybody publishes.
 */
export function msVarRows({ items }: DataDictionary): readonly (readonly string[])[] {
  const published = items.filter(({ label }) => hasText(label))
  return published.map((item) => [
    messageOf(item.label)?.id ?? item.name,
    item.name,
    item.guide?.concept?.id ?? messageOf(item.label)?.id ?? '',
    item.guide?.definition?.id ?? '',
    [item.guide?.standard ?? '', item.sources ?? ''].filter((text) => text !== '').join('; '),
    'Saat pencacahan',
    dataTypes[item.type] ??
      (item.categories.length > 0 || item.file !== undefined ? 'Karakter (kode)' : 'Karakter'),
    item.categories.map(({ code, label }) => `${code} = ${messageOf(label)?.id ?? ''}`).join('\n'),
    validationText(item),
    messageOf(item.label)?.id ?? '',
    item.secret || personal.has(item.type) ? 'Tidak' : 'Ya',
  ])
}

const dataTypes: Readonly<Record<string, string>> = {
  integer: 'Bilangan bulat',
  range: 'Bilangan',
  decimal: 'Bilangan desimal',
  date: 'Tanggal',
  dateTime: 'Tanggal dan waktu',
  time: 'Waktu',
}

function validationText({ range, required, universe }: DictionaryItem): string {
  return [
    ...(required ? ['Wajib diisi.'] : []),
    ...(range ? [`Nilai ${range.min ?? '…'} sampai ${range.max ?? '…'}.`] : []),
    ...(universe === undefined ? [] : [`Ditanyakan bila ${universe}.`]),
  ].join(' ')
}
