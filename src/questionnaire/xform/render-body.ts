import { hasText } from '../form/form-texts.ts'
import { type Element, elementsWithin, nearestRepeat } from './element.ts'
import { itemNodes, itemsetNode } from './itemset.ts'
import type { ChoiceList } from './lists.ts'
import { outputText } from './output-text.ts'
import { type Names, resolveReferences } from './references.ts'
import { actionNodes } from './render-bindings.ts'
import { hintInItext, labelInItext } from './translations.ts'
import { type XmlNode, xml } from './xml.ts'

export type BodyContext = {
  readonly names: Names
  readonly lists: ReadonlyMap<string, ChoiceList>
  /** The questions that are set when the one of that name changes. */
  readonly triggered: ReadonlyMap<string, readonly Element[]>
}

export function bodyContext(
  root: Element,
  names: Names,
  lists: ReadonlyMap<string, ChoiceList>,
): BodyContext {
  const triggered = new Map<string, Element[]>()
  for (const element of elementsWithin(root)) {
    for (const name of element.triggers) triggered.set(name, [...(triggered.get(name) ?? []), element])
  }
  return { names, lists, triggered }
}

/** What is shown of the elements below. */
export function bodyNodes(parent: Element, context: BodyContext): readonly XmlNode[] {
  return parent.children.flatMap((element) => {
    if (element.kind === 'repeat') return [repeatNode(element, context)]
    if (element.kind === 'group') return element.control === undefined ? [] : [groupNode(element, context)]
    return isVisible(element) ? [questionNode(element, context)] : []
  })
}

/** A question that is computed or set is asked only when it has a label or a hint. */
function isVisible(element: Element): boolean {
  const { control, bind, triggers, label, hint } = element
  if (control === undefined) return false
  const computed = bind?.['calculate'] !== undefined || triggers.length > 0
  return !computed || hasText(label) || hasText(hint)
}

function groupNode(element: Element, context: BodyContext): XmlNode {
  const label = hasText(element.label) || element.media.size > 0 ? [labelNode(element, context.names)] : []
  return xml('group', { ref: element.path, ...bodyAttributes(element, context) }, [
    ...label,
    ...bodyNodes(element, context),
  ])
}

function repeatNode(element: Element, context: BodyContext): XmlNode {
  const added = [...elementsWithin(element)]
    .filter((inner) => nearestRepeat(inner) === element)
    .flatMap((inner) => actionNodes(inner, context.names, (event) => event === 'odk-new-repeat'))
  const attributes = { nodeset: element.path, ...bodyAttributes(element, context) }
  const repeat = xml('repeat', attributes, [...bodyNodes(element, context), ...added])
  return xml('group', { ref: element.path }, [labelNode(element, context.names), repeat])
}

function questionNode(element: Element, context: BodyContext): XmlNode {
  const { control = 'input', itemset, path } = element
  return xml(
    control,
    { ref: path, ...bodyAttributes(element, context), ...queryAttribute(element, context) },
    [
      ...labelAndHint(element, context.names),
      ...(itemset?.inline ? itemNodes(element, itemset, context) : []),
      ...(itemset && !itemset.inline ? [itemsetNode(element, itemset, context)] : []),
      ...triggeredNodes(element, context),
    ],
  )
}

function bodyAttributes(element: Element, { names }: BodyContext): Readonly<Record<string, string>> {
  const entries = Object.entries(element.body)
  return Object.fromEntries(entries.map(([name, text]) => [name, resolveReferences(text, element, names)]))
}

function queryAttribute(element: Element, { names }: BodyContext): Readonly<Record<string, string>> {
  if (!element.query) return {}
  const { list, filter } = element.query
  return {
    query: `instance('${list}')/root/item[${resolveReferences(filter, element, names, { current: true })}]`,
  }
}

function labelAndHint(element: Element, names: Names): readonly XmlNode[] {
  const withHint = hasText(element.hint) || hasText(element.guidance)
  return withHint ? [labelNode(element, names), hintNode(element, names)] : [labelNode(element, names)]
}

function labelNode(element: Element, names: Names): XmlNode {
  if (labelInItext(element)) return xml('label', { ref: `jr:itext('${element.path}:label')` })
  return xml('label', {}, outputText(element.label[''] ?? '', element, names))
}

function hintNode(element: Element, names: Names): XmlNode {
  if (hintInItext(element)) return xml('hint', { ref: `jr:itext('${element.path}:hint')` })
  return xml('hint', {}, outputText(element.hint[''] ?? '', element, names))
}

/** What a change of this question sets, values before positions. Without a calculation it clears. */
function triggeredNodes(element: Element, { names, triggered }: BodyContext): readonly XmlNode[] {
  const targets = triggered.get(element.name) ?? []
  const isPosition = ({ type }: Element) => type === 'background-geopoint'
  const ordered = [...targets.filter((target) => !isPosition(target)), ...targets.filter(isPosition)]
  return ordered.map((target) => {
    const event = { event: 'xforms-value-changed', ref: target.path }
    if (isPosition(target)) return xml('odk:setgeopoint', event)
    const calculate = target.bind?.['calculate']
    return xml('setvalue', {
      ...event,
      ...(calculate !== undefined && { value: resolveReferences(calculate, element, names) }),
    })
  })
}
