import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const folder = '@fontsource/plus-jakarta-sans/files/plus-jakarta-sans'
const ranges = {
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212',
  'latin-ext': 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0',
}
const faces = [
  ['latin', 400, 'normal'],
  ['latin', 400, 'italic'],
  ['latin', 600, 'normal'],
  ['latin', 700, 'normal'],
  ['latin-ext', 400, 'normal'],
] as const

let rules: string | undefined

/**
 * The console's typeface as `@font-face` rules that hold the files, since a printed document fetches nothing. Of fixed
 * weights: those of the variable file would reach the PDF as drawings.
 */
export function houseFonts(): string {
  rules ??= faces.map(([subset, weight, style]) => fontFace(subset, weight, style)).join('\n')
  return rules
}

function fontFace(subset: keyof typeof ranges, weight: number, style: string): string {
  const file = createRequire(import.meta.url).resolve(`${folder}-${subset}-${weight}-${style}.woff2`)
  const data = readFileSync(file).toString('base64')
  return `@font-face { font-family: 'Plus Jakarta Sans'; font-style: ${style}; font-weight: ${weight};
  unicode-range: ${ranges[subset]}; src: url(data:font/woff2;base64,${data}) format('woff2'); }`
}
