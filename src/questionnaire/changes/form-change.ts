import type { Message } from '../../kernel/index.ts'

/** How much a change weighs, in the order of weight. */
export const weights = ['patch', 'minor', 'major'] as const

export type Weight = (typeof weights)[number]

/** What differs between two versions of a form, in one matter. */
export type FormChange = {
  readonly kind: ChangeKind
  /** The name of the question, of the list of choices, or of the group. */
  readonly subject: string
  /** Questions that it touches; of a list all that use it. */
  readonly questions: readonly string[]
  readonly label: Message
  readonly weight: Weight
  /** Whether somebody who knows the older version would now work wrongly. */
  readonly retrain: boolean
  readonly before: Message | null
  readonly after: Message | null
}

type Kind = { readonly weight: Weight; readonly retrain: boolean; readonly text: Message }

/**
 * What each kind of change means: answers that are no longer comparable, or asked of others, are major; what adds or
 * clarifies is minor; what only helps is a patch.
 */
export const changeKinds = {
  added: { weight: 'minor', retrain: true, text: { id: 'pertanyaan baru', en: 'new question' } },
  removed: { weight: 'major', retrain: true, text: { id: 'pertanyaan dihapus', en: 'question removed' } },
  type: {
    weight: 'major',
    retrain: true,
    text: { id: 'jenis jawaban berubah', en: 'kind of answer changed' },
  },
  choice_added: { weight: 'major', retrain: true, text: { id: 'pilihan baru', en: 'new choice' } },
  choice_removed: { weight: 'major', retrain: true, text: { id: 'pilihan dihapus', en: 'choice removed' } },
  choice_reworded: {
    weight: 'major',
    retrain: true,
    text: { id: 'bunyi pilihan berubah', en: 'choice reworded' },
  },
  skip: { weight: 'major', retrain: true, text: { id: 'alur berubah', en: 'skip changed' } },
  table: {
    weight: 'major',
    retrain: true,
    text: { id: 'pindah ke tabel lain', en: 'moved to another table' },
  },
  unit: { weight: 'major', retrain: true, text: { id: 'satuan berubah', en: 'unit changed' } },
  calculation: { weight: 'major', retrain: false, text: { id: 'rumus berubah', en: 'calculation changed' } },
  question: {
    weight: 'minor',
    retrain: true,
    text: { id: 'bunyi pertanyaan berubah', en: 'question reworded' },
  },
  definition: { weight: 'minor', retrain: true, text: { id: 'arti berubah', en: 'meaning changed' } },
  asking: {
    weight: 'minor',
    retrain: true,
    text: { id: 'cara bertanya berubah', en: 'way of asking changed' },
  },
  rule: {
    weight: 'minor',
    retrain: true,
    text: { id: 'jawaban yang diterima berubah', en: 'accepted answers changed' },
  },
  required: {
    weight: 'minor',
    retrain: true,
    text: { id: 'kewajiban mengisi berubah', en: 'obligation changed' },
  },
  choice_filter: {
    weight: 'major',
    retrain: true,
    text: { id: 'penyaringan pilihan berubah', en: 'filter of choices changed' },
  },
  repeat_count: {
    weight: 'major',
    retrain: true,
    text: { id: 'banyaknya pengulangan berubah', en: 'number of rows changed' },
  },
  default: {
    weight: 'minor',
    retrain: false,
    text: { id: 'isian awal berubah', en: 'default answer changed' },
  },
  screen: { weight: 'patch', retrain: false, text: { id: 'tampilan berubah', en: 'appearance changed' } },
  order: { weight: 'minor', retrain: false, text: { id: 'urutan berubah', en: 'order changed' } },
  title: {
    weight: 'patch',
    retrain: false,
    text: { id: 'judul bagian berubah', en: 'title of a section changed' },
  },
  hint: {
    weight: 'patch',
    retrain: false,
    text: { id: 'petunjuk di layar berubah', en: 'hint on the screen changed' },
  },
  message: {
    weight: 'patch',
    retrain: false,
    text: { id: 'pesan galat berubah', en: 'error message changed' },
  },
  guide: {
    weight: 'patch',
    retrain: false,
    text: { id: 'penjelasan pedoman berubah', en: 'advice in the manual changed' },
  },
} as const satisfies Readonly<Record<string, Kind>>

export type ChangeKind = keyof typeof changeKinds

/** The heaviest of the changes; `undefined` when there is none. */
export function heaviest(changes: readonly FormChange[]): Weight | undefined {
  return weights.findLast((weight) => changes.some((change) => change.weight === weight))
}
