import { type Issue, type Message, type ProblemParams, fill, parsePlainDate } from '../kernel/index.ts'
import type { Variable } from './codebook.ts'

const texts = {
  'value.not_integer': {
    id: '{label}: "{value}" bukan bilangan bulat. Tulis angka tanpa pemisah ribuan, misalnya 12.',
    en: '{label}: "{value}" is not a whole number. Write digits without separators, for instance 12.',
  },
  'value.not_decimal': {
    id: '{label}: "{value}" bukan angka. Tulis dengan titik desimal, misalnya 0.25.',
    en: '{label}: "{value}" is not a number. Write it with a decimal point, for instance 0.25.',
  },
  'value.not_date': {
    id: '{label}: "{value}" bukan tanggal. Tulis sebagai TTTT-BB-HH, misalnya 1987-08-17.',
    en: '{label}: "{value}" is not a date. Write it as YYYY-MM-DD, for instance 1987-08-17.',
  },
  'value.out_of_range': {
    id: '{label}: {value} di luar rentang {min} sampai {max}. Periksa kembali jawabannya.',
    en: '{label}: {value} is outside {min} to {max}. Check the answer again.',
  },
  'value.unknown_code': {
    id: '{label}: kode "{value}" tidak dikenal. Kode yang berlaku: {codes}.',
    en: '{label}: code "{value}" is unknown. Valid codes: {codes}.',
  },
} as const satisfies Readonly<Record<string, Message>>

/** Whether a value, as text, is one of the variable's. Nothing is wrong with an empty value. */
export function checkValue(variable: Variable, text: string): readonly Issue[] {
  if (text === '') return []
  switch (variable.type) {
    case 'integer':
      return /^-?\d+$/.test(text) ? checkRange(variable, text) : [issue(variable, 'value.not_integer', text)]
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(text)
        ? checkRange(variable, text)
        : [issue(variable, 'value.not_decimal', text)]
    case 'date':
      return parsePlainDate(text) ? [] : [issue(variable, 'value.not_date', text)]
    case 'code':
      return checkCodes(variable, text)
    case 'text':
    case 'secret':
      return []
  }
}

function checkRange(variable: Variable, text: string): readonly Issue[] {
  const { min = -Infinity, max = Infinity } = variable.range ?? {}
  const number = Number(text)
  if (number >= min && number <= max) return []
  return [issue(variable, 'value.out_of_range', text, { min: bound(min), max: bound(max) })]
}

function bound(value: number): string | number {
  return Number.isFinite(value) ? value : '…'
}

function checkCodes(variable: Variable, text: string): readonly Issue[] {
  const codes = variable.categories.map((category) => category.code)
  const given = variable.multiple ? text.split(' ') : [text]
  const unknown = given.filter((code) => !codes.includes(code))
  return unknown.map((code) => issue(variable, 'value.unknown_code', code, { codes: codes.join(', ') }))
}

function issue(variable: Variable, code: keyof typeof texts, value: string, more: ProblemParams = {}): Issue {
  const params = { ...more, variable: variable.name, value }
  const { id, en } = texts[code]
  const message = {
    id: fill(id, { ...params, label: variable.label.id }),
    en: fill(en, { ...params, label: variable.label.en }),
  }
  return { code, severity: 'error', where: { column: variable.name }, params, message }
}
