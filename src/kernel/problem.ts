import type { Message } from './issue.ts'
import { mapValues } from './records.ts'

/** What a catalogue of refusals holds for each code. `{name}` in a text is filled from the parameters. */
export type ProblemKind = { readonly status: number } & Message

/** A request that is refused: thrown by the room that refuses, turned into RFC 9457 problem details at the door. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly text: Message
  readonly params: ProblemParams

  constructor(code: string, kind: ProblemKind, params: ProblemParams = {}) {
    const text = { id: fill(kind.id, params), en: fill(kind.en, params) }
    super(text.en)
    this.name = 'Problem'
    this.code = code
    this.status = kind.status
    this.text = text
    this.params = params
  }
}

export type ProblemParams = Readonly<Record<string, string | number>>

/**
 * A room's catalogue of refusals: `const problems = problemCatalogue({ notFound: { status: 404, id: …, en: … } })`,
 * then `throw problems.notFound({ what })`.
 */
export function problemCatalogue<Code extends string>(kinds: Readonly<Record<Code, ProblemKind>>) {
  return mapValues(
    kinds,
    (kind, code): ProblemFactory =>
      (params) =>
        new Problem(code, kind, params),
  )
}

type ProblemFactory = (params?: ProblemParams) => Problem

/** Replaces each `{name}` of `text` by its parameter. */
export function fill(text: string, params: ProblemParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
