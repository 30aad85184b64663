import { type WordReader, readWord } from './word-form.ts'
import { backTitles, connectors, frontTitles, weakWords } from './words.ts'

/** What a comparison sees of a name. All five are empty when the name holds no letter or digit. */
export type NameForm = {
  /** Words in their order, parted by a space: for similarity. */
  readonly normal: string
  /** The same without spaces: NUR HAYATI is NURHAYATI. */
  readonly joined: string
  /** Words in alphabetical order: for exchanged words. */
  readonly sorted: string
  /** Phonetic codes of the first word that says something, and of the last: for blocking. */
  readonly firstCode: string
  readonly lastCode: string
}

/**
 * Brings a name as written to the forms that are compared: without titles, abbreviations expanded, in today's spelling.
 * No name is refused: one word, digits and very short names are valid, and a name made only of titles keeps its words.
 * `read` may remember words it has read.
 */
export function nameForm(name: string, read: WordReader = readWord): NameForm {
  const forms = withoutTitles(writtenWords(name)).map((word, index) => read(word, index === 0))
  const words = forms.map((form) => form.word)
  const first = forms.find(({ word }) => !weakWords.has(word)) ?? forms[0]
  return {
    normal: words.join(' '),
    joined: words.join(''),
    sorted: words.toSorted().join(' '),
    firstCode: first?.code ?? '',
    lastCode: forms.at(-1)?.code ?? '',
  }
}

/** Words as written, in capitals and without accents; a degree with stops (S.Pd.) counts as no word. */
function writtenWords(name: string): readonly string[] {
  return plainLetters(name)
    .replace(/\.\s+/g, '.')
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((chunk) => chunk !== '')
    .filter((chunk, index) => index === 0 || !isDottedDegree(chunk))
    .flatMap((chunk) => chunk.split('.'))
    .filter((word) => word !== '')
}

/** Capitals; accents go, and so do apostrophes: MA'RUF is MARUF. */
function plainLetters(name: string): string {
  const letters = /^[ -~]*$/.test(name) ? name : name.normalize('NFD')
  return letters.replace(/[\p{M}'’‘`]/gu, '').toUpperCase()
}

function isDottedDegree(chunk: string): boolean {
  return chunk.includes('.') && backTitles.has(chunk.replaceAll('.', ''))
}

function withoutTitles(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !frontTitles.has(word))
  const end = words.findLastIndex((word, index) => index === start || !backTitles.has(word))
  if (start < 0) return words
  return words.slice(start, end + 1).filter((word, index) => index === 0 || !connectors.has(word))
}
