import type { Message } from '../kernel/index.ts'

/** The groups of questions under which a score is explained, in the order in which reasons are tabulated. */
export const questionGroups = [
  'demography',
  'education',
  'work',
  'housing',
  'assets',
  'location',
  'other',
] as const

export type QuestionGroup = (typeof questionGroups)[number]

export const questionGroupLabels: Readonly<Record<QuestionGroup, Message>> = {
  demography: { id: 'susunan keluarga', en: 'family composition' },
  education: { id: 'pendidikan', en: 'education' },
  work: { id: 'pekerjaan', en: 'work' },
  housing: { id: 'perumahan', en: 'housing' },
  assets: { id: 'aset', en: 'assets' },
  location: { id: 'lokasi', en: 'location' },
  other: { id: 'keterangan lain', en: 'other answers' },
}
