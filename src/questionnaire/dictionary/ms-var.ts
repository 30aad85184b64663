import { messageOf } from '../form/form-texts.ts'
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

/** A row for each item, under `msVarHeadings`. What the form cannot know is left empty, for its author to fill. */
export function msVarRows({ items }: DataDictionary): readonly (readonly string[])[] {
  return items.map((item) => [
    messageOf(item.label)?.id ?? item.name,
    item.name,
    '',
    item.definition ?? '',
    '',
    '',
    dataTypes[item.type] ??
      (item.categories.length > 0 || item.file !== undefined ? 'Karakter (kode)' : 'Karakter'),
    item.categories.map(({ code, label }) => `${code} = ${messageOf(label)?.id ?? ''}`).join('\n'),
    validationText(item),
    messageOf(item.label)?.id ?? '',
    '',
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
