/** A question of the pilot's questionnaire, and how well it works. */
export type TrialQuestion = {
  readonly name: string
  readonly label: string
  /** Labels of its choices, codes from 1; a number when there are none. */
  readonly choices: readonly string[]
  /** Share of second visits on which the household answers as before, chance agreement aside. */
  readonly stability: number
  /** What goes wrong per administration. */
  readonly blank: number
  readonly dontKnow: number
  readonly edited: number
  readonly refused: number
  readonly wentBack: number
  /** Median on the screen. */
  readonly seconds: number
  /** How far enumerators push the answer, in standard deviations of the answer. */
  readonly enumeratorShift: number
  /** What the ranking loses without it, in points of pairwise accuracy. */
  readonly gainPoints: number
}

/** What is wrong with the three questions that were made bad on purpose, and what must be done with them. */
export const plantedItems = [
  { name: 'sumber_penghasilan_utama', flaw: 'ambiguous', verdict: 'reword' },
  { name: 'rincian_belanja_setahun', flaw: 'slow', verdict: 'drop' },
  { name: 'makan_cukup', flaw: 'enumerator', verdict: 'train' },
] as const

const good = {
  stability: 0.93,
  blank: 0.004,
  dontKnow: 0.01,
  edited: 0.02,
  refused: 0.008,
  wentBack: 0.012,
  seconds: 8,
  enumeratorShift: 0,
  gainPoints: 0.4,
}

const ambiguous: TrialQuestion = {
  ...good,
  name: 'sumber_penghasilan_utama',
  label: 'Sumber penghasilan utama keluarga ini apa?',
  choices: ['Usaha', 'Upah', 'Kiriman', 'Bantuan'],
  stability: 0.25,
  blank: 0.03,
  dontKnow: 0.12,
  edited: 0.22,
  refused: 0.01,
  wentBack: 0.14,
  seconds: 16,
  gainPoints: 0.5,
}
const slow: TrialQuestion = {
  ...good,
  name: 'rincian_belanja_setahun',
  label: 'Berapa belanja keluarga setahun terakhir, dirinci bersama responden?',
  choices: [],
  seconds: 110,
  gainPoints: 0.03,
}
const shifted: TrialQuestion = {
  ...good,
  name: 'makan_cukup',
  label: 'Apakah makanan keluarga ini cukup?',
  choices: ['Selalu', 'Sering', 'Kadang', 'Tidak pernah'],
  enumeratorShift: 0.9,
}

const kinds = ['Ada', 'Jumlah', 'Keadaan'] as const
const things = [
  'lantai',
  'dinding',
  'atap',
  'air minum',
  'air mandi',
  'jamban',
  'lampu',
  'dapur',
  'kamar',
  'halaman',
  'kursi',
  'lemari',
  'kipas',
  'telepon',
  'sepeda',
  'motor',
  'sawah',
  'ternak',
  'perahu',
] as const

/** Sixty questions: fifty-seven that work, of three kinds about nineteen things, and the three planted ones. */
export function trialQuestions(): readonly TrialQuestion[] {
  const plain = things.flatMap((thing, index) =>
    kinds.map((kind) => ({
      ...good,
      name: `${kind}_${thing}`.toLowerCase().replaceAll(' ', '_'),
      label: `${kind} ${thing}?`,
      choices:
        kind === 'Ada'
          ? ['Ya', 'Tidak']
          : kind === 'Keadaan'
            ? ['Baik', 'Sedang', 'Rusak', 'Rusak berat']
            : [],
      seconds: 5 + ((index * 7 + kind.length) % 9),
    })),
  )
  return [
    ...plain.slice(0, 14),
    ambiguous,
    ...plain.slice(14, 33),
    slow,
    ...plain.slice(33, 47),
    shifted,
    ...plain.slice(47),
  ]
}
