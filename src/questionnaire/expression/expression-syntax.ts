import { ncName } from '../form/words.ts'

/** Where an expression stops making sense, and what was found there; the end is an empty text. */
type SyntaxFault = { readonly at: number; readonly found: string }

type Piece = {
  readonly kind: 'literal' | 'number' | 'reference' | 'name' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

const parts = [
  `"[^"]*"|'[^']*'`,
  String.raw`\d+(?:\.\d*)?|\.\d+`,
  String.raw`\$\{(?:last-saved#)?${ncName}\}`,
  String.raw`${ncName}(?::(?:${ncName}|\*))?`,
  String.raw`//|::|!=|<=|>=|\.\.|[()[\]@,/|+*=<>.-]`,
]
const pattern = new RegExp(String.raw`\s*(?:${parts.map((part) => `(${part})`).join('|')})`, 'y')
const kinds = ['literal', 'number', 'reference', 'name', 'sign'] as const

/** Deeper nesting is a mistake, or an attack. */
const deepest = 100

type Parser = { readonly pieces: readonly Piece[]; at: number; depth: number }

/** The first fault of an expression in the grammar of XPath 1.0 (section 3), `${name}` standing for a path; or none. */
export function expressionFault(text: string): SyntaxFault | undefined {
  const { pieces, rest } = piecesOf(text.trimEnd())
  if (rest !== '') return { at: text.trimEnd().length - rest.length, found: rest.slice(0, 12) }
  const parser: Parser = { pieces, at: 0, depth: 0 }
  if (parseExpression(parser) && parser.at === pieces.length) return undefined
  const piece = pieces[parser.at]
  return piece ? { at: piece.at, found: piece.text } : { at: text.length, found: '' }
}

/** The words of an expression, and what is left where they end early. */
function piecesOf(text: string): { readonly pieces: readonly Piece[]; readonly rest: string } {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) break
    const group = match.findIndex((part, index) => index > 0 && part !== undefined)
    const found = match[group] ?? ''
    at = pattern.lastIndex
    pieces.push({ kind: kinds[group - 1] ?? 'sign', text: found, at: at - found.length })
  }
  return { pieces, rest: text.slice(at).trimStart() }
}

function peek(parser: Parser, offset = 0): Piece {
  return parser.pieces[parser.at + offset] ?? { kind: 'end', text: '', at: -1 }
}

function accept(parser: Parser, ...texts: readonly string[]): boolean {
  const piece = peek(parser)
  const accepted = (piece.kind === 'sign' || piece.kind === 'name') && texts.includes(piece.text)
  if (accepted) parser.at += 1
  return accepted
}

const operators = ['or', 'and', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', 'div', 'mod', '|']

function parseExpression(parser: Parser): boolean {
  if (parser.depth >= deepest) return false
  parser.depth += 1
  let right = parseOperand(parser)
  while (right && accept(parser, ...operators)) right = parseOperand(parser)
  parser.depth -= 1
  return right
}

function parseOperand(parser: Parser): boolean {
  while (accept(parser, '-'));
  return isPrimary(parser) ? parsePrimary(parser) : parsePath(parser)
}

const nodeTypes = new Set(['node', 'text', 'comment', 'processing-instruction'])

const axes = new Set(
  `ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace parent
  preceding preceding-sibling self`.split(/\s+/),
)

function isPrimary(parser: Parser): boolean {
  const { kind, text } = peek(parser)
  if (kind === 'literal' || kind === 'number' || kind === 'reference' || (kind === 'sign' && text === '('))
    return true
  return kind === 'name' && peek(parser, 1).text === '(' && !nodeTypes.has(text)
}

function parsePrimary(parser: Parser): boolean {
  const { kind, text } = peek(parser)
  parser.at += 1
  const right =
    kind === 'name' ? parseArguments(parser) : text !== '(' || kind !== 'sign' || closed(parser, ')')
  if (!right || !parsePredicates(parser)) return false
  return accept(parser, '/', '//') ? parseSteps(parser) : true
}

function parseArguments(parser: Parser): boolean {
  if (!accept(parser, '(')) return false
  if (accept(parser, ')')) return true
  do if (!parseExpression(parser)) return false
  while (accept(parser, ','))
  return accept(parser, ')')
}

function closed(parser: Parser, end: string): boolean {
  return parseExpression(parser) && accept(parser, end)
}

function parsePredicates(parser: Parser): boolean {
  while (accept(parser, '[')) if (!closed(parser, ']')) return false
  return true
}

function parsePath(parser: Parser): boolean {
  if (accept(parser, '//')) return parseSteps(parser)
  return accept(parser, '/') ? !startsStep(parser) || parseSteps(parser) : parseSteps(parser)
}

function startsStep(parser: Parser): boolean {
  const { kind, text } = peek(parser)
  return kind === 'name' || kind === 'reference' || ['.', '..', '@', '*'].includes(text)
}

function parseSteps(parser: Parser): boolean {
  do if (!parseStep(parser)) return false
  while (accept(parser, '/', '//'))
  return true
}

function parseStep(parser: Parser): boolean {
  if (accept(parser, '.', '..')) return parsePredicates(parser)
  if (!accept(parser, '@') && axes.has(peek(parser).text) && peek(parser, 1).text === '::') parser.at += 2
  const { kind, text } = peek(parser)
  if (kind !== 'name' && kind !== 'reference' && text !== '*') return false
  parser.at += 1
  if (nodeTypes.has(text) && peek(parser).text === '(')
    return parseArguments(parser) && parsePredicates(parser)
  return parsePredicates(parser)
}
