import type { LogEvent } from './interview.ts'

/** How a question went in one interview, as the log shows it. */
export type ItemUse = {
  /** On the screen, all visits together. */
  readonly seconds: number
  /** Answers that were changed; `undefined` where the log does not track changes. */
  readonly edits: number | undefined
  /** Answers that the form refused. */
  readonly constraintErrors: number
  /** Times that the enumerator went back to it from a later question. */
  readonly backJumps: number
}

const nothing: ItemUse = { seconds: 0, edits: undefined, constraintErrors: 0, backJumps: 0 }

/**
 * The log of an interview, question by question. Of a screen with several questions each gets an equal part of the time.
 * A jump back counts for the question where it ends, not for those that are passed on the way.
 */
export function readUses(log: readonly LogEvent[], paths: readonly string[]): ReadonlyMap<string, ItemUse> {
  const uses = new Map<string, ItemUse>()
  const add = (path: string, more: Partial<ItemUse>) => {
    const { seconds, edits, constraintErrors, backJumps } = uses.get(path) ?? nothing
    uses.set(path, {
      seconds: seconds + (more.seconds ?? 0),
      edits: more.edits === undefined ? edits : (edits ?? 0) + more.edits,
      constraintErrors: constraintErrors + (more.constraintErrors ?? 0),
      backJumps: backJumps + (more.backJumps ?? 0),
    })
  }
  const known = new Set(paths)
  for (const event of log) {
    if (event.event === 'constraint error' && known.has(event.node)) add(event.node, { constraintErrors: 1 })
    for (const path of pathsOf(event, known, paths)) add(path, useOf(event, path, known, paths))
  }
  for (const path of jumpedBackTo(log, paths)) add(path, { backJumps: 1 })
  return uses
}

function pathsOf(
  { event, node }: LogEvent,
  known: ReadonlySet<string>,
  paths: readonly string[],
): readonly string[] {
  if (event === 'question') return known.has(node) ? [node] : []
  return event === 'group questions' ? paths.filter((path) => path.startsWith(`${node}/`)) : []
}

function useOf(
  event: LogEvent,
  path: string,
  known: ReadonlySet<string>,
  paths: readonly string[],
): Partial<ItemUse> {
  const shared = pathsOf(event, known, paths).length
  const seconds = event.end === undefined ? 0 : Math.max(0, event.end - event.start) / 1000 / shared
  const { oldValue, newValue } = event
  if (event.node !== path || oldValue === undefined || newValue === undefined) return { seconds }
  return { seconds, edits: Number(oldValue !== '' && newValue !== oldValue) }
}

/** Where each run of steps backwards ends. */
function jumpedBackTo(log: readonly LogEvent[], paths: readonly string[]): readonly string[] {
  const place = new Map(paths.map((path, index) => [path, index]))
  const steps = log.flatMap(({ event, node }) => {
    const at = event === 'question' ? place.get(node) : undefined
    return at === undefined ? [] : [{ node, at }]
  })
  return steps.flatMap(({ node, at }, index) => {
    const before = steps[index - 1]?.at ?? -1
    const after = steps[index + 1]?.at ?? Number.POSITIVE_INFINITY
    return at < before && after >= at ? [node] : []
  })
}
