import type { Browser } from 'playwright-core'
import { anchorPages } from './anchor-pages.ts'
import { openBrowser } from './open-browser.ts'
import { type PageLook, pageStyle } from './page-style.ts'

export type PrintOptions = PageLook

/** A browser that prints one document after another; close it with `await using`. */
export type Printer = AsyncDisposable & {
  readonly print: (html: string, options?: PrintOptions) => Promise<Uint8Array<ArrayBuffer>>
}

/**
 * An HTML document as PDF: tagged, with an outline of its headings, a page number at the foot of each page, and the
 * number of the page of `anchor` in every empty `<span data-page-of="anchor"></span>` of its contents, if something
 * links to `#anchor`. Its own `@page` rules go before ours. Nothing is fetched and no script runs: images and fonts
 * stand in the document as `data:`. The same document gives the same bytes. Throws `noBrowser`.
 */
export async function renderPdf(html: string, options: PrintOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  await using printer = await openPrinter()
  return await printer.print(html, options)
}

export async function openPrinter(): Promise<Printer> {
  const browser = await openBrowser()
  return {
    print: (html, options = {}) => printNumbered(browser, withStyle(html, pageStyle(options))),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** Where everything lies, and nothing painted but the links, by which Chromium tells the pages of what they lead to. */
const draftStyle = '<style>* { visibility: hidden } a { visibility: visible }</style>'

/** Prints a draft to learn the pages, and again with their numbers; once more when those moved a heading. */
async function printNumbered(browser: Browser, html: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!html.includes('data-page-of=')) return printOnce(browser, html)
  let pdf = await printOnce(browser, withStyle(html, draftStyle), false)
  let before = ''
  for (let pass = 0; pass < 3; pass += 1) {
    const filled = fillPages(html, anchorPages(pdf))
    if (filled === before) break
    pdf = await printOnce(browser, filled)
    before = filled
  }
  return pdf
}

async function printOnce(browser: Browser, html: string, tagged = true): Promise<Uint8Array<ArrayBuffer>> {
  await using context = await browser.newContext({ javaScriptEnabled: false, offline: true })
  const page = await context.newPage()
  await page.setContent(html, { waitUntil: 'load' })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged, outline: tagged })
  return withoutDates(pdf)
}

function withStyle(html: string, style: string): string {
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + style) : style + html
}

function fillPages(html: string, pages: ReadonlyMap<string, number>): string {
  return html.replaceAll(
    /(<span[^>]*\bdata-page-of="([^"]*)"[^>]*>)(<\/span>)/g,
    (_, open: string, anchor: string, close: string) => `${open}${pages.get(anchor) ?? ''}${close}`,
  )
}

/** The day of printing is no part of the document: the same length, so that the table of offsets stays right. */
function withoutDates(pdf: Buffer): Uint8Array<ArrayBuffer> {
  const text = pdf.toString('latin1')
  const dated = text.replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}/g, '/$1 (D:20000101000000')
  return Uint8Array.from(Buffer.from(dated, 'latin1'))
}
