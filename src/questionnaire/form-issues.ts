import {
  type Issue,
  type Message,
  type ProblemParams,
  type Severity,
  type Where,
  fill,
} from '../kernel/index.ts'

/** What can be wrong with a questionnaire, and how its author mends it. */
const texts = {
  'form.no_survey': {
    id: 'Berkas ini tidak memiliki lembar "survey" berisi pertanyaan. Tambahkan lembar bernama survey dengan kolom type, name dan label.',
    en: 'This file has no sheet "survey" with questions. Add a sheet named survey with the columns type, name and label.',
  },
  'form.no_column': {
    id: 'Lembar {sheet} tidak memiliki kolom {column}. Tambahkan kolom itu pada baris judul.',
    en: 'Sheet {sheet} has no column {column}. Add it to the heading row.',
  },
  'form.no_type': {
    id: 'Baris ini bernama {name} tetapi tidak memiliki type. Isi kolom type, atau hapus barisnya.',
    en: 'This row is named {name} but has no type. Fill the column type, or delete the row.',
  },
  'form.no_name': {
    id: 'Baris bertipe {type} ini tidak memiliki nama. Isi kolom name.',
    en: 'This row of type {type} has no name. Fill the column name.',
  },
  'form.end_without_begin': {
    id: '{type} ini tidak memiliki pasangan pembuka. Hapus baris ini, atau tambahkan baris pembukanya.',
    en: 'This {type} closes nothing. Delete the row, or add the row that opens it.',
  },
  'form.begin_without_end': {
    id: '{name} dibuka di sini dan tidak pernah ditutup. Tambahkan baris {type} di akhirnya.',
    en: '{name} is opened here and never closed. Add a row {type} where it ends.',
  },
  'form.unknown_list': {
    id: 'Daftar pilihan {list} tidak ada di lembar choices. Tambahkan pilihannya, atau perbaiki namanya.',
    en: 'The list {list} is not on the sheet choices. Add its choices, or mend its name.',
  },
  'form.no_choice_name': {
    id: 'Pilihan ini tidak memiliki kode. Isi kolom name.',
    en: 'This choice has no code. Fill the column name.',
  },
  'form.duplicate_choice': {
    id: 'Kode {code} sudah dipakai dalam daftar {list} di baris {first}. Beri setiap pilihan kode sendiri.',
    en: 'Code {code} is already used in the list {list} on row {first}. Give each choice a code of its own.',
  },
  'codebook.unknown_type': {
    id: 'Jawaban bertipe {type} tidak dapat disimpan di registri. Pakai text, integer, decimal, date atau select, atau isi bind::type untuk hasil hitungan.',
    en: 'An answer of type {type} cannot be saved in the registry. Use text, integer, decimal, date or select, or fill bind::type for a calculation.',
  },
  'codebook.no_label': {
    id: 'Variabel {name} tidak memiliki label. Isi label dalam bahasa Indonesia dan Inggris.',
    en: 'Variable {name} has no label. Fill its labels in Indonesian and in English.',
  },
  'codebook.duplicate_variable': {
    id: 'Variabel {name} sudah diisi oleh pertanyaan di baris {first}. Satu variabel berasal dari satu pertanyaan.',
    en: 'Variable {name} is already filled by the question on row {first}. One variable comes from one question.',
  },
  'codebook.bad_item': {
    id: 'Rujukan {item} tidak dapat dibaca. Tulis sebagai instrumen:nomor, misalnya regsosek:303.',
    en: 'The reference {item} cannot be read. Write it as instrument:number, for instance regsosek:303.',
  },
} as const satisfies Readonly<Record<string, Message>>

/** Takes an issue in; the readers go on with what is left. */
export type Report = (issue: Issue) => void

type FormIssueCode = keyof typeof texts

export function formIssue(
  code: FormIssueCode,
  where: Where,
  params: ProblemParams = {},
  severity: Severity = 'error',
): Issue {
  const { id, en } = texts[code]
  return { code, severity, where, params, message: { id: fill(id, params), en: fill(en, params) } }
}
