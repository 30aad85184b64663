import type { Language, Message } from '../../kernel/index.ts'

const words = {
  book: { id: 'Buku pedoman', en: 'Manual of the' },
  version: { id: 'Versi', en: 'Version' },
  form: { id: 'Formulir', en: 'Form' },
  contents: { id: 'Daftar isi', en: 'Contents' },
  search: { id: 'Cari pertanyaan atau kata', en: 'Search for a question or a word' },
  found: { id: 'pertanyaan ditemukan', en: 'questions found' },
  definition: { id: 'Arti', en: 'Meaning' },
  purpose: { id: 'Kegunaan', en: 'What it is for' },
  asking: { id: 'Cara bertanya', en: 'How to ask' },
  probes: { id: 'Bila jawaban belum jelas', en: 'If the answer is not clear' },
  rightExamples: { id: 'Contoh benar', en: 'Right' },
  wrongExamples: { id: 'Contoh salah', en: 'Wrong' },
  specialCases: { id: 'Kasus khusus', en: 'Special cases' },
  evidence: { id: 'Bukti yang dapat dilihat', en: 'Evidence to look at' },
  checking: { id: 'Yang diperiksa pengawas', en: 'What the supervisor checks' },
  concept: { id: 'Konsep', en: 'Concept' },
  standard: { id: 'Klasifikasi', en: 'Classification' },
  askedIf: { id: 'Ditanyakan bila', en: 'Asked if' },
  section: { id: 'Bagian', en: 'Section' },
  common: { id: 'Berlaku untuk semua pertanyaan di bagian ini', en: 'For every question of this section' },
  repeated: { id: 'Diisi untuk setiap baris', en: 'Filled for each row' },
  choices: { id: 'Pilihan', en: 'Choices' },
  code: { id: 'Kode', en: 'Code' },
  answerRule: { id: 'Jawaban yang diterima', en: 'Answers accepted' },
  message: { id: 'Pesan bila salah', en: 'Message otherwise' },
  unit: { id: 'Satuan', en: 'Unit' },
  file: { id: 'Pilihan dari berkas', en: 'Choices from the file' },
  decides: { id: 'Menentukan', en: 'Decides' },
  required: { id: 'wajib', en: 'required' },
  several: { id: 'boleh lebih dari satu', en: 'several may be chosen' },
  computed: { id: 'dihitung sendiri', en: 'computed' },
  computedAs: { id: 'Dihitung sebagai', en: 'Computed as' },
  note: { id: 'catatan di layar', en: 'note on the screen' },
  onScreen: { id: 'Petunjuk di layar', en: 'Hint on the screen' },
  quiz: { id: 'Bahan kuis dan jawabannya', en: 'Quiz with its answers' },
  changes: { id: 'Yang berubah', en: 'What has changed' },
  since: { id: 'sejak versi', en: 'since version' },
  noChanges: { id: 'Tidak ada yang berubah.', en: 'Nothing has changed.' },
  retrain: { id: 'latih ulang', en: 'retrain' },
  before: { id: 'Sebelum', en: 'Before' },
  after: { id: 'Sesudah', en: 'After' },
  change: { id: 'Perubahan', en: 'Change' },
  subject: { id: 'Pertanyaan', en: 'Question' },
  generated: {
    id: 'Pilihan, rentang dan alur di buku ini diambil dari formulirnya, sehingga selalu sama dengan yang tampil di layar.',
    en: 'Choices, ranges and skips in this book are taken from the form, so that they are always those on the screen.',
  },
} as const

/** The manual's own words in one language. */
export function wordsIn(language: Language) {
  return (key: keyof typeof words): string => words[key][language]
}

const kinds: Readonly<Record<string, Message>> = {
  text: { id: 'teks', en: 'text' },
  integer: { id: 'bilangan bulat', en: 'whole number' },
  decimal: { id: 'bilangan desimal', en: 'decimal number' },
  date: { id: 'tanggal', en: 'date' },
  time: { id: 'waktu', en: 'time' },
  dateTime: { id: 'tanggal dan waktu', en: 'date and time' },
  select_one: { id: 'satu pilihan', en: 'one choice' },
  select_one_external: { id: 'satu pilihan', en: 'one choice' },
  select_multiple: { id: 'beberapa pilihan', en: 'several choices' },
  rank: { id: 'urutan', en: 'ranking' },
  range: { id: 'rentang', en: 'range' },
  geopoint: { id: 'titik lokasi', en: 'position' },
  geotrace: { id: 'garis lokasi', en: 'line' },
  geoshape: { id: 'bidang lokasi', en: 'area' },
  image: { id: 'foto', en: 'photo' },
  audio: { id: 'rekaman suara', en: 'sound' },
  video: { id: 'video', en: 'video' },
  file: { id: 'berkas', en: 'file' },
  barcode: { id: 'kode batang', en: 'barcode' },
  acknowledge: { id: 'pernyataan', en: 'acknowledgement' },
  trigger: { id: 'pernyataan', en: 'acknowledgement' },
}

/** What kind of answer a question takes, in words. */
export function answerKind(type: string, language: Language): string {
  return kinds[type]?.[language] ?? type
}
