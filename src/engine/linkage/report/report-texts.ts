import type { Language } from '../../../kernel/index.ts'

/** The words of the report. */
export type ReportTexts = Readonly<Record<TextName, string>> & {
  readonly pieces: Readonly<Record<string, string>>
}

type TextName = keyof typeof indonesian

const indonesian = {
  title: 'Laporan pemadanan',
  summary: 'Ringkasan',
  evaluation: 'Dibandingkan dengan kebenaran',
  pairs: 'Bukti semua pasangan calon',
  pairsNote: 'Garis putus: mulai perlu ditinjau. Garis utuh: mulai dianggap orang yang sama.',
  rules: 'Aturan blok',
  weights: 'Bobot tiap tingkat kemiripan',
  weightsNote: 'Satu bit melipatduakan peluang bahwa dua baris adalah orang yang sama.',
  told: 'Pasangan di sekitar ambang',
  toldNote: 'Dua tepat di atas ambang, dua tepat di bawahnya, dan yang paling pasti.',
  records: 'Baris',
  candidates: 'Pasangan calon',
  sure: 'Pasangan pasti',
  review: 'Perlu ditinjau',
  clusters: 'Kelompok dengan dua baris atau lebih',
  cut: 'Tautan diputus agar satu kelompok tidak berisi dua nomor terverifikasi',
  falseDiscovery: 'Taksiran pasangan keliru di antara yang pasti',
  missedByModel: 'Taksiran pasangan benar di bawah ambang',
  missedByBlocking: 'Taksiran pasangan benar yang tidak ditemukan satu aturan pun',
  prior: 'Peluang dua baris sembarang adalah orang yang sama',
  atThreshold: 'Pasangan, pada ambang yang dipakai',
  byClusters: 'Semua pasangan dalam kelompok',
  atBest: 'Pasangan, pada ambang terbaik',
  precision: 'Presisi',
  recall: 'Kelengkapan',
  rule: 'Aturan',
  pairCount: 'Pasangan',
  refused: 'Baris ditolak',
  falseNow: 'Keliru per baris',
  falseLater: 'Kelak',
}

const english: Readonly<Record<TextName, string>> = {
  title: 'Report on linkage',
  summary: 'Summary',
  evaluation: 'Compared with the truth',
  pairs: 'Evidence of all candidate pairs',
  pairsNote: 'Dashed: from here on a pair is for review. Solid: from here on it is one person.',
  rules: 'Blocking rules',
  weights: 'Weight of each level of likeness',
  weightsNote: 'One bit doubles the odds that two rows are one person.',
  told: 'Pairs near the threshold',
  toldNote: 'Two just above it, two just below it, and the surest.',
  records: 'Rows',
  candidates: 'Candidate pairs',
  sure: 'Sure pairs',
  review: 'For review',
  clusters: 'Clusters of two rows and more',
  cut: 'Links cut so that no cluster holds two verified numbers',
  falseDiscovery: 'Estimated false pairs among the sure ones',
  missedByModel: 'Estimated true pairs below the threshold',
  missedByBlocking: 'Estimated true pairs that no rule finds',
  prior: 'Odds that any two rows are one person',
  atThreshold: 'Pairs, at the threshold in use',
  byClusters: 'All pairs within clusters',
  atBest: 'Pairs, at the best threshold',
  precision: 'Precision',
  recall: 'Recall',
  rule: 'Rule',
  pairCount: 'Pairs',
  refused: 'Rows refused',
  falseNow: 'False per row',
  falseLater: 'Later',
}

export const reportTexts: Readonly<Record<Language, ReportTexts>> = {
  id: { ...indonesian, pieces: { prior: 'dua baris sembarang', frequency: 'nilai langka atau lazim' } },
  en: { ...english, pieces: { prior: 'any two rows', frequency: 'rare or common values' } },
}
