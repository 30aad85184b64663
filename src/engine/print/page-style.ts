import { houseFonts } from './house-fonts.ts'

export type PageLook = {
  readonly format?: 'A4' | 'A5'
  readonly landscape?: boolean
  /** Stands at the foot of every page, before its number. */
  readonly footer?: string
}

/**
 * The style that every page has unless the document says otherwise: its size, margins, footer and "3 / 12", and the
 * console's typeface under the name `Plus Jakarta Sans`. On the screen it is empty: nobody looks, and Chromium would lay
 * it out there three times for each time on paper.
 */
export function pageStyle({ format = 'A4', landscape = false, footer = '' }: PageLook): string {
  const box = 'font: 9px "Plus Jakarta Sans", "Noto Sans", sans-serif; color: #555'
  return `<style>
${houseFonts()}
@media screen { html { display: none !important } }
@page { size: ${format}${landscape ? ' landscape' : ''}; margin: 18mm 16mm 20mm;
  @bottom-left { content: ${cssText(footer)}; ${box} }
  @bottom-right { content: counter(page) " / " counter(pages); ${box} } }
</style>`
}

function cssText(text: string): string {
  return `"${text.replaceAll(/["\\<\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`
}
