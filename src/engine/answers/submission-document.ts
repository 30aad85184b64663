import { SaxesParser } from 'saxes'

/** An element of a submission; names without prefix, since phones differ in it. */
export type SubmissionNode = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly SubmissionNode[]
  /** Of an element without children. */
  readonly text: string
}

/** A submission as it was received. */
export type SubmissionDocument = {
  readonly formId: string
  readonly version: string
  /** `''` when the phone gave none. */
  readonly instanceId: string
  readonly root: SubmissionNode
}

type OpenNode = { name: string; attributes: Record<string, string>; children: SubmissionNode[]; text: string }

/** Elements within elements; no form comes near. */
const deepest = 60

/** Reads a submission; text that is not well formed, or declares a document type, is the reason it cannot be read. */
export function readSubmission(xml: string): SubmissionDocument | { readonly fault: string } {
  try {
    const root = parseXml(xml)
    const { id = '', version = '' } = root.attributes
    return { formId: id, version, instanceId: findText(root, 'instanceID'), root }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

function parseXml(xml: string): SubmissionNode {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  const open: OpenNode[] = []
  let root: SubmissionNode | undefined
  parser.on('doctype', () => {
    throw new Error('a document type is declared')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepest) throw new Error(`elements are nested more than ${deepest} deep`)
    open.push({ name: localName(name), attributes, children: [], text: '' })
  })
  const addText = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (!closed) return
    const node = { ...closed, text: closed.children.length > 0 ? '' : closed.text.trim() }
    const around = open.at(-1)
    if (around) around.children.push(node)
    else root = node
  })
  parser.write(xml).close()
  if (!root) throw new Error('there is no element')
  return root
}

function findText(node: SubmissionNode, name: string): string {
  if (node.name === name && node.children.length === 0) return node.text
  return node.children.map((child) => findText(child, name)).find((text) => text !== '') ?? ''
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** A leaf of a submission: its path without the root, and with the positions of what comes several times. */
export type SubmissionLeaf = { readonly path: string; readonly place: string; readonly text: string }

/** All leaves in document order; `path` is `anggota/umur`, `place` is `anggota[2]/umur`. */
export function submissionLeaves(root: SubmissionNode): readonly SubmissionLeaf[] {
  return root.children.length === 0 ? [] : leavesOf(root.children, '', '')
}

function leavesOf(nodes: readonly SubmissionNode[], path: string, place: string): readonly SubmissionLeaf[] {
  const counts = Map.groupBy(nodes, ({ name }) => name)
  const seen = new Map<string, number>()
  return nodes.flatMap((node) => {
    const position = (seen.get(node.name) ?? 0) + 1
    seen.set(node.name, position)
    const several = (counts.get(node.name)?.length ?? 0) > 1
    const own = path + node.name
    const here = place + (several ? `${node.name}[${position}]` : node.name)
    return node.children.length === 0
      ? [{ path: own, place: here, text: node.text }]
      : leavesOf(node.children, `${own}/`, `${here}/`)
  })
}
