import { type Action, type Element, elementsWithin } from './element.ts'
import { type Names, resolveReferences } from './references.ts'
import { messageInItext } from './translations.ts'
import { type XmlNode, xml } from './xml.ts'

/** A `<bind>` for every element that has one, followed by what is done when the form opens. */
export function bindingNodes(root: Element, names: Names): readonly XmlNode[] {
  return [...elementsWithin(root)].flatMap((element) => [
    ...bindingNode(element, names),
    ...actionNodes(element, names, (event) => event !== 'odk-new-repeat'),
  ])
}

function bindingNode(element: Element, names: Names): readonly XmlNode[] {
  const { bind, path, messages, triggers } = element
  if (!bind) return []
  const expressions = Object.entries(bind)
    .filter(([name]) => name !== 'calculate' || triggers.length === 0)
    .map(([name, text]) => [name, resolveReferences(text, element, names)])
  const texts = [...messages].map(([name, message]) => [
    name,
    messageInItext(name, message) ? `jr:itext('${path}:${name}')` : (message[''] ?? ''),
  ])
  return [xml('bind', { nodeset: path, ...Object.fromEntries([...expressions, ...texts]) })]
}

export function actionNodes(
  element: Element,
  names: Names,
  wanted: (event: Action['event']) => boolean,
): readonly XmlNode[] {
  const actions = element.actions.filter(({ event }) => wanted(event))
  return actions.map(({ name, event, value, attributes }) =>
    xml(name, {
      event,
      ref: element.path,
      ...(value !== undefined && { value: resolveReferences(value, element, names) }),
      ...attributes,
    }),
  )
}
