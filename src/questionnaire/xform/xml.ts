export type XmlNode = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlContent[]
}

export type XmlContent = XmlNode | string

export function xml(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlContent[] = [],
): XmlNode {
  return { name, attributes, children }
}

/** Indented text, attributes in the order of their names, those with a prefix last. Text is never indented. */
export function renderXml(node: XmlNode): string {
  const lines: string[] = []
  renderNode(node, '', lines)
  return `<?xml version="1.0"?>\n${lines.join('')}`
}

function renderNode(node: XmlNode, indent: string, lines: string[]): void {
  const { name, children } = node
  const start = `${indent}<${name}${renderAttributes(node)}`
  if (children.length === 0) lines.push(`${start}/>\n`)
  else if (children.some((child) => typeof child === 'string')) {
    lines.push(`${start}>${renderMixed(children)}</${name}>\n`)
  } else {
    lines.push(`${start}>\n`)
    for (const child of children) if (typeof child !== 'string') renderNode(child, `${indent}  `, lines)
    lines.push(`${indent}</${name}>\n`)
  }
}

/** Text among elements is set off by spaces, as the format's reference implementation does. */
function renderMixed(children: readonly XmlContent[]): string {
  const parts = children.map((child) => (typeof child === 'string' ? escapeText(child) : renderInline(child)))
  if (children.length === 1) return parts.join('')
  return `${typeof children[0] === 'string' ? ' ' : ''}${parts.join('')} `
}

function renderInline(node: XmlNode): string {
  const inner = node.children.map((child) =>
    typeof child === 'string' ? escapeText(child) : renderInline(child),
  )
  const start = `<${node.name}${renderAttributes(node)}`
  return inner.length === 0 ? `${start}/>` : `${start}>${inner.join('')}</${node.name}>`
}

function renderAttributes({ attributes }: XmlNode): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1))
  return sorted.map(([name, text]) => ` ${name}="${escapeText(text).replaceAll('"', '&quot;')}"`).join('')
}

const prefixes = ['jr', 'orx', 'odk', 'entities']

function sortKey(name: string): string {
  const [prefix = '', local] = name.split(':')
  if (local === undefined) return `0${name}`
  return prefix === 'xmlns' ? `1${name}` : `2${prefixes.indexOf(prefix)}${local}`
}

export function escapeText(text: string): string {
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Without the characters that XML 1.0 does not hold. */
function legal(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
