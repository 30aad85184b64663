import { phoneticCode } from './phonetic-code.ts'
import { reformSpelling } from './spelling.ts'
import { expandWord } from './words.ts'

/** A word of a name in its one spelling, and how it sounds. */
export type WordForm = { readonly word: string; readonly code: string }

export type WordReader = (written: string, isFirst: boolean) => WordForm

/** The form of a word in capitals; some abbreviations are only read as the first word (M., ST.). */
export function readWord(written: string, isFirst: boolean): WordForm {
  const word = expandWord(reformSpelling(written), isFirst)
  return { word, code: phoneticCode(word) }
}

/** A reader for bulk: a country has a few hundred thousand words for its hundreds of millions of names. */
export function rememberingReader(): WordReader {
  const first = new Map<string, WordForm>()
  const later = new Map<string, WordForm>()
  return (written, isFirst) => {
    const known = isFirst ? first : later
    const form = known.get(written) ?? readWord(written, isFirst)
    known.set(written, form)
    return form
  }
}
