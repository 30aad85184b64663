import type { Language } from '../../kernel/index.ts'
import { messageOf } from '../form/form-texts.ts'
import { escapeText } from '../xform/xml.ts'
import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

const words = {
  title: { id: 'Buku kode', en: 'Codebook' },
  version: { id: 'versi', en: 'version' },
  type: { id: 'Tipe', en: 'Type' },
  unit: { id: 'Satuan', en: 'Unit' },
  range: { id: 'Rentang', en: 'Range' },
  universe: { id: 'Ditanyakan bila', en: 'Asked if' },
  calculation: { id: 'Dihitung sebagai', en: 'Computed as' },
  saveTo: { id: 'Disimpan di registri sebagai', en: 'Saved in the registry as' },
  models: { id: 'Dipakai model', en: 'Used by the models' },
  code: { id: 'Kode', en: 'Code' },
  meaning: { id: 'Arti', en: 'Meaning' },
  contents: { id: 'Daftar isi', en: 'Contents' },
}

/** One page: contents, and a section with an anchor for each item. */
export function renderDictionaryHtml(dictionary: DataDictionary, language: Language): string {
  const word = (key: keyof typeof words) => words[key][language]
  const title = `${word('title')}: ${messageOf(dictionary.title)?.[language] ?? dictionary.form}`
  const contents = dictionary.items.map(
    ({ name }) => `<li><a href="#${escapeText(name)}">${escapeText(name)}</a></li>`,
  )
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeText(title)}</title>`,
    '<style>body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}dt{font-weight:600}',
    'table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem;text-align:start}ol{columns:3}</style></head>',
    `<body><h1>${escapeText(title)}</h1><p>${escapeText(dictionary.form)}, ${word('version')} ${escapeText(dictionary.version)}</p>`,
    `<nav aria-label="${word('contents')}"><ol>${contents.join('')}</ol></nav>`,
    ...dictionary.items.map((item) => itemSection(item, language)),
    '</body></html>\n',
  ].join('\n')
}

function itemSection(item: DictionaryItem, language: Language): string {
  const { name, label, guide, type, unit, range, universe, calculation, saveTo, models } = item
  const facts: readonly (readonly [keyof typeof words, string | undefined])[] = [
    ['type', type],
    ['unit', unit],
    ['range', range && `${range.min ?? '…'} – ${range.max ?? '…'}`],
    ['universe', universe],
    ['calculation', calculation],
    ['saveTo', saveTo],
    ['models', models?.join(', ')],
  ]
  const shown = facts.flatMap(([key, text]) =>
    text === undefined ? [] : [`<dt>${words[key][language]}</dt><dd>${escapeText(text)}</dd>`],
  )
  return [
    `<section id="${escapeText(name)}"><h2>${escapeText(name)}</h2>`,
    `<p>${escapeText(messageOf(label)?.[language] ?? '')}</p>`,
    ...(guide?.definition ? [`<p>${escapeText(guide.definition[language])}</p>`] : []),
    `<dl>${shown.join('')}</dl>${categoryTable(item, language)}</section>`,
  ].join('')
}

function categoryTable({ categories }: DictionaryItem, language: Language): string {
  if (categories.length === 0) return ''
  const rows = categories.map(
    ({ code, label }) =>
      `<tr><td>${escapeText(code)}</td><td>${escapeText(messageOf(label)?.[language] ?? '')}</td></tr>`,
  )
  const heading = `<tr><th>${words.code[language]}</th><th>${words.meaning[language]}</th></tr>`
  return `<table><thead>${heading}</thead><tbody>${rows.join('')}</tbody></table>`
}
