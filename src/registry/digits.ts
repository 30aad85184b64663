import type { Message } from '../kernel/index.ts'

/** What a cell of a file or a field of a form held where a 16-digit number was asked for. */
export type DigitsRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'digits'; readonly digits: string }
  /** A spreadsheet kept the number as a number: beyond 15 significant digits the rest is gone. */
  | { readonly kind: 'lost_digits'; readonly digits: string }

/** Written where there is no number: `-`, `0`, `tidak ada`, `belum punya`, sixteen zeros or nines. */
const placeholders = /^(-+|0+|9{16}|x+|tidak ada|tdk ada|belum( ada| punya)?|null|none|n\/?a|#n\/a)$/i

/**
 * Reads a 16-digit number however a spreadsheet mangled it: `'3204…`, `3204 0101 …`, `3.20401E+15`, `3204….0`.
 * Two or more trailing zeros of a value that came as a number mean that digits were lost.
 */
export function readDigits(text: string, fromNumber = false): DigitsRead {
  const trimmed = text.trim().replace(/^['’`]/, '')
  if (trimmed === '' || placeholders.test(trimmed)) return { kind: 'none' }
  const scientific = /^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$/.exec(trimmed)
  if (scientific) return readScientific(scientific)
  const digits = trimmed.replace(/[.,]0+$/, '').replace(/[\s.\-/]/g, '')
  const lost = fromNumber && digits.length >= 16 && digits.endsWith('0')
  return { kind: lost ? 'lost_digits' : 'digits', digits }
}

/** `3.204011201850001E+15` has all 16 digits; with fewer, the last ones are gone. */
function readScientific([, first = '', rest = '', power = '']: RegExpExecArray): DigitsRead {
  const length = Number(power) + 1
  const digits = (first + rest).slice(0, length).padEnd(length, '0')
  const complete = first.length + rest.length >= length
  return { kind: complete ? 'digits' : 'lost_digits', digits }
}

/** `3204••••••••0012`: the area stays readable, the person does not. */
export function maskDigits(digits: string): string {
  return digits.length < 9
    ? '•'.repeat(digits.length)
    : `${digits.slice(0, 4)}${'•'.repeat(digits.length - 8)}${digits.slice(-4)}`
}

/** Four-digit regency and six-digit sub-district codes that were ever in force, retired ones included. */
export type KnownAreas = { readonly regencies: ReadonlySet<string>; readonly districts: ReadonlySet<string> }

export type NumberFault =
  | 'not_16_digits'
  | 'lost_digits'
  | 'one_digit_repeated'
  | 'unknown_regency'
  | 'impossible_date'
  | 'serial_zero'
  | 'nik_equals_kk'

export const faultMessages: Readonly<Record<NumberFault, Message>> = {
  not_16_digits: { id: 'bukan 16 angka', en: 'not 16 digits' },
  lost_digits: {
    id: 'angka terakhir hilang karena sel disimpan sebagai bilangan; salin ulang dari sumbernya sebagai teks',
    en: 'the last digits were lost because the cell was kept as a number; copy it again from its source as text',
  },
  one_digit_repeated: { id: 'satu angka diulang', en: 'one digit repeated' },
  unknown_regency: { id: 'kode kabupaten/kota tidak pernah ada', en: 'the regency code never existed' },
  impossible_date: {
    id: 'tanggal di dalam nomor tidak mungkin',
    en: 'the date inside the number is impossible',
  },
  serial_zero: { id: 'nomor urut 0000', en: 'serial number 0000' },
  nik_equals_kk: { id: 'NIK sama dengan nomor KK', en: 'the NIK equals the KK number' },
}

/** Faults that NIK and KK number share. */
export function commonFaults(read: Exclude<DigitsRead, { kind: 'none' }>, areas: KnownAreas): NumberFault[] {
  if (read.kind === 'lost_digits') return ['lost_digits']
  const { digits } = read
  if (!/^\d{16}$/.test(digits)) return ['not_16_digits']
  if (/^(\d)\1{15}$/.test(digits)) return ['one_digit_repeated']
  const faults: NumberFault[] = []
  if (!areas.regencies.has(digits.slice(0, 4))) faults.push('unknown_regency')
  if (digits.endsWith('0000')) faults.push('serial_zero')
  return faults
}
