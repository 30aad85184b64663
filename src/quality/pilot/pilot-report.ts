import type { Message, PlainDate } from '../../kernel/index.ts'
import type { FormChange } from '../../questionnaire/index.ts'
import type { PilotAssessment, PilotOutcome } from './assess-pilot.ts'
import type { Verdict } from './item-card.ts'

/** Where answering a question goes wrong (Tourangeau, 1984), and what has nothing to do with the question. */
export const problemKinds = ['comprehension', 'recall', 'judgment', 'response', 'logistics'] as const
export type ProblemKind = (typeof problemKinds)[number]

export const problemNames: Readonly<Record<ProblemKind, Message>> = {
  comprehension: { id: 'pemahaman', en: 'comprehension' },
  recall: { id: 'ingatan', en: 'recall' },
  judgment: { id: 'pertimbangan', en: 'judgment' },
  response: { id: 'pilihan jawaban', en: 'response' },
  logistics: { id: 'pelaksanaan', en: 'logistics' },
}

/** What was heard in a cognitive interview about one question. */
export type CognitiveNote = {
  /** Name of the question. */
  readonly item: string
  readonly round: number
  readonly probe: string
  /** In the respondent's words, without names. */
  readonly quote: string
  readonly problem: ProblemKind
  readonly by: string
  readonly on: PlainDate
}

/** What a person decided, about one question or, where `item` is empty, about the form. */
export type PilotDecision = {
  readonly item: string
  readonly verdict: Verdict | PilotOutcome
  readonly reason: string
  readonly by: string
  readonly on: PlainDate
}

export type PilotReport = {
  readonly title: string
  readonly form: string
  readonly version: string
  readonly assessment: PilotAssessment
  readonly notes: readonly CognitiveNote[]
  readonly decisions: readonly PilotDecision[]
  /** Families that the field work is to visit. */
  readonly households: number | undefined
  /** What a day of an enumerator costs, in rupiah. */
  readonly rupiahPerDay: number | undefined
  /** What the version that came after the pilot changes; `undefined` while there is none. */
  readonly revision: PilotRevision | undefined
}

export type PilotRevision = {
  readonly newer: string
  readonly changes: readonly (Pick<FormChange, 'subject' | 'questions' | 'before' | 'after' | 'retrain'> & {
    readonly text: Message
  })[]
}

export const verdictNames: Readonly<Record<Verdict | PilotOutcome, Message>> = {
  keep: { id: 'pertahankan', en: 'keep' },
  reword: { id: 'ubah susunan kata', en: 'reword' },
  train: { id: 'latih pencacah', en: 'train enumerators' },
  drop: { id: 'hapus', en: 'drop' },
  go: { id: 'jalan', en: 'go' },
  go_with_changes: { id: 'jalan dengan perubahan', en: 'go with changes' },
  no_go: { id: 'belum boleh jalan', en: 'no go' },
}

/** The newest decision about an item, or about the form where `item` is empty. */
export function findDecision(decisions: readonly PilotDecision[], item: string): PilotDecision | undefined {
  return decisions.findLast((decision) => decision.item === item)
}

const hoursADay = 6

/** Days that enumerators need at this pilot's pace, at six hours of interviews a day; without travel. */
export function enumeratorDays(minutes: number, households: number): number {
  return Math.ceil((households * minutes) / (hoursADay * 60))
}

/** What a family costs at this pilot's pace, in rupiah; without travel. */
export function rupiahPerFamily(minutes: number, rupiahPerDay: number): number {
  return Math.round((rupiahPerDay * minutes) / (hoursADay * 60))
}
