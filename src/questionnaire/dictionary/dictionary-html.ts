import type { Language } from '../../kernel/index.ts'
import { messageOf } from '../form/form-texts.ts'
import { manualStyle } from '../manual/manual-style.ts'
import { attribute } from '../manual/render-item.ts'
import { answerKind } from '../manual/words.ts'
import { escapeText } from '../xform/xml.ts'
import { type DataDictionary, type DictionaryItem, itemKeys } from './data-dictionary.ts'

const words = {
  title: { id: 'Buku kode', en: 'Codebook' },
  version: { id: 'Versi', en: 'Version' },
  table: { id: 'Tabel', en: 'Table' },
  range: { id: 'Rentang', en: 'Range' },
  universe: { id: 'Ditanyakan bila', en: 'Asked if' },
  calculation: { id: 'Dihitung sebagai', en: 'Computed as' },
  saveTo: { id: 'Disimpan di registri sebagai', en: 'Saved in the registry as' },
  models: { id: 'Dipakai model', en: 'Used by the models' },
  sources: { id: 'Rincian instrumen lain', en: 'Items of other instruments' },
  file: { id: 'Kode dari berkas', en: 'Codes from the file' },
  definition: { id: 'Arti', en: 'Meaning' },
  codes: { id: 'Kode', en: 'Codes' },
  required: { id: 'wajib', en: 'required' },
  contents: { id: 'Daftar isi', en: 'Contents' },
}

type Word = keyof typeof words

/** One page in the look of the manual: contents, a part for each table, and an anchor for each item. */
export function renderDictionaryHtml(dictionary: DataDictionary, language: Language): string {
  const { form, version, items } = dictionary
  const title = messageOf(dictionary.title)?.[language] ?? form
  const anchors = itemKeys(dictionary)
  const tables = Map.groupBy(items, ({ table }) => table || form)
  const parts = [...tables].map(
    ([table, within]) =>
      `<section class="part"><h2><span>${words.table[language]}</span> ${escapeText(table)}</h2>${within.map((item) => itemArticle(item, anchors.get(item) ?? item.name, language)).join('\n')}</section>`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(`${words.title[language]}: ${title}`)}</title><style>${manualStyle}</style></head>
<body><header class="cover"><p class="book">${words.title[language]}</p><h1>${escapeText(title)}</h1>
<p class="edition">${words.version[language]} ${escapeText(version || '–')} · <code>${escapeText(form)}</code></p></header>
${contents(anchors, language)}
<main>${parts.join('\n')}</main></body></html>
`
}

function contents(anchors: ReadonlyMap<DictionaryItem, string>, language: Language): string {
  const lines = [...anchors].map(
    ([{ name }, anchor]) =>
      `<li class="entry"><a href="#${attribute(anchor)}"><span>${escapeText(name)}</span><span class="page" data-page-of="${attribute(anchor)}"></span></a></li>`,
  )
  return `<nav aria-label="${words.contents[language]}"><h2>${words.contents[language]}</h2><ol>${lines.join('')}</ol></nav>`
}

function itemArticle(item: DictionaryItem, anchor: string, language: Language): string {
  const { name, label, type, unit, required } = item
  const tags = [answerKind(type, language), unit ?? '', required ? words.required[language] : '']
  const shown = tags.filter((tag) => tag !== '').map((tag) => `<span>${escapeText(tag)}</span>`)
  return `<article class="item" id="${attribute(anchor)}"><h3>${escapeText(name)}</h3>
<p class="tags">${shown.join('')}</p><p class="screen">${escapeText(messageOf(label)?.[language] ?? '')}</p>
${factList(item, language)}${definition(item, language)}${codes(item, language)}</article>`
}

function factList(item: DictionaryItem, language: Language): string {
  const { range, universe, calculation, saveTo, models, sources, file } = item
  const facts: readonly (readonly [Word, string | undefined])[] = [
    ['range', range && `${range.min ?? '…'} – ${range.max ?? '…'}`],
    ['universe', universe],
    ['calculation', calculation],
    ['file', file],
    ['saveTo', saveTo],
    ['sources', sources],
    ['models', models?.join(', ')],
  ]
  const shown = facts.flatMap(([key, text]) =>
    text === undefined ? [] : [`<div><dt>${words[key][language]}</dt><dd>${escapeText(text)}</dd></div>`],
  )
  return shown.length === 0 ? '' : `<dl class="facts">${shown.join('')}</dl>`
}

function definition({ guide }: DictionaryItem, language: Language): string {
  if (!guide?.definition) return ''
  return `<section><h4>${words.definition[language]}</h4><p>${escapeText(guide.definition[language])}</p></section>`
}

function codes({ categories }: DictionaryItem, language: Language): string {
  if (categories.length === 0) return ''
  const rows = categories.map(
    ({ code, label }) =>
      `<li><code>${escapeText(code)}</code> ${escapeText(messageOf(label)?.[language] ?? '')}</li>`,
  )
  return `<section><h4>${words.codes[language]}</h4><ul class="codes${rows.length > 5 ? ' long' : ''}">${rows.join('')}</ul></section>`
}
