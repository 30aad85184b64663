import { afterAll, beforeAll, expect, test } from 'vitest'
import { anchorPages } from './anchor-pages.ts'
import { type Printer, openPrinter } from './index.ts'
import { openBrowser } from './open-browser.ts'

let printer: Printer
beforeAll(async () => {
  printer = await openPrinter()
})
afterAll(() => printer[Symbol.asyncDispose]())

const document = `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head><body>
<h1>Isi</h1><a href="#satu">Satu <span data-page-of="satu"></span></a> <a href="#dua é">Dua <span data-page-of="dua é"></span></a>
<h2 id="satu" style="break-before: page">Satu</h2><h2 id="dua é" style="break-before: page">Dua</h2>
<script>document.body.textContent = 'never'</script></body></html>`

test('the contents name the page of each heading, in a tagged PDF with an outline', async () => {
  const pdf = await printer.print(document)
  expect(anchorPages(pdf)).toEqual(
    new Map([
      ['satu', 2],
      ['dua é', 3],
    ]),
  )
  const text = Buffer.from(pdf).toString('latin1')
  expect(text.startsWith('%PDF-')).toBe(true)
  expect(text).toMatch(/\/Marked true/)
  expect(text).toContain('/Outlines')
})

test('the same document is the same bytes, whenever it is printed', async () => {
  const first = await printer.print(document, { footer: 'Buku "pedoman"' })
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect(Buffer.compare(first, await printer.print(document, { footer: 'Buku "pedoman"' }))).toBe(0)
})

test('what is no PDF of Chromium has no known pages', () => {
  expect(anchorPages(Buffer.from('%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj')).size).toBe(0)
  expect(anchorPages(new Uint8Array()).size).toBe(0)
})

test('where no browser starts, the problem says what to install', async () => {
  const before = process.env['MUTAKHIR_CHROMIUM']
  process.env['MUTAKHIR_CHROMIUM'] = '/bin/false'
  await expect(openBrowser()).rejects.toMatchObject({
    code: 'noBrowser',
    status: 503,
    text: { id: /Pasang Chromium/, en: /Install Chromium/ },
  })
  if (before === undefined) delete process.env['MUTAKHIR_CHROMIUM']
  else process.env['MUTAKHIR_CHROMIUM'] = before
})
