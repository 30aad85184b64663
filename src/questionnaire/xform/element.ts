import type { FormRow } from '../form/form-rows.ts'
import type { Texts } from '../form/form-texts.ts'

/**
 * A node of the instance with all that an XForm says of it. What the author wrote stands beside what the format asks
 * for: counts of repeats, labels of tables, `meta`, entities. Expressions still hold `${name}`.
 */
export type Element = {
  /** `field` and `attribute` belong to an entity, and no reference means them. */
  readonly kind: 'form' | 'group' | 'repeat' | 'question' | 'entity' | 'field' | 'attribute'
  readonly name: string
  /** As `question-types.ts` names it; empty for all but questions. */
  readonly type: string
  /** From the root of the instance: `/data/visit/area_code`. */
  readonly path: string
  readonly parent: Element | undefined
  readonly children: Element[]
  readonly row?: FormRow
  readonly label: Texts
  readonly hint: Texts
  readonly guidance: Texts
  readonly media: ReadonlyMap<string, Texts>
  /** Attributes of the binding, by their names in the XForm; `undefined` when there is none. */
  readonly bind: Attributes | undefined
  /** Messages of the binding, which may be translated. */
  readonly messages: ReadonlyMap<string, Texts>
  /** The element of the body and its attributes; `undefined` when nothing is shown. */
  readonly control: string | undefined
  readonly body: Attributes
  /** Attributes in the instance. */
  readonly instance: Attributes
  /** What the instance holds before anyone answers. */
  readonly initial: string
  readonly actions: readonly Action[]
  /** The questions whose change sets this one. */
  readonly triggers: readonly string[]
  readonly itemset?: Itemset
  /** Of the old way to look up a CSV: the list, and what selects its rows. */
  readonly query?: { readonly list: string; readonly filter: string }
}

export type Attributes = Readonly<Record<string, string>>

export type Action = {
  readonly name: 'setvalue' | 'odk:setgeopoint' | 'odk:recordaudio'
  readonly event: 'odk-instance-first-load' | 'odk-instance-load' | 'odk-new-repeat'
  readonly value?: string
  readonly attributes?: Attributes
}

export type Itemset = {
  /** A list of choices, a file, or a reference to a repeated question. */
  readonly source: string
  readonly filter: string
  readonly parameters: ReadonlyMap<string, string>
  /** Choices stand in the body, for the function `search()`. */
  readonly inline: boolean
}

export type NewElement = Pick<Element, 'kind' | 'name'> &
  Partial<Omit<Element, 'parent' | 'path' | 'children'>>

/** A new element at the end of its parent. */
export function addElement(parent: Element | undefined, given: NewElement): Element {
  const step = given.kind === 'attribute' ? `@${given.name}` : given.name
  const element: Element = {
    type: '',
    label: {},
    hint: {},
    guidance: {},
    media: new Map(),
    bind: undefined,
    messages: new Map(),
    control: undefined,
    body: {},
    instance: {},
    initial: '',
    actions: [],
    triggers: [],
    ...given,
    parent,
    path: `${parent?.path ?? ''}/${step}`,
    children: [],
  }
  parent?.children.push(element)
  return element
}

/** Itself and all below it, in the order of the form. */
export function* elementsWithin(element: Element): Generator<Element> {
  yield element
  for (const child of element.children) yield* elementsWithin(child)
}

/** Nearest first. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let parent = element.parent; parent; parent = parent.parent) yield parent
}

export function nearestRepeat(element: Element): Element | undefined {
  for (const parent of ancestorsOf(element)) if (parent.kind === 'repeat') return parent
  return undefined
}
