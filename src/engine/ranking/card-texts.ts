import type { Message } from '../../kernel/index.ts'

/** The words of a model's card. */
export const cardTexts = {
  title: { id: 'Kartu model pemeringkatan', en: 'Card of a ranking model' },
  what: {
    id: 'Model ini memperkirakan logaritma pengeluaran per orang per bulan dari jawaban keluarga, agar keluarga dapat diurutkan dari yang termiskin. Perkiraan, bukan pengukuran: galatnya di bawah ini.',
    en: 'This model estimates the logarithm of spending a head a month from the answers of a family, so that families can be ordered from the poorest. An estimate, not a measurement: its errors stand below.',
  },
  identity: { id: 'Identitas', en: 'Identity' },
  model: { id: 'SHA-256 model', en: 'SHA-256 of the model' },
  data: { id: 'SHA-256 data survei', en: 'SHA-256 of the survey' },
  code: { id: 'SHA-256 program', en: 'SHA-256 of the program' },
  households: { id: 'rumah tangga survei', en: 'households of the survey' },
  psus: { id: 'PSU', en: 'PSUs' },
  folds: { id: 'lipatan (benih)', en: 'folds (seed)' },
  unit: { id: 'yang diperingkat', en: 'what is ranked' },
  units: {
    family: { id: 'keluarga (KK)', en: 'the family (KK)' },
    household: { id: 'rumah tangga', en: 'the household' },
  },
  penalties: { id: 'penalti: nasional, intersep, koefisien', en: 'penalties: national, intercept, slopes' },
  attention: { id: 'pembobotan ke yang miskin', en: 'weighting towards the poor' },
  accuracy: { id: 'Seberapa tepat', en: 'How accurate' },
  accuracyHint: {
    id: 'Dinilai pada rumah tangga yang lipatannya tidak dilihat koefisien; garis dan pita: selang 95%.',
    en: 'Judged on households whose fold the coefficients did not see; lines and bands: 95% intervals.',
  },
  r2: { id: 'R²', en: 'R²' },
  spearman: { id: 'korelasi peringkat (Spearman)', en: 'rank correlation (Spearman)' },
  quota: { id: 'Yang terlewat menurut kuota', en: 'Missed, by quota' },
  quotaHint: {
    id: 'Dari penduduk yang benar-benar termiskin, bagian yang tidak terpilih bila sebanyak itu yang dipilih.',
    en: 'Of the truly poorest persons, the part that is not selected when as many are.',
  },
  calibration: { id: 'Kalibrasi peluang', en: 'Calibration of the probability' },
  lorenz: { id: 'Kurva Lorenz dan konsentrasi', en: 'Lorenz and concentration curves' },
  groups: { id: 'Siapa yang terlewat', en: 'Who is missed' },
  groupsHint: {
    id: 'Dari yang miskin di tiap kelompok, bagian yang tidak terpilih pada kuota {quota}. Perhatikan keluarga kecil: pemeringkatan menurut pengeluaran per orang mudah melewatkan mereka.',
    en: 'Of the poor of each group, the part that is not selected at a quota of {quota}. Mind small families: ranking by spending a head loses them easily.',
  },
  missed: { id: 'bagian yang terlewat', en: 'share that is missed' },
  group: { id: 'Kelompok', en: 'Group' },
  poorShare: { id: 'Miskin', en: 'Poor' },
  selectedShare: { id: 'Terpilih', en: 'Selected' },
  districts: { id: 'Galat menurut wilayah', en: 'Errors by area' },
  map: { id: 'Peta galat', en: 'Map of errors' },
  stages: { id: 'Tahap kedua: pohon', en: 'Second stage: trees' },
  treesKept: {
    id: 'Setelah regresi menyusul {count} pohon kecil atas sisanya. Pada rumah tangga yang tidak dilihat, keduanya bersama meleset lebih sedikit daripada regresi saja, lebih dari dua galat baku. Pada alasan sebuah skor, tiap cabang dihitung pada jawaban yang ditanyakannya (Saabas, 2014), sehingga alasan tetap berjumlah tepat sebesar skor.',
    en: 'The regression is followed by {count} small trees on what it leaves. On unseen households both together miss fewer than the regression alone, by more than two standard errors. In the reasons of a score each fork counts for the answer that it asks (Saabas, 2014), so that reasons still add up to the score exactly.',
  },
  treesNotKept: {
    id: 'Pohon atas sisa regresi dicoba dan tidak dipakai: pada rumah tangga yang tidak dilihat galatnya tidak lebih kecil dari dua galat baku selisihnya.',
    en: 'Trees on what the regression leaves were tried and not kept: on unseen households they did not win by more than two standard errors of the difference.',
  },
  treesNever: {
    id: 'Spesifikasi meminta regresi saja.',
    en: 'The spec asks for the regression alone.',
  },
  differenceOfTrees: { id: 'Selisih dengan pohon', en: 'Difference with trees' },
  compared: { id: 'Model lain pada survei yang sama', en: 'Other models on the same survey' },
  comparedHint: {
    id: 'Validasi silang bersarang atas PSU utuh. Selisih terhadap model resmi, beserta galat bakunya.',
    en: 'Nested cross-validation by whole PSUs. Differences to the official model, with their standard errors.',
  },
  name: { id: 'Model', en: 'Model' },
  difference: { id: 'Selisih pada 40%', en: 'Difference at 40%' },
  variables: { id: 'Variabel dan koefisien nasional', en: 'Variables and national coefficients' },
  variablesHint: {
    id: 'Koefisien atas nilai sebagaimana adanya, dengan galat baku menurut rancangan survei. Wilayah bersampel mempunyai koefisien sendiri, ditarik ke angka nasional.',
    en: 'Coefficients of the values as they are, with standard errors under the survey design. Areas with sample have coefficients of their own, drawn to the nation.',
  },
  variable: { id: 'Variabel', en: 'Variable' },
  coefficient: { id: 'Koefisien', en: 'Coefficient' },
  se: { id: 'Galat baku', en: 'Standard error' },
  limits: { id: 'Batas penggunaan', en: 'Limits of use' },
  limitsText: {
    id: 'Untuk mengurutkan keluarga, bukan untuk menyatakan seseorang miskin. Keluarga di dekat batas kuota diperiksa di lapangan dahulu. Jawaban yang tidak diketahui dihitung sebagai rata-rata nasional. Model menua: latih ulang pada survei berikutnya.',
    en: 'To order families, not to declare anybody poor. Families near the cut of a quota are visited first. An unknown answer counts as the national mean. A model ages: train it again on the next survey.',
  },
} satisfies Record<string, Message | Record<string, Message>>
