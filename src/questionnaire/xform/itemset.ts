import { geometryTypes } from '../form/question-types.ts'
import type { Element, Itemset } from './element.ts'
import { outputText } from './output-text.ts'
import { hasReference, resolveReferences } from './references.ts'
import type { BodyContext } from './render-body.ts'
import { fileExtension } from './secondary-instances.ts'
import { type XmlNode, xml } from './xml.ts'

type Nodeset = {
  readonly value: string
  readonly label: string
  readonly nodeset: string
  readonly filter: string
}

/** The choices of a select by reference to where they stand. */
export function itemsetNode(element: Element, itemset: Itemset, context: BodyContext): XmlNode {
  const { value, label, nodeset, filter } = nodesetOf(element, itemset, context)
  const filtered = filter === '' ? nodeset : `${nodeset}[${filter}]`
  return xml('itemset', { nodeset: randomized(filtered, element, itemset, context) }, [
    xml('value', { ref: value }),
    xml('label', { ref: label }),
  ])
}

/** The choices themselves, for `search()`. */
export function itemNodes(
  element: Element,
  { source }: Itemset,
  { lists, names }: BodyContext,
): readonly XmlNode[] {
  const list = lists.get(source)
  return (list?.choices ?? []).map(({ code, label }, index) =>
    xml('item', {}, [
      list?.itext
        ? xml('label', { ref: `jr:itext('${source}-${index}')` })
        : xml('label', {}, outputText(label[''] ?? '', element, names)),
      xml('value', {}, [code]),
    ]),
  )
}

function nodesetOf(element: Element, itemset: Itemset, context: BodyContext): Nodeset {
  const found =
    repeatedAnswers(element, itemset, context) ?? fileNodeset(itemset) ?? listNodeset(itemset, context)
  return itemset.filter === ''
    ? found
    : { ...found, filter: filterOf(element, itemset, found.nodeset, context) }
}

function listNodeset({ source }: Itemset, { lists }: BodyContext): Nodeset {
  const label = lists.get(source)?.itext ? 'jr:itext(itextId)' : 'label'
  return { value: 'name', label, nodeset: `instance('${source}')/root/item`, filter: '' }
}

function fileNodeset({ source, parameters }: Itemset): Nodeset | undefined {
  const [extension] = fileExtension.exec(source) ?? []
  if (extension === undefined) return undefined
  const geojson = extension === '.geojson'
  return {
    value: parameters.get('value') ?? (geojson ? 'id' : 'name'),
    label: parameters.get('label') ?? (geojson ? 'title' : 'label'),
    nodeset: `instance('${source.slice(0, -extension.length)}')/root/item`,
    filter: '',
  }
}

/** Answers given in a repeat, or the geometries of its rows. Rows without an answer are left out. */
function repeatedAnswers(element: Element, { source }: Itemset, { names }: BodyContext): Nodeset | undefined {
  if (!hasReference(source)) return undefined
  const path = resolveReferences(source, element, names, { wholeRepeat: true }).trim()
  if (geometryTypes.has(element.type)) {
    return { value: 'geometry', label: 'geometry', nodeset: path, filter: "./geometry != ''" }
  }
  const last = path.slice(path.lastIndexOf('/') + 1)
  return {
    value: last,
    label: last,
    nodeset: path.slice(0, path.lastIndexOf('/')),
    filter: `./${last} != ''`,
  }
}

function filterOf(
  element: Element,
  { filter, source }: Itemset,
  nodeset: string,
  { names }: BodyContext,
): string {
  const wholeRepeat = hasReference(source)
  const resolved = resolveReferences(filter, element, names, { current: true, wholeRepeat })
  return wholeRepeat ? resolved.replaceAll(`current()/${nodeset}`, '.').replaceAll(nodeset, '.') : resolved
}

function randomized(
  nodeset: string,
  element: Element,
  { parameters }: Itemset,
  { names }: BodyContext,
): string {
  if (parameters.get('randomize') !== 'true') return nodeset
  const seed = parameters.get('seed')
  if (seed === undefined) return `randomize(${nodeset})`
  return `randomize(${nodeset}, ${resolveReferences(seed, element, names).trim()})`
}
