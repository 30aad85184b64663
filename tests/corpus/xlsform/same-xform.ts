import { DOMParser, Element } from '@xmldom/xmldom'

/** Whether two XForms say the same, whatever the order of attributes, texts by id, and space between elements. */
export function sameXform(a: string, b: string): boolean {
  return canonical(a) === canonical(b)
}

function canonical(xform: string): string {
  const { documentElement } = new DOMParser().parseFromString(xform, 'text/xml')
  return documentElement ? canonicalElement(documentElement) : ''
}

function canonicalElement(element: Element): string {
  const attributes = Array.from(
    element.attributes,
    ({ name, value }) => `${name}=${JSON.stringify(squeeze(value))}`,
  )
  const children = Array.from(element.childNodes, (node) =>
    node instanceof Element ? canonicalElement(node) : squeeze(node.nodeValue ?? ''),
  ).filter((text) => text !== '')
  const ordered = unordered.has(element.nodeName) ? children.toSorted() : children
  return `<${element.nodeName} ${attributes.toSorted().join(' ')}>${ordered.join('')}</>`
}

const unordered = new Set(['itext', 'translation', 'text', 'model'])

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
