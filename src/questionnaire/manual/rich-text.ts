import { escapeText } from '../xform/xml.ts'
import { linesOf } from './text-lines.ts'

/** Turns `{{item:lantai}}` into what the caller shows for that item. */
export type ItemLink = (name: string) => string

/** The text of a cell as HTML: one line a paragraph, several a list. */
export function renderLines(text: string, link: ItemLink): string {
  const lines = linesOf(text).map((line) => renderInline(line, link))
  return lines.length < 2
    ? `<p>${lines.join('')}</p>`
    : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
}

/** A chapter as HTML: lines that begin with `-` are a list, with `1.` a numbered one, others paragraphs. */
export function renderChapter(text: string, link: ItemLink): string {
  const lines = text
    .split(/\n|<br\s*\/?>/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  let html = ''
  let open = ''
  for (const line of lines) {
    const [, mark, rest] = /^(-|\d+\.)\s+(.*)$/.exec(line) ?? []
    const list = mark === undefined ? '' : mark === '-' ? 'ul' : 'ol'
    if (list !== open) html += `${closing(open)}${list === '' ? '' : `<${list}>`}`
    open = list
    html += list === '' ? `<p>${renderInline(line, link)}</p>` : `<li>${renderInline(rest ?? '', link)}</li>`
  }
  return html + closing(open)
}

function closing(list: string): string {
  return list === '' ? '' : `</${list}>`
}

/** `**words**` are strong, `{{item:name}}` leads to the item. */
function renderInline(text: string, link: ItemLink): string {
  return escapeText(text)
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\{\{item:([^{}]*)\}\}/g, (_, name: string) => link(name.trim()))
}
