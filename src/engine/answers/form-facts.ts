import { type SubmissionNode, readSubmission } from './submission-document.ts'

/** What a form says of its own fields, for whoever compares answers with it. Paths are without root and positions. */
export type FormFacts = {
  readonly formId: string
  readonly version: string
  /** Every field, groups left out. */
  readonly fields: ReadonlySet<string>
  /** Fields whose value depends on the day or the phone (`end`, `today()`), or is a file: not compared. */
  readonly unstable: ReadonlySet<string>
  /** Fields that are computed. */
  readonly computed: ReadonlySet<string>
  /** Fields whose answers come from a list that the form does not hold itself, with the name of the file. */
  readonly listed: ReadonlyMap<string, string>
}

/** Reads an XForm. @throws Error when it is none: forms are checked before they are published. */
export function readFormFacts(xform: string): FormFacts {
  const read = readSubmission(xform)
  if ('fault' in read) throw new Error(`the form is no XML: ${read.fault}`)
  const model = find(read.root, 'model')
  const instance = model && childrenOf(model, 'instance')[0]?.children[0]
  if (!model || !instance) throw new Error('the form has no model')
  const binds = childrenOf(model, 'bind')
  const root = `/${instance.name}/`
  const fields = new Set(leafPaths(instance.children, ''))
  return {
    formId: instance.attributes['id'] ?? '',
    version: instance.attributes['version'] ?? instance.attributes['orx:version'] ?? '',
    fields,
    unstable: unstableFields(binds, root),
    computed: new Set(
      binds.flatMap(({ attributes }) =>
        attributes['calculate'] === undefined ? [] : fieldOf(attributes, root),
      ),
    ),
    listed: listedFields(read.root, model, root),
  }
}

function fieldOf({ nodeset = '', ref = nodeset }: SubmissionNode['attributes'], root: string): string {
  return ref.startsWith(root) ? ref.slice(root.length) : ref
}

function leafPaths(nodes: readonly SubmissionNode[], around: string): readonly string[] {
  return nodes.flatMap(({ name, children }) =>
    children.length === 0 ? [around + name] : leafPaths(children, `${around}${name}/`),
  )
}

const ofTheDay = /\b(today|now|random|uuid|pulldata)\s*\(/

/** Directly, or by way of a field that they are computed from. */
function unstableFields(binds: readonly SubmissionNode[], root: string): ReadonlySet<string> {
  const unstable = new Set<string>()
  for (const { attributes } of binds) {
    const { type, calculate = '', 'jr:preload': preload = '' } = attributes
    if (type === 'binary' || preload !== '' || ofTheDay.test(calculate))
      unstable.add(fieldOf(attributes, root))
  }
  for (let before = -1; before < unstable.size; ) {
    before = unstable.size
    for (const { attributes } of binds) {
      const from = [...unstable].some((field) => mentions(attributes['calculate'] ?? '', field))
      if (from) unstable.add(fieldOf(attributes, root))
    }
  }
  return unstable
}

/** Paths in a form may be relative, so the name decides: to compare one field less is no harm. */
function mentions(expression: string, field: string): boolean {
  const name = field.slice(field.lastIndexOf('/') + 1)
  return new RegExp(`/${name.replaceAll('.', '\\.')}(?![\\w.-])`).test(expression)
}

function listedFields(
  form: SubmissionNode,
  model: SubmissionNode,
  root: string,
): ReadonlyMap<string, string> {
  const files = new Map(
    childrenOf(model, 'instance').flatMap(({ attributes }) =>
      attributes['src'] === undefined
        ? []
        : [[attributes['id'] ?? '', attributes['src'].split('/').pop() ?? ''] as const],
    ),
  )
  const from = (expression: string) =>
    [...files].find(
      ([id]) => expression.includes(`instance('${id}')`) || expression.includes(`instance("${id}")`),
    )?.[1]
  const found: (readonly [string, string])[] = []
  const walk = (node: SubmissionNode) => {
    const sources = [
      node.attributes['calculate'],
      ...childrenOf(node, 'itemset').map(({ attributes }) => attributes['nodeset']),
    ]
    const file = sources.flatMap((source) => (source === undefined ? [] : (from(source) ?? [])))[0]
    if (file !== undefined) found.push([fieldOf(node.attributes, root), file])
    node.children.forEach(walk)
  }
  walk(form)
  return new Map(found)
}

function childrenOf({ children }: SubmissionNode, name: string): readonly SubmissionNode[] {
  return children.filter((child) => child.name === name)
}

function find(node: SubmissionNode, name: string): SubmissionNode | undefined {
  if (node.name === name) return node
  for (const child of node.children) {
    const found = find(child, name)
    if (found) return found
  }
  return undefined
}
