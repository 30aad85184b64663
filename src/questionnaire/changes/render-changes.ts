import type { Language, Message } from '../../kernel/index.ts'
import { wordsIn } from '../manual/words.ts'
import { escapeText } from '../xform/xml.ts'
import type { FormComparison } from './compare-forms.ts'
import { type FormChange, changeKinds } from './form-change.ts'

/** The list of changes as an HTML table, one row a change. */
export function renderChanges({ changes }: FormComparison, language: Language): string {
  const word = wordsIn(language)
  if (changes.length === 0) return `<p>${word('noChanges')}</p>`
  const headings = [word('subject'), word('change'), word('before'), word('after')]
  return `<div class="table"><table class="changes"><thead><tr>${headings.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>
<tbody>${changes.map((change) => changeRow(change, language)).join('\n')}</tbody></table></div>`
}

function changeRow(
  { kind, label, questions, retrain, before, after }: FormChange,
  language: Language,
): string {
  const shown = languageOfChange(before, after, language)
  const mark = retrain ? ` <span class="retrain">${wordsIn(language)('retrain')}</span>` : ''
  const cells = [
    `${escapeText(label[language])} <code>${escapeText(questions.join(', '))}</code>`,
    `${changeKinds[kind].text[language]}${mark}`,
    textCell(before, shown),
    textCell(after, shown),
  ]
  return `<tr>${cells.map((html) => `<td>${html}</td>`).join('')}</tr>`
}

/** The other language, where the text has changed in that one only. */
function languageOfChange(before: Message | null, after: Message | null, language: Language): Language {
  if (!before || !after || before[language] !== after[language]) return language
  return language === 'id' ? 'en' : 'id'
}

function textCell(message: Message | null, language: Language): string {
  return message ? escapeText(message[language]) : '–'
}
