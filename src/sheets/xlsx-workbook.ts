import type { Limits } from './limits.ts'
import { refusals } from './refusals.ts'
import { richText } from './rich-text.ts'
import { isDateFormat } from './serial-date.ts'
import { type Attributes, readXml } from './xml.ts'
import { type Zip, inflatedPart, openZip } from './zip.ts'

/** What the sheets of an XLSX share. */
export type XlsxBook = {
  readonly zip: Zip
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly dateSystem: 1900 | 1904
  readonly sharedStrings: readonly string[]
  /** By the style number of a cell. */
  readonly dateStyles: readonly boolean[]
}

/** Reads ECMA-376 (transitional or strict) as far as values go: sheets, strings that they share, number formats. */
export function openXlsx(bytes: Uint8Array, limits: Limits): XlsxBook {
  const zip = openZip(bytes, limits)
  const bookPart = 'xl/workbook.xml'
  if (!zip.entries.has(bookPart)) throw refusals['sheets.unknown_format']({ format: formatOf(zip) })
  const targets = readRelations(zip, 'xl/_rels/workbook.xml.rels')
  const named: { readonly name: string; readonly relation: string }[] = []
  let dateSystem: 1900 | 1904 = 1900
  readXml(bookPart, inflatedPart(zip, bookPart), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) dateSystem = 1904
      if (name === 'sheet') named.push({ name: attributes['name'] ?? '', relation: relationId(attributes) })
    },
  })
  const sheets = named.flatMap(({ name, relation }) => {
    const part = targets.get(relation)
    return part === undefined ? [] : [{ name, part }]
  })
  return { zip, sheets, dateSystem, sharedStrings: readSharedStrings(zip), dateStyles: readDateStyles(zip) }
}

function formatOf({ entries }: Zip): string {
  if (entries.has('xl/workbook.bin')) return '.xlsb'
  if (entries.has('content.xml')) return '.ods'
  return entries.has('word/document.xml') ? '.docx' : '.zip'
}

function relationId(attributes: Attributes): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
}

/** Part names by relation id; targets are relative to `xl/`, or absolute. */
function readRelations(zip: Zip, part: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  readXml(part, inflatedPart(zip, part), {
    open: (name, attributes) => {
      const target = attributes['Target'] ?? ''
      if (name !== 'Relationship') return
      targets.set(
        attributes['Id'] ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      )
    },
  })
  return targets
}

function readSharedStrings(zip: Zip): readonly string[] {
  const part = 'xl/sharedStrings.xml'
  if (!zip.entries.has(part)) return []
  const strings: string[] = []
  let characters = 0
  let current = ''
  const text = richText((piece) => {
    current += piece
  })
  readXml(part, inflatedPart(zip, part), {
    ...text,
    close: (name) => {
      text.close(name)
      if (name !== 'si') return
      strings.push(current)
      characters += current.length
      current = ''
      const { sharedStrings, sharedCharacters } = zip.limits
      if (strings.length > sharedStrings)
        throw refusals['sheets.too_large']({ what: 'teks/texts', limit: sharedStrings })
      if (characters > sharedCharacters)
        throw refusals['sheets.too_large']({ what: 'teks/texts', limit: sharedCharacters })
    },
  })
  return strings
}

function readDateStyles(zip: Zip): readonly boolean[] {
  const part = 'xl/styles.xml'
  if (!zip.entries.has(part)) return []
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let inCellFormats = false
  readXml(part, inflatedPart(zip, part), {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0)
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) styles.push(isDateFormat(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}
