export { openBrowser } from './open-browser.ts'
export { type PrintOptions, type Printer, openPrinter, renderPdf } from './render-pdf.ts'
