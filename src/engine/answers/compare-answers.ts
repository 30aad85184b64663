import type { FormFacts } from './form-facts.ts'
import { type SubmissionNode, submissionLeaves } from './submission-document.ts'

/** How an answer that was received differs from what the form makes of it. */
export type Difference = {
  readonly kind: /** The form knows no such field. */
    | 'unknown_field'
    /** The form would not have asked it of this household. */
    | 'not_asked'
    /** The form does not offer this answer, or it is not of the field's type. */
    | 'not_offered'
    /** The form computes another value. */
    | 'recomputed'
  /** With positions: `anggota[2]/umur`. */
  readonly place: string
  readonly path: string
  readonly received: string
  readonly computed: string
}

/**
 * Compares what was received with what the engine gave back. What depends on the day, and answers from files that are
 * not at hand, are left out. The engine alone is not enough: it drops fields that it does not know, and clears answers
 * that a list does not have, without a word.
 */
export function compareAnswers(
  received: SubmissionNode,
  output: SubmissionNode,
  facts: FormFacts,
  missingFiles: ReadonlySet<string>,
): readonly Difference[] {
  const before = leavesOf(received)
  const after = leavesOf(output)
  const compared = (path: string) =>
    !path.startsWith('meta/') && !facts.unstable.has(path) && !missingFiles.has(facts.listed.get(path) ?? '')
  const changed = [...before].flatMap(([key, { place, path, text }]): readonly Difference[] => {
    const now = after.get(key)?.text
    if (!compared(path) || sameValue(text, now ?? '')) return []
    const kind = kindOf(facts, path, text, now)
    return kind === undefined ? [] : [{ kind, place, path, received: text, computed: now ?? '' }]
  })
  const added = [...after].flatMap(([key, { place, path, text }]): readonly Difference[] =>
    before.has(key) || text === '' || !facts.computed.has(path) || !compared(path)
      ? []
      : [{ kind: 'recomputed', place, path, received: '', computed: text }],
  )
  return [...changed, ...added]
}

function kindOf(
  facts: FormFacts,
  path: string,
  received: string,
  now: string | undefined,
): Difference['kind'] | undefined {
  if (!isField(facts, path)) return 'unknown_field'
  if (facts.computed.has(path)) return 'recomputed'
  if (received === '') return 'recomputed'
  return now === undefined ? 'not_asked' : 'not_offered'
}

/** A group that came empty is a leaf of the submission, and a field of a group that the form knows. */
function isField({ fields }: FormFacts, path: string): boolean {
  return fields.has(path) || [...fields].some((field) => field.startsWith(`${path}/`))
}

/** By place, without the position of the first: what comes once and the first of several are then called alike. */
function leavesOf(root: SubmissionNode) {
  return new Map(submissionLeaves(root).map((leaf) => [leaf.place.replaceAll(/\[1\]/g, ''), leaf] as const))
}

/** `5` and `5.0`, one instant in two time zones, and choices ticked in another order are the same. */
function sameValue(a: string, b: string): boolean {
  if (a === b) return true
  if (a === '' || b === '') return false
  const [left, right] = [a, b].map((text) => text.split(/\s+/).toSorted())
  if (left?.length !== right?.length) return false
  return (left ?? []).every((token, index) => sameToken(token, right?.[index] ?? ''))
}

const instant = /^\d{4}-\d{2}-\d{2}T/

function sameToken(a: string, b: string): boolean {
  if (a === b) return true
  if (instant.test(a) && instant.test(b)) return Date.parse(a) === Date.parse(b)
  return a !== '' && b !== '' && Number(a) === Number(b)
}
