import { fill, type Issue, type Message, type Severity } from '../../kernel/index.ts'

const texts = {
  'answers.not_well_formed': {
    id: 'Kiriman ini bukan XML yang utuh ({fault}). Kirim ulang dari ponsel; berkas aslinya masih tersimpan di sana.',
    en: 'This submission is no well-formed XML ({fault}). Send it again from the phone, where the original still is.',
  },
  'answers.unknown_form': {
    id: 'Kiriman ini untuk formulir "{found}", bukan "{expected}". Periksa formulir yang dipakai di ponsel.',
    en: 'This submission is for the form "{found}", not "{expected}". Check which form the phone uses.',
  },
  'answers.wrong_version': {
    id: 'Kiriman ini dibuat dengan versi "{found}", sedangkan yang diperiksa versi "{expected}". Periksa dengan versi pembuatnya.',
    en: 'This submission was made with version "{found}", and version "{expected}" is what it is checked against. Check it with the version that made it.',
  },
  'answers.constraint': {
    id: 'Jawaban "{received}" tidak memenuhi syarat pertanyaan ini. {words}',
    en: 'The answer "{received}" does not meet the condition of this question. {words}',
  },
  'answers.required': {
    id: 'Pertanyaan ini wajib dijawab dan kosong. {words}',
    en: 'This question must be answered and is empty. {words}',
  },
  'answers.unknown_field': {
    id: 'Formulir tidak mengenal isian ini ("{received}"). Kiriman mungkin diubah di luar formulir.',
    en: 'The form knows no such field ("{received}"). The submission may have been altered outside of the form.',
  },
  'answers.not_asked': {
    id: 'Pertanyaan ini tidak berlaku bagi keluarga ini, tetapi terisi "{received}".',
    en: 'This question does not apply to this family, and yet is answered "{received}".',
  },
  'answers.not_offered': {
    id: 'Jawaban "{received}" tidak ada dalam pilihan, atau bukan dari jenis yang diminta.',
    en: 'The answer "{received}" is not among the choices, or not of the type that is asked for.',
  },
  'answers.recomputed': {
    id: 'Isian ini dihitung oleh formulir: "{computed}", bukan "{received}".',
    en: 'This field is computed by the form: "{computed}", not "{received}".',
  },
  'answers.list_missing': {
    id: 'Berkas {file} tidak tersedia, sehingga jawaban yang bersumber darinya tidak diperiksa.',
    en: 'The file {file} is not at hand, so answers that come from it were not checked.',
  },
  'answers.not_checked': {
    id: 'Jawaban tidak dapat diperiksa oleh formulir ({fault}). Periksa dengan mata.',
    en: 'The answers cannot be checked by the form ({fault}). Look at them yourself.',
  },
} as const satisfies Readonly<Record<string, Message>>

export type AnswerCode = keyof typeof texts

/** `place` is the field with positions; empty for the submission as a whole. */
export function answerIssue(
  code: AnswerCode,
  severity: Severity,
  place: string,
  params: Readonly<Record<string, string | number>>,
): Issue {
  const { id, en } = texts[code]
  const message = { id: fill(id, params).trim(), en: fill(en, params).trim() }
  return { code, severity, where: place === '' ? {} : { column: place }, params, message }
}
