import { ncName } from '../form/words.ts'

type TokenKind =
  | 'date'
  | 'number'
  | 'operator'
  | 'comparison'
  | 'word_operator'
  | 'union'
  | 'open'
  | 'close'
  | 'predicate'
  | 'predicate_end'
  | 'path'
  | 'literal'
  | 'comma'
  | 'space'
  | 'reference'
  | 'function'
  | 'name'
  | 'other'

export type Token = { readonly kind: TokenKind; readonly text: string; readonly at: number }

const date = String.raw`-?\d{4}-\d{2}-\d{2}`
const time = String.raw`\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[+-]\d{2}:\d{2}|Z)?`

/** In the order in which they are tried. */
const patterns: readonly (readonly [TokenKind, string])[] = [
  ['date', `${date}(?:T${time})?|${time}`],
  ['number', String.raw`-?\d+\.\d*|-?\.\d+|-?\d+`],
  ['operator', String.raw`[*+-]| mod | div `],
  ['comparison', '!=|<=|>=|[=<>]'],
  ['word_operator', ' and | or '],
  ['union', String.raw`\|`],
  ['open', String.raw`\(`],
  ['close', String.raw`\)`],
  ['predicate', String.raw`\[`],
  ['predicate_end', String.raw`\]`],
  ['path', String.raw`\.\.|[./]`],
  ['literal', `"[^"]*"|'[^']*'`],
  ['comma', ','],
  ['space', String.raw`\s+`],
  ['reference', String.raw`\$\{(?:last-saved#)?${ncName}\}`],
  ['function', String.raw`${ncName}(?::${ncName})?\(`],
  ['name', `${ncName}(?::${ncName})?`],
  ['other', String.raw`[\s\S]`],
]

const pattern = new RegExp(patterns.map(([, source]) => `(${source})`).join('|'), 'y')

/** An expression in pieces: XPath 1.0 with `${name}` for a question. Every character belongs to a piece. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const found = match?.[0] ?? text.charAt(at)
    const group = match?.findIndex((part, index) => index > 0 && part !== undefined) ?? -1
    tokens.push({ kind: patterns[group - 1]?.[0] ?? 'other', text: found, at })
    at += found.length
  }
  return tokens
}

/** Types whose plain values hold hyphens. */
const hyphenated = new Set(['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape'])
const dynamic: ReadonlySet<TokenKind> = new Set(['operator', 'union', 'reference', 'function'])

/** Whether a default is to be computed when the form is filled, and is not a value as it stands. */
export function isDynamicDefault(text: string, type: string): boolean {
  for (const { kind, text: piece } of tokensOf(text)) {
    if (kind === 'operator' && piece === '-' && hyphenated.has(type)) return false
    if (dynamic.has(kind)) return true
  }
  return false
}
