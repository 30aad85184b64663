import { ncName } from '../form/words.ts'
import { type Element, ancestorsOf, elementsWithin, nearestRepeat } from './element.ts'
import { tokensOf } from '../expression/tokens.ts'

export const lastSavedInstance = '__last-saved'

const reference = new RegExp(String.raw`\$\{(last-saved#)?(${ncName})\}`, 'g')

export function hasReference(text: string): boolean {
  return text.search(reference) >= 0
}

export function hasLastSaved(text: string): boolean {
  return text.includes('${last-saved#')
}

/** Whether a reference is begun that is none. */
export function hasBrokenReference(text: string): boolean {
  return text.includes('${') && text.replaceAll(reference, '').includes('${')
}

/** The names that a text refers to. */
export function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(reference)].map((match) => match[2] ?? '')
}

/** `undefined` unless the text is one reference and nothing else. */
export function onlyReference(text: string): string | undefined {
  const [match, ...more] = [...text.matchAll(reference)]
  return match && more.length === 0 && match[0] === text && match[1] === undefined ? match[2] : undefined
}

export type Names = ReadonlyMap<string, Element>

/** What `${name}` may stand for. Of elements with the same name the first is meant; `check-references.ts` refuses them. */
export function namesIn(root: Element): Names {
  const names = new Map<string, Element>()
  for (const element of elementsWithin(root)) {
    if (named.has(element.kind) && !names.has(element.name)) names.set(element.name, element)
  }
  return names
}

const named: ReadonlySet<Element['kind']> = new Set(['group', 'repeat', 'question'])

type ReferenceOptions = {
  /** Paths start at the question, not at the row of a list that is being filtered. */
  readonly current?: boolean
  /** Of a list of repeated answers: all rows of the repeat are meant. */
  readonly wholeRepeat?: boolean
}

/**
 * The text with paths in place of `${name}`. A path is absolute, and relative (`../name`) where both nodes lie in the
 * same repeat; within a predicate on a secondary instance a relative path starts at `current()`. The first arguments of
 * `indexed-repeat()` are absolute. Spaces keep a path apart from what stands beside it.
 */
export function resolveReferences(
  text: string,
  context: Element | undefined,
  names: Names,
  options: ReferenceOptions = {},
): string {
  if (!text.includes('${')) return text
  const surroundings = surroundingsIn(text)
  return text.replaceAll(reference, (match, lastSaved: string | undefined, name: string, at: number) => {
    const target = names.get(name)
    const { inPredicate, absolute } = surroundings(at)
    if (!target) return match
    if (lastSaved !== undefined) return ` instance('${lastSavedInstance}')${target.path} `
    const path =
      context && !absolute ? relativePath(context, target, options.wholeRepeat === true) : undefined
    if (path === undefined) return ` ${target.path} `
    return options.current || inPredicate ? ` current()/${path} ` : ` ${path} `
  })
}

/** `undefined` when source and target share no repeat. */
function relativePath(source: Element, target: Element, wholeRepeat: boolean): string | undefined {
  const repeat = lowestCommon(source, target, ['repeat'])
  if (!repeat) return undefined
  const { parent } = repeat
  if (wholeRepeat && parent && repeat === nearestRepeat(target)) {
    if (!nearestRepeat(repeat) || nearestRepeat(source) !== repeat) return pathFrom(source, parent, target)
  }
  const common = lowestCommon(source, target, ['group', 'repeat']) ?? repeat
  return pathFrom(source, common, target)
}

function lowestCommon(a: Element, b: Element, kinds: readonly Element['kind'][]): Element | undefined {
  const others = new Set(ancestorsOf(b))
  return [...ancestorsOf(a)].find((element) => kinds.includes(element.kind) && others.has(element))
}

function pathFrom(source: Element, common: Element, target: Element): string {
  const steps = [...ancestorsOf(source)].indexOf(common) + 1
  return Array.from({ length: steps }, () => '..').join('/') + target.path.slice(common.path.length)
}

/** What an expression says of a place within it. */
type Surroundings = {
  /** Within `[…]` of an expression that reads a secondary instance. */
  readonly inPredicate: boolean
  /** An argument of `indexed-repeat()` that names a node. */
  readonly absolute: boolean
}

const nowhere: Surroundings = { inPredicate: false, absolute: false }

/** Arguments of `indexed-repeat(value, repeat, index, repeat, index, repeat, index)` that name nodes. */
const nodeArguments = new Set([0, 1, 3, 5])

/** Asked of places from left to right. */
function surroundingsIn(text: string): (at: number) => Surroundings {
  const readsInstance = text.includes('instance(')
  const indexed = text.includes('indexed-repeat(')
  if (!readsInstance && !indexed) return () => nowhere
  const tokens = tokensOf(text)
  const calls: { readonly name: string; argument: number }[] = []
  let depth = 0
  let next = 0
  return (at) => {
    for (let token = tokens[next]; token && token.at < at; token = tokens[next]) {
      next += 1
      if (token.kind === 'predicate') depth += 1
      else if (token.kind === 'predicate_end') depth = Math.max(0, depth - 1)
      else if (token.kind === 'function' || token.kind === 'open')
        calls.push({ name: token.text, argument: 0 })
      else if (token.kind === 'close') calls.pop()
      const call = token.kind === 'comma' ? calls.at(-1) : undefined
      if (call) call.argument += 1
    }
    const call = indexed ? calls.findLast(({ name }) => name === 'indexed-repeat(') : undefined
    return {
      inPredicate: readsInstance && depth > 0,
      absolute: call !== undefined && nodeArguments.has(call.argument),
    }
  }
}
