import { type Issue, type Message, type Severity, type Where, fill } from '../../kernel/index.ts'

const texts = {
  columns_missing: {
    id: 'Kolom {columns} tidak ada. Berkas ini bukan ekspor SIKS-NG dengan anggota keluarga; periksa baris judulnya.',
    en: 'The columns {columns} are missing. This file is no SIKS-NG export with family members; check its heading row.',
  },
  column_twice: {
    id: 'Kolom {column} ada dua kali. Hapus salah satunya.',
    en: 'The column {column} stands twice. Delete one of them.',
  },
  column_unknown: {
    id: 'Kolom {column} tidak dikenal dan dilewati.',
    en: 'The column {column} is unknown and passed over.',
  },
  family_key_missing: {
    id: 'idbdt, ruta6, dan nokk kosong, sehingga keluarganya tidak diketahui.',
    en: 'idbdt, ruta6 and nokk are empty, so the family is not known.',
  },
  name_missing: { id: 'Nama kosong.', en: 'The name is empty.' },
  name_encoding: {
    id: 'Nama memuat huruf yang rusak oleh pengodean.',
    en: 'The name holds letters broken by their encoding.',
  },
  nik_none: { id: 'Tidak ada NIK.', en: 'There is no NIK.' },
  nik_malformed: { id: 'NIK tidak sah: {faults}.', en: 'The NIK is malformed: {faults_en}.' },
  nik_mended: {
    id: 'NIK dibaca dari tulisan yang tidak baku.',
    en: 'The NIK was read from an unusual spelling.',
  },
  nik_sex_differs: { id: 'Jenis kelamin berbeda dengan NIK.', en: 'The sex differs from the NIK.' },
  nik_date_differs: { id: 'Tanggal lahir berbeda dengan NIK.', en: 'The birth date differs from the NIK.' },
  kk_none: { id: 'Tidak ada nomor KK.', en: 'There is no KK number.' },
  kk_malformed: { id: 'Nomor KK tidak sah: {faults}.', en: 'The KK number is malformed: {faults_en}.' },
  kk_mended: {
    id: 'Nomor KK dibaca dari tulisan yang tidak baku.',
    en: 'The KK number was read from an unusual spelling.',
  },
  date_missing: { id: 'Tanggal lahir kosong.', en: 'The birth date is empty.' },
  date_impossible: {
    id: 'Tanggal "{value}" tidak mungkin. Tulis hari/bulan/tahun.',
    en: 'The date "{value}" is impossible. Write day/month/year.',
  },
  date_future: {
    id: 'Tanggal lahir "{value}" setelah tanggal daftar.',
    en: 'The birth date "{value}" is later than the list.',
  },
  code_unknown: {
    id: 'Kode "{value}" tidak dikenal pada kolom ini.',
    en: 'The code "{value}" is unknown in this column.',
  },
  not_a_number: { id: '"{value}" bukan angka.', en: '"{value}" is not a number.' },
  decimal_comma: {
    id: '"{value}" dibaca sebagai bilangan dengan koma desimal.',
    en: '"{value}" was read as a number with a decimal comma.',
  },
  relation_missing: {
    id: 'Hubungan dengan kepala keluarga kosong atau tidak dikenal.',
    en: 'The relation to the head is empty or unknown.',
  },
  area_unknown: {
    id: 'Kode wilayah {code} tidak pernah ada. Perbaiki kodenya, atau muat daftar wilayah yang lebih baru.',
    en: 'The area code {code} never existed. Mend the code, or load a newer list of areas.',
  },
  area_retired: {
    id: 'Kode wilayah {code} sudah diganti menjadi {current}.',
    en: 'The area code {code} was replaced by {current}.',
  },
} as const satisfies Readonly<Record<string, Message>>

export type SiksIssueCode = keyof typeof texts

/** What keeps a row from being promoted; the others are told and kept as marks on the fact. */
const blocking: ReadonlySet<SiksIssueCode> = new Set([
  'columns_missing',
  'column_twice',
  'family_key_missing',
  'name_missing',
  'relation_missing',
  'area_unknown',
])

export function siksIssue(
  code: SiksIssueCode,
  where: Where,
  params: Readonly<Record<string, string | number>> = {},
): Issue {
  const severity: Severity = blocking.has(code) ? 'error' : 'warning'
  const { id, en } = texts[code]
  return { code, severity, where, params, message: { id: fill(id, params), en: fill(en, params) } }
}
