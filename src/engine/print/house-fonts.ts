import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const folder = '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans'
const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212'
const files = [
  ['latin', 'normal', latin],
  ['latin', 'italic', latin],
  ['latin-ext', 'normal', 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0'],
] as const

let rules: string | undefined

/** The console's typeface as `@font-face` rules that hold the files, since a printed document fetches nothing. */
export function houseFonts(): string {
  rules ??= files.map(([subset, style, range]) => fontFace(subset, style, range)).join('\n')
  return rules
}

function fontFace(subset: string, style: string, range: string): string {
  const file = createRequire(import.meta.url).resolve(`${folder}-${subset}-wght-${style}.woff2`)
  const data = readFileSync(file).toString('base64')
  return `@font-face { font-family: 'Plus Jakarta Sans Variable'; font-style: ${style}; font-weight: 200 800;
  unicode-range: ${range}; src: url(data:font/woff2;base64,${data}) format('woff2'); }`
}
