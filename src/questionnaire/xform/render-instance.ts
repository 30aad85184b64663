import type { Element } from './element.ts'
import { type Names, resolveReferences } from './references.ts'
import { type XmlNode, xml } from './xml.ts'

/**
 * The nodes of an empty record. Each outermost repeat stands there twice: as the template of a new row, its own repeats
 * being templates too, and as its first row.
 */
export function instanceNode(element: Element, names: Names, withTemplates = true): XmlNode {
  return xml(element.name, attributesOf(element, names), contentOf(element, names, withTemplates))
}

function contentOf(element: Element, names: Names, withTemplates: boolean): readonly (XmlNode | string)[] {
  const { children, initial } = element
  if (initial !== '') return [initial]
  return nodesOf(children).flatMap((child) =>
    child.kind === 'repeat' && withTemplates
      ? [templateNode(child, names), instanceNode(child, names, false)]
      : [instanceNode(child, names, withTemplates)],
  )
}

function templateNode(repeat: Element, names: Names): XmlNode {
  const children = nodesOf(repeat.children).map((child) =>
    child.kind === 'repeat' ? templateNode(child, names) : instanceNode(child, names),
  )
  return xml(repeat.name, { 'jr:template': '' }, children)
}

function nodesOf(children: readonly Element[]): readonly Element[] {
  return children.filter(({ kind }) => kind !== 'attribute')
}

function attributesOf(element: Element, names: Names): Readonly<Record<string, string>> {
  const written = Object.entries(element.instance).map(([name, text]) => [
    name,
    resolveReferences(text, element, names),
  ])
  const declared = element.children.flatMap(({ kind, name, initial }) =>
    kind === 'attribute' ? [[name, initial]] : [],
  )
  return Object.fromEntries([...written, ...declared])
}
