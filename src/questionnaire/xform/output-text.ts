import type { Element } from './element.ts'
import { type Names, resolveReferences } from './references.ts'
import { type Token, tokensOf } from '../expression/tokens.ts'
import { type XmlContent, xml } from './xml.ts'

/** A text that a person reads, with an `<output>` for every reference and every look-up in a secondary instance. */
export function outputText(text: string, context: Element | undefined, names: Names): readonly XmlContent[] {
  return piecesOf(text).map(({ kind, source }) => {
    const resolved = kind === 'plain' ? source : resolveReferences(source, context, names)
    return kind === 'plain' || resolved.startsWith('${') ? source : xml('output', { value: resolved })
  })
}

/** The look-ups within a text, as they were written. */
export function lookupsIn(text: string): readonly string[] {
  return piecesOf(text).flatMap(({ kind, source }) => (kind === 'lookup' ? [source] : []))
}

type TextPiece = { readonly kind: 'plain' | 'reference' | 'lookup'; readonly source: string }

function piecesOf(text: string): readonly TextPiece[] {
  if (text === '') return []
  if (!text.includes('${') && !text.includes('instance(')) return [{ kind: 'plain', source: text }]
  const tokens = tokensOf(text)
  const pieces: TextPiece[] = []
  let plain = ''
  for (let at = 0; at < tokens.length; ) {
    const end = outputEnd(tokens, at)
    const source = tokens
      .slice(at, Math.max(end, at + 1))
      .map((token) => token.text)
      .join('')
    if (end === at) plain += source
    else {
      if (plain !== '') pieces.push({ kind: 'plain', source: plain })
      plain = ''
      pieces.push({ kind: source.startsWith('$') ? 'reference' : 'lookup', source })
    }
    at = Math.max(end, at + 1)
  }
  return plain === '' ? pieces : [...pieces, { kind: 'plain', source: plain }]
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
