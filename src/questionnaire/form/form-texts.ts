import type { Message } from '../../kernel/index.ts'
import type { FormRow } from './form-rows.ts'

/** A text by language, as the headings name the languages: `Bahasa Indonesia (id)`; `` for a heading without one. */
export type Texts = Readonly<Record<string, string>>

export function textsOf(row: FormRow, column: string): Texts {
  const entries = [...row.values].flatMap(([heading, text]) => {
    const [base = '', ...language] = heading.split('::')
    return base === column ? [[language.join('::'), text] as const] : []
  })
  return Object.fromEntries(entries)
}

export function hasText(texts: Texts): boolean {
  return Object.keys(texts).length > 0
}

/** Whether it stands under a heading that names a language. */
export function isTranslated(texts: Texts): boolean {
  return Object.keys(texts).some((language) => language !== '')
}

/** The Indonesian and the English text; for one that is missing the text without a language, or else any. */
export function messageOf(texts: Texts): Message | undefined {
  const id = textIn(texts, /\(id\)|^bahasa|indonesia/i)
  const en = textIn(texts, /\(en\)|english/i)
  const any = texts[''] ?? id ?? en ?? Object.values(texts)[0]
  return any === undefined ? undefined : { id: id ?? any, en: en ?? any }
}

function textIn(texts: Texts, language: RegExp): string | undefined {
  return Object.entries(texts).find(([name]) => language.test(name))?.[1]
}
