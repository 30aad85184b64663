import type { Element } from './element.ts'
import { type Names, resolveReferences } from './references.ts'
import { type Token, tokensOf } from './tokens.ts'
import { type XmlContent, xml } from './xml.ts'

/** A text that a person reads, with an `<output>` for every reference and every look-up in a secondary instance. */
export function outputText(text: string, context: Element | undefined, names: Names): readonly XmlContent[] {
  if (!text.includes('${') && !text.includes('instance(')) return text === '' ? [] : [text]
  const tokens = tokensOf(text)
  const contents: XmlContent[] = []
  let plain = ''
  for (let at = 0; at < tokens.length; ) {
    const end = outputEnd(tokens, at)
    const source = tokens
      .slice(at, Math.max(end, at + 1))
      .map((token) => token.text)
      .join('')
    const resolved = end > at ? resolveReferences(source, context, names) : source
    if (end === at || (resolved === source && source.startsWith('${'))) plain += source
    else {
      if (plain !== '') contents.push(plain)
      plain = ''
      contents.push(xml('output', { value: resolved }))
    }
    at = Math.max(end, at + 1)
  }
  return plain === '' ? contents : [...contents, plain]
}

/** Where the expression that starts at a token ends; the token itself when none does. */
function outputEnd(tokens: readonly Token[], at: number): number {
  const token = tokens[at]
  if (token?.kind === 'reference') return at + 1
  if (token?.text !== 'instance(' || tokens[at + 1]?.kind !== 'literal' || tokens[at + 2]?.kind !== 'close')
    return at
  return pathEnd(tokens, at + 3)
}

/** A path goes on until a space outside of its predicates. */
function pathEnd(tokens: readonly Token[], from: number): number {
  let depth = 0
  let at = from
  for (; at < tokens.length; at += 1) {
    const kind = tokens[at]?.kind
    if (kind === 'predicate') depth += 1
    else if (kind === 'predicate_end') depth -= 1
    else if (depth === 0 && kind !== 'path' && kind !== 'name') break
  }
  return at
}
