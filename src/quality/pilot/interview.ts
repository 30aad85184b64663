import type { Message } from '../../kernel/index.ts'

/** What is known of a pilot: the questions that were tried out, and the interviews in which they were. */
export type PilotData = {
  readonly items: readonly PilotItem[]
  readonly interviews: readonly PilotInterview[]
  /** Whether it is known of a question under a condition that it was asked and left blank. */
  readonly blanksKnown: boolean
}

export type PilotInterview = {
  readonly id: string
  readonly enumerator: string
  /** `''` where the pilot has no teams, villages, households. */
  readonly team: string
  readonly village: string
  /** The same on both occasions when a household is asked again. */
  readonly household: string
  readonly retest: boolean
  /** `undefined` where the form does not say. */
  readonly complete: boolean | undefined
  readonly minutes: number | undefined
  /** By path of the item, once for each time it was put; `''` where it was left blank. */
  readonly answers: ReadonlyMap<string, readonly string[]>
  /** What the phone logged; `undefined` without a log. */
  readonly log: readonly LogEvent[] | undefined
}

/** A line of ODK's audit log, its instants in milliseconds since 1970. */
export type LogEvent = {
  readonly event: string
  /** Path of the question or group, without the form's root and positions: `perumahan/lantai`. */
  readonly node: string
  readonly start: number
  readonly end: number | undefined
  /** `undefined` where the form does not track changes. */
  readonly oldValue: string | undefined
  readonly newValue: string | undefined
}

export type PilotItem = {
  /** Its groups and its name: `perumahan/lantai`. */
  readonly path: string
  readonly name: string
  readonly label: Message
  readonly kind: 'category' | 'number' | 'text' | 'place'
  /** Answers that say that the respondent does not know or does not want to say. */
  readonly dontKnow: ReadonlySet<string>
  readonly conditional: boolean
  readonly repeated: boolean
  readonly required: boolean
}
