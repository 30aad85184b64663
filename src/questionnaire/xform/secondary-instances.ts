import type { FormModel, Question } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { fileTypes } from '../form/question-types.ts'
import { placedNodes } from '../form/walk.ts'
import { isXmlName } from '../form/words.ts'
import type { ChoiceList } from './lists.ts'
import { isSearch } from './lower-select.ts'
import { hasLastSaved, lastSavedInstance } from './references.ts'
import { type XmlNode, xml } from './xml.ts'

/** A table that a form reads from elsewhere. */
type SecondaryInstance = {
  readonly id: string
  /** Where it is fetched. */
  readonly source: string
  /** The row that asks for it. */
  readonly row?: FormRow
}

export const fileExtension = /\.(csv|xml|geojson)$/

/** Every use of a table from elsewhere, in the order of the form; the same table may come more than once. */
export function externalInstances(form: FormModel): readonly SecondaryInstance[] {
  const used = [...placedNodes(form.nodes)].flatMap(({ node }) =>
    node.kind === 'question' ? [...pulled(node.row), ...attached(node)] : pulled(node.row),
  )
  const lastSaved = [...placedNodes(form.nodes)].some(({ node }) =>
    formulas.some((column) => hasLastSaved(value(node.row, column))),
  )
  const source = 'jr://instance/last-saved'
  return lastSaved ? [...used, { id: lastSavedInstance, source }] : used
}

const formulas = [
  'calculation',
  'constraint',
  'read_only',
  'required',
  'relevant',
  'choice_filter',
  'default',
]

/** `pulldata('file', …)` reads `file.csv`. */
function pulled(row: FormRow): readonly SecondaryInstance[] {
  return formulas.flatMap((column) =>
    [...value(row, column).matchAll(/pulldata\s*\(\s*([^,]*),/g)].map((match) => {
      const id = (match[1] ?? '').replaceAll(/['"]/g, '').trim()
      return { id, source: `jr://file-csv/${id}.csv`, row }
    }),
  )
}

function attached({ type, name, list = '', row }: Question): readonly SecondaryInstance[] {
  if (fileTypes.has(type)) {
    const source = type === 'csv-external' ? `jr://file-csv/${name}.csv` : `jr://file/${name}.xml`
    return [{ id: name, source, row }]
  }
  const [extension] = fileExtension.exec(list) ?? []
  if (extension === undefined) return []
  const folder = extension === '.csv' ? 'file-csv' : 'file'
  return [{ id: list.slice(0, -extension.length), source: `jr://${folder}/${list}`, row }]
}

/** The lists that stand in the form, but for those that only `search()` reads. */
export function internalLists(
  form: FormModel,
  lists: ReadonlyMap<string, ChoiceList>,
): readonly ChoiceList[] {
  const searched = new Set(
    [...placedNodes(form.nodes)].flatMap(({ node }) =>
      node.kind === 'question' && isSearch(value(node.row, 'appearance')) ? [node.list] : [],
    ),
  )
  return [...lists.values()].filter(({ name }) => !searched.has(name))
}

/** One `<instance>` for each table. A file goes before a list of the same name. */
export function instanceNodes(form: FormModel, lists: ReadonlyMap<string, ChoiceList>): readonly XmlNode[] {
  const nodes = new Map<string, XmlNode>()
  for (const { id, source } of externalInstances(form)) {
    if (!nodes.has(id)) nodes.set(id, xml('instance', { id, src: source }))
  }
  for (const list of internalLists(form, lists))
    if (!nodes.has(list.name)) nodes.set(list.name, listInstance(list))
  return [...nodes.values()]
}

function listInstance({ name, choices, itext }: ChoiceList): XmlNode {
  const items = choices.map(({ row, code, label }, index) =>
    xml('item', {}, [
      ...(itext ? [xml('itextId', {}, [`${name}-${index}`])] : []),
      xml('name', {}, [code]),
      ...(!itext && label[''] !== undefined ? [xml('label', {}, [label['']])] : []),
      ...[...row.values].flatMap(([heading, text]) =>
        isExtraColumn(heading) ? [xml(heading, {}, [text])] : [],
      ),
    ]),
  )
  return xml('instance', { id: name }, [xml('root', {}, items)])
}

const ownColumns = new Set(['list_name', 'name', 'label', 'media', 'image', 'big-image', 'audio', 'video'])

/** Columns of the author's own, which filters of choices read. */
export function isExtraColumn(heading: string): boolean {
  return !ownColumns.has(heading) && !heading.includes(':') && isXmlName(heading)
}
