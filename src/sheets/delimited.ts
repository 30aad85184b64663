import { refusals } from './refusals.ts'

type Delimiter = ',' | ';' | '\t' | '|'

/** A record with its number, counted as a spreadsheet does: a line break inside quotes starts no new row. */
export type DelimitedRecord = { readonly number: number; readonly fields: readonly string[] }

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/**
 * The records of a delimited text (RFC 4180; lines may end in LF, CR or CRLF). A quotation mark opens a quoted field
 * only at its beginning; what follows the closing one is kept as it stands. Excel's line `sep=;` is obeyed and left out.
 */
export function* delimitedRecords(chunks: Iterable<string>, limit: number): Generator<DelimitedRecord> {
  let text = ''
  let delimiter: Delimiter | undefined
  let number = 0
  for (const { chunk, final } of withFinal(chunks)) {
    text += chunk
    let at = 0
    if (delimiter === undefined) {
      const declared = declaration(text)
      delimiter = declared?.delimiter ?? sniffDelimiter(text)
      if (declared) [at, number] = [declared.end, 1]
    }
    while (at < text.length) {
      const record = recordAt(text, at, delimiter, final)
      if (!record && !final && text.length - at <= limit) break
      if (!record || record.end - at > limit) throw refusals['sheets.open_quote']({ row: number + 1, limit })
      number += 1
      at = record.end
      yield { number, fields: record.fields }
    }
    text = text.slice(at)
  }
}

/** The delimiter that parts the first records into the most fields of the same number; a comma when none does. */
function sniffDelimiter(text: string): Delimiter {
  const scores = delimiters.map((delimiter) => ({ delimiter, score: regularity(text, delimiter) }))
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter
}

function regularity(text: string, delimiter: Delimiter): number {
  const widths: number[] = []
  for (let at = 0; at < text.length && widths.length < 20; ) {
    const record = recordAt(text, at, delimiter, true)
    if (!record) break
    widths.push(record.fields.length)
    at = record.end
  }
  const [first = 1] = widths
  return (first - 1) * (widths.filter((width) => width === first).length / Math.max(1, widths.length))
}

function declaration(text: string): { readonly delimiter: Delimiter; readonly end: number } | undefined {
  const match = /^sep=([,;\t|])(?:\r\n|\r|\n)/.exec(text)
  const delimiter = delimiters.find((candidate) => candidate === match?.[1])
  return match && delimiter ? { delimiter, end: match[0].length } : undefined
}

type Span = { readonly fields: readonly string[]; readonly end: number }

/** The record that starts at `start`; `undefined` when it goes on beyond the text, or when a quotation mark stays open. */
function recordAt(text: string, start: number, delimiter: Delimiter, final: boolean): Span | undefined {
  const fields: string[] = []
  for (let at = start; ; ) {
    const close = text[at] === '"' ? closingQuote(text, at) : undefined
    if (close === -1) return undefined
    const plainFrom = close === undefined ? at : close + 1
    const end = fieldEnd(text, plainFrom, delimiter)
    if (end >= text.length - 1 && !final) return undefined
    const quoted = close === undefined ? '' : text.slice(at + 1, close).replaceAll('""', '"')
    fields.push(quoted + text.slice(plainFrom, end))
    if (text[end] !== delimiter) return { fields, end: text.startsWith('\r\n', end) ? end + 2 : end + 1 }
    at = end + 1
  }
}

/** Where the field that opens at `open` is closed; -1 when it is not. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  return close
}

function fieldEnd(text: string, from: number, delimiter: Delimiter): number {
  const separator = delimiter.charCodeAt(0)
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === separator || code === 10 || code === 13) return at
  }
  return text.length
}

function* withFinal(
  chunks: Iterable<string>,
): Generator<{ readonly chunk: string; readonly final: boolean }> {
  for (const chunk of chunks) yield { chunk, final: false }
  yield { chunk: '', final: true }
}
