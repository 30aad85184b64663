import type { Language, Message } from '../../kernel/index.ts'
import { escapeText } from '../xform/xml.ts'
import type { Guide, GuidePart } from './guide.ts'
import type { Manual, ManualItem } from './manual.ts'
import { type ItemLink, renderLines } from './rich-text.ts'
import { answerKind, wordsIn } from './words.ts'

export type ItemView = {
  readonly language: Language
  readonly role: Manual['role']
  readonly link: ItemLink
}

/** An item of the manual: what the form says of it, and what its author says. */
export function renderItem(item: ManualItem, view: ItemView): string {
  const { language } = view
  const attributes = `id="${attribute(item.anchor)}" class="item ${item.kind}"`
  if (item.kind === 'note')
    return `<article ${attributes}><p class="note-text">${escapeText(item.label[language])}</p></article>`
  return `<article ${attributes}>
<header><h3><span class="number">${item.number}</span> ${escapeText(item.label[language])}</h3>${tags(item, language)}</header>
${hint(item, language)}${conditions(item, view)}
${renderGuide(item.guide, view, choices(item, language))}
</article>`
}

function tags({ name, type, required, unit, kind }: ManualItem, language: Language): string {
  const word = wordsIn(language)
  const shown = [
    kind === 'computed' ? word('computed') : answerKind(type, language),
    ...(unit === undefined ? [] : [unit]),
    ...(required ? [word('required')] : []),
  ]
  return `<p class="tags">${shown.map((text) => `<span>${escapeText(text)}</span>`).join('')}<code>${escapeText(name)}</code></p>`
}

function hint({ hint: text }: ManualItem, language: Language): string {
  if (!text) return ''
  return `<p class="screen"><span>${wordsIn(language)('onScreen')}</span> ${escapeText(text[language])}</p>`
}

/** What the form itself says: when it is asked, which answers it takes, what depends on it. */
function conditions(item: ManualItem, { language, role, link }: ItemView): string {
  const word = wordsIn(language)
  const { askedIf, rule, computedAs, decides, file } = item
  const facts: readonly (readonly [string, string | undefined])[] = [
    [word('askedIf'), text(askedIf, language)],
    [word('answerRule'), rule?.isPattern && rule.message ? undefined : text(rule?.words, language)],
    [rule?.isPattern ? word('answerRule') : word('message'), text(rule?.message, language)],
    [word('computedAs'), role === 'enumerator' ? undefined : text(computedAs, language)],
    [word('file'), file === undefined ? undefined : `<code>${escapeText(file)}</code>`],
    [word('decides'), decides.length === 0 ? undefined : decides.map(link).join(', ')],
  ]
  const shown = facts.flatMap(([label, html]) =>
    html === undefined ? [] : [`<div><dt>${label}</dt><dd>${html}</dd></div>`],
  )
  return shown.length === 0 ? '' : `<dl class="facts">${shown.join('')}</dl>`
}

function text(message: Message | undefined, language: Language): string | undefined {
  return message && escapeText(message[language])
}

function choices({ choices: given, type }: ManualItem, language: Language): string {
  if (given.length === 0) return ''
  const word = wordsIn(language)
  const rows = given.map(
    ({ code, label }) => `<li><code>${escapeText(code)}</code> ${escapeText(label[language])}</li>`,
  )
  const several = type === 'select_multiple' ? ` (${word('several')})` : ''
  return `<section class="choices"><h4>${word('choices')}${several}</h4><ul class="codes${given.length > 5 ? ' long' : ''}">${rows.join('')}</ul></section>`
}

/** The parts of a guide in the order in which one needs them, with the choices between; what the supervisor checks is not for the enumerator. */
export function renderGuide(guide: Guide, view: ItemView, between = ''): string {
  const { language, role } = view
  const before = (['definition', 'purpose', 'asking'] as const).map((part) =>
    renderPart(part, guide[part], view),
  )
  const after = (['probes', 'rightExamples', 'wrongExamples', 'specialCases', 'evidence'] as const).map(
    (part) => renderPart(part, guide[part], view),
  )
  const checked = role === 'enumerator' ? '' : renderPart('checking', guide.checking, view)
  const standard =
    guide.standard === undefined
      ? ''
      : `<section class="standard"><h4>${wordsIn(language)('standard')}</h4><p>${escapeText(guide.standard)}</p></section>`
  return [...before, between, ...after, checked, standard].join('')
}

function renderPart(part: GuidePart, message: Message | undefined, { language, link }: ItemView): string {
  if (!message) return ''
  return `<section class="${part}"><h4>${wordsIn(language)(part)}</h4>${renderLines(message[language], link)}</section>`
}

export function attribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
