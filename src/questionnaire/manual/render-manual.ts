import type { Language } from '../../kernel/index.ts'
import type { FormComparison } from '../changes/compare-forms.ts'
import { renderChanges } from '../changes/render-changes.ts'
import { escapeText } from '../xform/xml.ts'
import { type Chapter, type Manual, type Section, sectionAnchor } from './manual.ts'
import { manualScript } from './manual-script.ts'
import { manualStyle } from './manual-style.ts'
import { attribute, renderGuide, renderItem } from './render-item.ts'
import { type ItemLink, renderChapter } from './rich-text.ts'
import { roleNames } from './roles.ts'
import { wordsIn } from './words.ts'

/**
 * A manual as one HTML page that needs nothing else: contents, search, an anchor for each question, and a print that
 * reads as a book (`data-page-of` marks where its printer puts page numbers). With `changes` it tells what differs from
 * an older version. Quiz stubs have their answers in the instructor's book only.
 */
export function renderManual(manual: Manual, language: Language, changes?: FormComparison): string {
  const word = wordsIn(language)
  const title = `${word('book')} ${roleNames[manual.role][language]}`
  const link = itemLink(manual, language)
  const body = [
    cover(manual, title, language),
    contents(manual, language, changes !== undefined),
    '<main>',
    ...(changes
      ? [
          `<section id="perubahan" class="part"><h2>${word('changes')} ${word('since')} ${escapeText(changes.older)}</h2>${renderChanges(changes, language)}</section>`,
        ]
      : []),
    ...manual.chapters.map((chapter, index) => chapterPart(chapter, index, language, link)),
    ...manual.sections.map((section) => sectionPart(section, manual, language, link)),
    '</main>',
  ].join('\n')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(`${title}: ${manual.title[language]}`)}</title><style>${manualStyle}</style></head>
<body>${body}<script>${manualScript}</script></body></html>
`
}

/** The number and text of an item or section, leading to it; the name alone of one that stands in another book. */
function itemLink({ sections: given }: Manual, language: Language): ItemLink {
  const sections = new Map(given.map((section) => [sectionAnchor(section.number), section]))
  const items = new Map(given.flatMap((section) => section.items).map((item) => [item.name, item]))
  return (name) => {
    const section = sections.get(name)
    if (section !== undefined)
      return `<a href="#${attribute(name)}">${wordsIn(language)('section')} ${section.number}</a>`
    const item = items.get(name)
    return item
      ? `<a href="#${attribute(item.anchor)}">${item.number} ${escapeText(item.label[language])}</a>`
      : `<code>${escapeText(name)}</code>`
  }
}

function cover({ title, form, version }: Manual, book: string, language: Language): string {
  const word = wordsIn(language)
  return `<header class="cover"><p class="book">${escapeText(book)}</p><h1>${escapeText(title[language])}</h1>
<p class="edition">${word('version')} ${escapeText(version || '–')} · ${word('form')} <code>${escapeText(form)}</code></p>
<p class="generated">${word('generated')}</p></header>`
}

function contents({ chapters, sections }: Manual, language: Language, changed: boolean): string {
  const word = wordsIn(language)
  const line = (anchor: string, text: string, kind: string) =>
    `<li class="${kind}"><a href="#${attribute(anchor)}"><span>${escapeText(text)}</span><span class="page" data-page-of="${attribute(anchor)}"></span></a></li>`
  const lines = [
    ...(changed ? [line('perubahan', word('changes'), 'chapter')] : []),
    ...chapters.map(({ title }, index) => line(`bab-${index + 1}`, title[language], 'chapter')),
    ...sections.flatMap(({ number, title, items }) => [
      line(sectionAnchor(number), `${number}. ${title[language]}`, 'chapter'),
      ...items
        .filter(({ kind }) => kind !== 'note')
        .map((item) => line(item.anchor, `${item.number} ${item.label[language]}`, 'entry')),
    ]),
  ]
  return `<nav aria-label="${word('contents')}"><h2>${word('contents')}</h2>
<div class="search"><label for="cari">${word('search')}</label><input id="cari" type="search" autocomplete="off"><p role="status" data-found="${word('found')}"></p></div>
<ol>${lines.join('\n')}</ol></nav>`
}

function chapterPart({ title, text }: Chapter, index: number, language: Language, link: ItemLink): string {
  return `<section id="bab-${index + 1}" class="part chapter-text"><h2>${escapeText(title[language])}</h2>${renderChapter(text[language], link)}</section>`
}

function sectionPart(section: Section, { role }: Manual, language: Language, link: ItemLink): string {
  const word = wordsIn(language)
  const { number, title, askedIf, repeated, items, guide } = section
  const view = { language, role, link }
  const facts = [
    ...(repeated ? [word('repeated')] : []),
    ...(askedIf ? [`${word('askedIf')}: ${askedIf[language]}`] : []),
  ]
  const common = renderGuide(guide, view)
  return `<section id="${sectionAnchor(number)}" class="part"><h2><span>${word('section')} ${number}</span> ${escapeText(title[language])}</h2>
${facts.map((fact) => `<p class="section-fact">${escapeText(fact)}</p>`).join('')}
${common === '' ? '' : `<div class="common"><h3>${word('common')}</h3>${common}</div>`}
${items.map((item) => renderItem(item, view)).join('\n')}
${role === 'instructor' ? quizPart(section, language) : ''}</section>`
}

function quizPart(section: Section, language: Language): string {
  const stubs = [section, ...section.items].flatMap(({ quiz }) => quiz)
  if (stubs.length === 0) return ''
  const pairs = stubs.map(
    ({ question, answer }) =>
      `<li><p>${escapeText(question[language])}</p><p class="answer">${escapeText(answer[language])}</p></li>`,
  )
  return `<aside class="quiz"><h3>${wordsIn(language)('quiz')}</h3><ol>${pairs.join('')}</ol></aside>`
}
