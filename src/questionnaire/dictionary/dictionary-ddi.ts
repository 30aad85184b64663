import type { Message } from '../../kernel/index.ts'
import { type Texts, messageOf } from '../form/form-texts.ts'
import { type XmlNode, renderXml, xml } from '../xform/xml.ts'
import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

/** DDI-Codebook 2.5 (DDI Alliance, 2014): the study, one file for each table, and a variable for each item. */
export function renderDictionaryDdi(dictionary: DataDictionary): string {
  const { form, version, title, items } = dictionary
  const tables = [...new Set(['', ...items.map(({ table }) => table)])]
  const titleText = messageOf(title)?.id ?? form
  const study = xml('stdyDscr', {}, [
    xml('citation', {}, [
      xml('titlStmt', {}, [xml('titl', { 'xml:lang': 'id' }, [titleText]), xml('IDNo', {}, [form])]),
      xml('verStmt', {}, [xml('version', {}, [version || '1'])]),
    ]),
  ])
  const files = tables.map((table, index) =>
    xml('fileDscr', { ID: `F${index + 1}` }, [xml('fileTxt', {}, [xml('fileName', {}, [table || form])])]),
  )
  const variables = items.map((item, index) =>
    variableNode(item, `V${index + 1}`, `F${tables.indexOf(item.table) + 1}`),
  )
  return renderXml(
    xml('codeBook', { xmlns: 'ddi:codebook:2_5', version: '2.5' }, [
      study,
      ...files,
      xml('dataDscr', {}, variables),
    ]),
  )
}

/** Elements in the order of the schema. */
function variableNode(item: DictionaryItem, id: string, file: string): XmlNode {
  const { name, label, unit, range, universe, guide, categories, calculation } = item
  return xml(
    'var',
    {
      ID: id,
      name,
      files: file,
      ...measureOf(item),
      ...intervalOf(item),
      ...(unit !== undefined && { measUnit: unit }),
    },
    [
      ...labelNodes(label),
      ...questionNodes(item),
      ...(range ? [xml('valrng', {}, [xml('range', boundsOf(range))])] : []),
      ...(universe === undefined ? [] : [xml('universe', { clusion: 'I' }, [universe])]),
      ...inLanguages('txt', guide?.definition),
      ...categories.map(({ code, label: text }) =>
        xml('catgry', {}, [xml('catValu', {}, [code]), ...labelNodes(text)]),
      ),
      ...(calculation === undefined ? [] : [xml('derivation', {}, [xml('drvcmd', {}, [calculation])])]),
      xml('varFormat', { type: numeric.has(item.type) ? 'numeric' : 'character' }),
    ],
  )
}

const numeric = new Set(['integer', 'decimal', 'range'])

function measureOf({ type }: DictionaryItem): Readonly<Record<string, string>> {
  if (type.startsWith('select_')) return { nature: 'nominal' }
  return numeric.has(type) ? { nature: 'ratio' } : {}
}

function intervalOf({ type }: DictionaryItem): Readonly<Record<string, string>> {
  return { intrvl: type === 'decimal' ? 'contin' : 'discrete' }
}

function labelNodes(label: Texts): readonly XmlNode[] {
  return inLanguages('labl', messageOf(label))
}

/** One element a language; one alone when both say the same. */
function inLanguages(name: string, message: Message | undefined): readonly XmlNode[] {
  if (!message) return []
  const indonesian = xml(name, { 'xml:lang': 'id' }, [message.id])
  return message.en === message.id
    ? [indonesian]
    : [indonesian, xml(name, { 'xml:lang': 'en' }, [message.en])]
}

function questionNodes({ label, hint }: DictionaryItem): readonly XmlNode[] {
  const asked = messageOf(label)
  const told = messageOf(hint)
  if (!asked) return []
  const instruction = told ? [xml('ivuInstr', { 'xml:lang': 'id' }, [told.id])] : []
  return [xml('qstn', {}, [xml('qstnLit', { 'xml:lang': 'id' }, [asked.id]), ...instruction])]
}

function boundsOf({ min, max }: NonNullable<DictionaryItem['range']>): Readonly<Record<string, string>> {
  return { ...(min !== undefined && { min: String(min) }), ...(max !== undefined && { max: String(max) }) }
}
