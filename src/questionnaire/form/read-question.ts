import { similarHint } from '../../kernel/index.ts'
import { type Reading, type Report, issueTexts, reportMendable } from './form-issues.ts'
import type { Question } from './form-model.ts'
import { type FormRow, rowWhere, value } from './form-rows.ts'
import { textsOf } from './form-texts.ts'
import { parseParameters } from './parameters.ts'
import { parseType, typeNames } from './question-types.ts'

const issue = issueTexts({
  'form.no_type': {
    id: 'Baris ini bernama {name} tetapi tidak memiliki type. Isi kolom type, atau hapus barisnya.',
    en: 'This row is named {name} but has no type. Fill the column type, or delete the row.',
  },
  'form.unknown_type': {
    id: 'Tipe {type} tidak dikenal. Perbaiki ejaannya{similar}; daftar tipe ada di xlsform.org.',
    en: 'The type {type} is unknown. Mend its spelling{similar}; xlsform.org lists the types.',
  },
  'form.no_list': {
    id: 'Tipe {type} memerlukan nama daftar pilihan. Tulis seperti select_one nama_daftar, dengan daftarnya di lembar choices.',
    en: 'The type {type} needs the name of a list of choices. Write select_one list_name, with the list on the sheet choices.',
  },
  'form.foreign_type': {
    id: 'Tipe {type} hanya dikenal SurveyCTO. Hapus barisnya; pakai audit untuk mencatat jalannya wawancara.',
    en: 'Only SurveyCTO knows the type {type}. Delete the row; use audit to log the interview.',
  },
  'form.kobo_type': {
    id: 'Tipe {type} hanya dikenal KoboToolbox. Ganti dengan begin_group berisi satu select_one untuk setiap baris, dengan appearance table-list.',
    en: 'Only KoboToolbox knows the type {type}. Replace it by a begin_group with a select_one for each row, and the appearance table-list.',
  },
  'form.unsupported_type': {
    id: 'Tipe {type} tidak didukung. Pakai begin_repeat untuk pengulangan.',
    en: 'The type {type} is not supported. Use begin_repeat to repeat questions.',
  },
  'form.bad_parameters': {
    id: 'Parameter "{text}" tidak dapat dibaca. Tulis sebagai kunci=nilai, dipisah spasi.',
    en: 'The parameters "{text}" cannot be read. Write key=value, parted by spaces.',
  },
  'form.no_name': {
    id: 'Baris bertipe {type} ini tidak memiliki nama. Isi kolom name.',
    en: 'This row of type {type} has no name. Fill the column name.',
  },
})

/** A row that asks or keeps something; `undefined` when its type is none. */
export function readQuestion(row: FormRow, reading: Reading): Question | undefined {
  const { report } = reading
  const text = value(row, 'type')
  const parsed = parseType(text)
  if (text === '') report(issue('form.no_type', rowWhere(row, 'type'), { name: value(row, 'name') }))
  else if (!parsed) reportUnknown(row, text, reading)
  if (!parsed) return undefined
  const name = value(row, 'name') || (givenNames[parsed.type]?.(row) ?? '')
  if (name === '') report(issue('form.no_name', rowWhere(row, 'name'), { type: text }))
  return {
    kind: 'question',
    row,
    name,
    ...parsed,
    label: textsOf(row, 'label'),
    parameters: parametersOf(row, report),
  }
}

function reportUnknown(row: FormRow, type: string, reading: Reading): void {
  if (/^(begin|end)[_ ]loop\b/i.test(type) || /^osm\b/i.test(type))
    return reading.report(issue('form.unsupported_type', rowWhere(row, 'type'), { type }))
  if (koboTypes.test(type)) return reading.report(issue('form.kobo_type', rowWhere(row, 'type'), { type }))
  if (foreignTypes.test(type)) {
    return reportMendable(reading, issue('form.foreign_type', rowWhere(row, 'type'), { type }), {
      id: 'Baris ini tidak dipakai.',
      en: 'This row was left out.',
    })
  }
  if (/^(select[ _](one|multiple)([ _]from[ _]file|[ _]external)?|rank)$/i.test(type))
    return reading.report(issue('form.no_list', rowWhere(row, 'type'), { type }))
  const similar = similarHint(type, typeNames)
  reading.report(issue('form.unknown_type', rowWhere(row, 'type'), { type, similar }))
}

const koboTypes = /^((begin|end)[_ ](score|rank|kobomatrix)|score__row|rank__level)\b/i

const foreignTypes =
  /^(caseid|comments|text audit|audio audit|speed violations.*|sensor_.*|calculate_here)( .*)?$/i

/** Names that the author may leave out. */
const givenNames: Readonly<Record<string, (row: FormRow) => string>> = {
  audit: () => 'audit',
  note: (row) => `generated_note_name_${row.number}`,
}

function parametersOf(row: FormRow, report: Report): ReadonlyMap<string, string> {
  const text = value(row, 'parameters')
  const parameters = parseParameters(text)
  if (!parameters) report(issue('form.bad_parameters', rowWhere(row, 'parameters'), { text }))
  return parameters ?? new Map()
}
