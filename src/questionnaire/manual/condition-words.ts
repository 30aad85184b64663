import type { Message } from '../../kernel/index.ts'
import { type Token, tokensOf } from '../expression/tokens.ts'
import type { Question } from '../form/form-model.ts'
import { messageOf } from '../form/form-texts.ts'
import type { ChoiceList } from '../xform/lists.ts'

/** What a form's conditions speak of. */
export type Vocabulary = {
  readonly questions: ReadonlyMap<string, Question>
  readonly lists: ReadonlyMap<string, ChoiceList>
}

const comparisons: Readonly<Record<string, Message>> = {
  '=': { id: 'adalah', en: 'is' },
  '!=': { id: 'bukan', en: 'is not' },
  '>': { id: 'lebih dari', en: 'is more than' },
  '>=': { id: 'paling sedikit', en: 'is at least' },
  '<': { id: 'kurang dari', en: 'is less than' },
  '<=': { id: 'paling banyak', en: 'is at most' },
}
const empty: Readonly<Record<string, Message>> = {
  '=': { id: 'kosong', en: 'is empty' },
  '!=': { id: 'terisi', en: 'is filled' },
}
const joins: Readonly<Record<string, Message>> = {
  and: { id: ' dan ', en: ' and ' },
  or: { id: ' atau ', en: ' or ' },
}
const functions: Readonly<Record<string, Message>> = {
  'not(': { id: 'tidak (', en: 'not (' },
  'today(': { id: 'hari ini(', en: 'today(' },
  'count-selected(': { id: 'banyaknya pilihan (', en: 'the number of choices (' },
  'string-length(': { id: 'panjang (', en: 'the length of (' },
}
const answer: Message = { id: 'jawaban', en: 'the answer' }
const has: Message = { id: 'memuat', en: 'includes' }

/**
 * A condition in words: `${lighting} = '1' and ${toilet} != '6'` as "Penerangan utama adalah “Listrik PLN” (1) dan …".
 * What has no words stays as it is written. `self` is the question whose answer `.` stands for.
 */
export function conditionWords(expression: string, vocabulary: Vocabulary, self?: Question): Message {
  const text = expression.replaceAll(/\s+/g, ' ').trim()
  return {
    id: phrase(text, vocabulary, self, 'id'),
    en: phrase(text, vocabulary, self, 'en'),
  }
}

type Language = keyof Message

function phrase(
  text: string,
  vocabulary: Vocabulary,
  self: Question | undefined,
  language: Language,
): string {
  const tokens = tokensOf(text)
  const parts: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const selected = selectedWords(tokens, at, vocabulary, self, language)
    const compared = selected ?? comparisonWords(tokens, at, vocabulary, self, language)
    parts.push(compared?.words ?? tokenWords(tokens[at], vocabulary, self, language))
    at += compared?.length ?? 1
  }
  return parts
    .join('')
    .replaceAll('hari ini()', 'hari ini')
    .replaceAll('today()', 'today')
    .replaceAll(/ +/g, ' ')
    .trim()
}

/** Tokens of a phrase, with the spaces between them. */
const reach = 9

type Found = { readonly words: string; readonly length: number }

/** `${x} = '1'`, `. >= 1`. */
function comparisonWords(
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
  self: Question | undefined,
  language: Language,
): Found | undefined {
  const [left, sign, right] = tokens.slice(at, at + reach).filter(({ kind }) => kind !== 'space')
  if (!left || sign?.kind !== 'comparison' || !right || !['literal', 'number'].includes(right.kind))
    return undefined
  const question = questionAt(left, vocabulary, self)
  if (!question) return undefined
  const length = tokens.indexOf(right) - at + 1
  const subject = left.text === '.' ? answer[language] : shortLabel(question, language)
  const value = right.text.replaceAll(/^['"]|['"]$/g, '')
  const words = value === '' ? empty[sign.text]?.[language] : undefined
  const operator = comparisons[sign.text]?.[language] ?? sign.text
  return {
    words: `${subject} ${words ?? `${operator} ${valueWords(value, question, vocabulary, language)}`}`,
    length,
  }
}

/** `selected(${x}, '1')`. */
function selectedWords(
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
  self: Question | undefined,
  language: Language,
): Found | undefined {
  if (tokens[at]?.text !== 'selected(') return undefined
  const [, left, comma, right, close] = tokens.slice(at, at + reach).filter(({ kind }) => kind !== 'space')
  const question = left && questionAt(left, vocabulary, self)
  if (!question || comma?.kind !== 'comma' || right?.kind !== 'literal' || close?.kind !== 'close')
    return undefined
  const subject = left.text === '.' ? answer[language] : shortLabel(question, language)
  const value = valueWords(right.text.slice(1, -1), question, vocabulary, language)
  return { words: `${subject} ${has[language]} ${value}`, length: tokens.indexOf(close) - at + 1 }
}

function questionAt(
  token: Token,
  { questions }: Vocabulary,
  self: Question | undefined,
): Question | undefined {
  if (token.kind === 'path' && token.text === '.') return self
  return token.kind === 'reference' ? questions.get(token.text.slice(2, -1)) : undefined
}

/** A code with its meaning: `“Sewa” (2)`. */
function valueWords(value: string, question: Question, { lists }: Vocabulary, language: Language): string {
  const choice = lists.get(question.list ?? '')?.choices.find(({ code }) => code === value)
  const label = choice && messageOf(choice.label)?.[language]
  return label === undefined ? value : `“${label}” (${value})`
}

function tokenWords(
  token: Token | undefined,
  { questions }: Vocabulary,
  self: Question | undefined,
  language: Language,
): string {
  if (!token) return ''
  const { kind, text } = token
  if (kind === 'word_operator') return joins[text.trim()]?.[language] ?? text
  if (kind === 'function') return functions[text]?.[language] ?? text
  if (kind === 'comparison') return ` ${comparisons[text]?.[language] ?? text} `
  if (kind === 'path' && text === '.' && self) return answer[language]
  const question = kind === 'reference' ? questions.get(text.slice(2, -1)) : undefined
  return question ? shortLabel(question, language) : text
}

/** What the device fills in, and has no text. */
const filled: Readonly<Record<string, Message>> = {
  today: { id: 'tanggal pengisian', en: 'the day of the interview' },
  start: { id: 'waktu mulai', en: 'the time of the start' },
  end: { id: 'waktu selesai', en: 'the time of the end' },
  username: { id: 'nama petugas', en: "the enumerator's name" },
}

/** A question's text without its mark and with `[…]` for what it takes from other answers; its name when it has none. */
export function shortLabel(question: Question, language: Language): string {
  const label = messageOf(question.label)?.[language] ?? filled[question.type]?.[language] ?? question.name
  return label.replaceAll(/\$\{([^}]*)\}/g, '[$1]').replace(/[?:.]+$/, '')
}
