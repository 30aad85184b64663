import {
  type Issue,
  type Message,
  Problem,
  type Severity,
  type Where,
  problemCatalogue,
} from '../kernel/index.ts'

/** Why a file cannot be read, and the way out. Thrown inside this room only; `issueOf` makes them issues at its door. */
export const refusals = problemCatalogue({
  'sheets.empty': {
    status: 422,
    id: 'Berkas ini kosong. Periksa apakah berkas yang dipilih sudah benar.',
    en: 'This file is empty. Check that it is the right one.',
  },
  'sheets.old_excel': {
    status: 422,
    id: 'Ini berkas Excel lama (.xls) atau berkas Excel yang dikunci kata sandi. Buka di Excel, hapus kata sandinya bila ada, lalu simpan sebagai .xlsx.',
    en: 'This is an old Excel file (.xls) or one locked by a password. Open it in Excel, take off the password if there is one, and save it as .xlsx.',
  },
  'sheets.web_page': {
    status: 422,
    id: 'Berkas ini sebenarnya halaman web atau XML, bukan buku kerja Excel. Buka di Excel, lalu simpan sebagai .xlsx.',
    en: 'This file is really a web page or XML, not an Excel workbook. Open it in Excel and save it as .xlsx.',
  },
  'sheets.unknown_format': {
    status: 422,
    id: 'Berkas {format} tidak dapat dibaca sebagai tabel. Simpan sebagai .xlsx atau .csv.',
    en: 'A file of kind {format} cannot be read as a table. Save it as .xlsx or .csv.',
  },
  'sheets.damaged': {
    status: 422,
    id: 'Berkas Excel ini rusak atau terpotong ({part}). Salin atau unduh sekali lagi dari sumbernya.',
    en: 'This Excel file is damaged or cut short ({part}). Copy or download it again from its source.',
  },
  'sheets.unsafe_xml': {
    status: 422,
    id: 'Bagian {part} berisi definisi XML yang tidak dipakai Excel dan dapat berbahaya. Simpan ulang berkas ini dari Excel.',
    en: 'Part {part} holds XML definitions that Excel does not use and that may do harm. Save the file again from Excel.',
  },
  'sheets.too_large': {
    status: 413,
    id: 'Berkas ini melebihi batas {what}: {limit}. Bagi menjadi beberapa berkas, atau simpan sebagai .csv.',
    en: 'This file is past the limit of {what}: {limit}. Split it into several files, or save it as .csv.',
  },
  'sheets.bomb': {
    status: 413,
    id: 'Bagian {part} mengembang lebih dari {limit} kali saat dibuka, seperti berkas jebakan. Hapus baris dan format yang kosong, lalu simpan ulang.',
    en: 'Part {part} grows more than {limit} times when unpacked, as a trap does. Delete empty rows and formats, and save it again.',
  },
  'sheets.no_sheet': {
    status: 422,
    id: 'Lembar {sheet} tidak ada. Lembar yang ada: {sheets}.',
    en: 'There is no sheet {sheet}. There are: {sheets}.',
  },
  'sheets.open_quote': {
    status: 422,
    id: 'Tanda kutip yang dibuka di baris {row} tidak pernah ditutup, atau barisnya lebih panjang dari {limit} huruf. Perbaiki tanda kutipnya.',
    en: 'A quotation mark opened on row {row} is never closed, or the row is longer than {limit} characters. Mend the quotation mark.',
  },
})

/** A refusal as an issue. Anything else is a bug and goes on its way. */
export function issueOf(error: unknown, file: string): Issue {
  if (!(error instanceof Problem)) throw error
  const { code, params, text } = error
  const row = params['row']
  const where: Where = typeof row === 'number' ? { file, row } : { file }
  return { code, severity: 'error', where, params, message: text }
}

const warnings = {
  'sheets.windows_1252': {
    id: 'Berkas ini bukan UTF-8 dan dibaca sebagai Windows-1252. Periksa huruf beraksen; bila salah, simpan ulang sebagai CSV UTF-8.',
    en: 'This file is not UTF-8 and was read as Windows-1252. Check accented letters; if they are wrong, save it again as CSV UTF-8.',
  },
  'sheets.nul': {
    id: 'Berkas ini berisi karakter NUL, yang dibuang. Periksa apakah berkasnya utuh.',
    en: 'This file holds NUL characters, which were left out. Check that it is whole.',
  },
  'sheets.formula_error': {
    id: 'Rumus di sel ini menghasilkan kesalahan. Perbaiki rumusnya, atau isikan nilainya.',
    en: 'The formula in this cell yields an error. Mend it, or enter the value.',
  },
} as const satisfies Readonly<Record<string, Message>>

export function warningOf(code: keyof typeof warnings, where: Where): Issue {
  return { code, severity: 'warning' satisfies Severity, where, params: {}, message: warnings[code] }
}
