import { DOMParser, type Document, Node, XMLSerializer } from '@xmldom/xmldom'
import xpath from 'xpath'
import { type Issue, isError } from '../../../src/kernel/index.ts'
import { compileForm } from '../../../src/questionnaire/index.ts'
import { type XlsformCase, workbookOf } from './xlsform-case.ts'

const namespaces: Readonly<Record<string, string>> = {
  x: 'http://www.w3.org/2002/xforms',
  h: 'http://www.w3.org/1999/xhtml',
  ev: 'http://www.w3.org/2001/xml-events',
  xsd: 'http://www.w3.org/2001/XMLSchema',
  jr: 'http://openrosa.org/javarosa',
  orx: 'http://openrosa.org/xforms',
  odk: 'http://www.opendatakit.org/xforms',
  entities: 'http://www.opendatakit.org/xforms/entities',
}

/** What is wrong with what the compiler makes of a case; nothing when it passes. */
export function judgeCase(given: XlsformCase): {
  readonly faults: readonly string[]
  readonly xform: string | undefined
} {
  const { xform, issues } = compileForm(workbookOf(given), { rootName: given.name })
  const errors = issues.filter(isError)
  if (given.errored) return { faults: missingErrors(given, errors), xform: undefined }
  if (xform === undefined)
    return { faults: errors.map(({ code, where }) => `refused: ${code} ${JSON.stringify(where)}`), xform }
  const warnings = issues.filter((found) => !isError(found))
  return {
    faults: [...missingWarnings(given, warnings), ...wrongXml(given, xform), ...wrongPaths(given, xform)],
    xform,
  }
}

function missingErrors({ error__contains }: XlsformCase, errors: readonly Issue[]): readonly string[] {
  if (errors.length === 0) return ['accepted']
  return missingRows(error__contains, errors)
}

function missingWarnings({ warnings__contains }: XlsformCase, warnings: readonly Issue[]): readonly string[] {
  if (warnings__contains.length > 0 && warnings.length === 0)
    return [`no warning: ${warnings__contains.join(' ')}`]
  return missingRows(warnings__contains, warnings)
}

/** Every message of the reference implementation that names a row has an issue of ours at that row. */
function missingRows(messages: readonly string[], issues: readonly Issue[]): readonly string[] {
  return messages.flatMap((message) => {
    const [, row] = /^\[row : (\d+)\]/.exec(message) ?? []
    const [, sheet] = /On the '(\w+)' sheet/.exec(message) ?? []
    const found = issues.some(
      ({ where }) =>
        (row === undefined || where.row === Number(row)) && (sheet === undefined || where.sheet === sheet),
    )
    const ours = issues.map(({ code, where }) => `${code}@${where.sheet}:${where.row}`).join(' ')
    return found ? [] : [`nothing there: ${message} (${ours})`]
  })
}

function wrongXml(given: XlsformCase, xform: string): readonly string[] {
  const part = (name: string) => new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`).exec(xform)?.[0] ?? ''
  const wanted: readonly (readonly [readonly string[], string])[] = [
    [given.xml__contains, xform],
    [given.model__contains, part('model')],
    [given.instance__contains, part('instance')],
    [given.itext__contains, part('itext')],
  ]
  const unwanted: readonly (readonly [readonly string[], string])[] = [
    [given.xml__excludes, xform],
    [given.model__excludes, part('model')],
    [given.itext__excludes, part('itext')],
  ]
  return [
    ...wanted.flatMap(([texts, within]) =>
      texts.filter((text) => !within.includes(text)).map((text) => `lacks ${text}`),
    ),
    ...unwanted.flatMap(([texts, within]) =>
      texts.filter((text) => within.includes(text)).map((text) => `holds ${text}`),
    ),
  ]
}

function wrongPaths(given: XlsformCase, xform: string): readonly string[] {
  const document = new DOMParser().parseFromString(xform, 'text/xml')
  const counts = [...given.xml__xpath_match.map((path) => [path, 1] as const), ...given.xml__xpath_count]
  return [
    ...counts.flatMap(([path, count]) => {
      const found = nodesAt(path, document).length
      return found === count ? [] : [`${found} instead of ${count}: ${path.replaceAll(/\s+/g, ' ')}`]
    }),
    ...given.xml__xpath_exact.flatMap(([path, texts]) => {
      const found = nodesAt(path, document).map(textOf)
      return sameSet(found, texts)
        ? []
        : [`${JSON.stringify(found)} instead of ${JSON.stringify(texts)}: ${path.replaceAll(/\s+/g, ' ')}`]
    }),
  ]
}

const select = xpath.useNamespaces(namespaces)

function nodesAt(path: string, document: Document): readonly unknown[] {
  // @ts-expect-error xpath is typed for the DOM of a browser, and works on that of xmldom as well
  const found: unknown = select(path, document)
  return Array.isArray(found) ? found : [found]
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)].toSorted()) === JSON.stringify([...new Set(b)].toSorted())
}

/** As the corpus writes it: the value of an attribute, or an element without its namespaces. */
function textOf(node: unknown): string {
  if (!(node instanceof Node)) return JSON.stringify(node)
  if (node.nodeType === Node.ATTRIBUTE_NODE) return node.nodeValue ?? ''
  return new XMLSerializer()
    .serializeToString(node)
    .replaceAll(/ xmlns(:\w+)?="[^"]*"/g, '')
    .replaceAll(' />', '/>')
    .trim()
}
