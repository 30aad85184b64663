import { JSDOM } from 'jsdom'

/** What the form engine finds in a browser and Node lacks. */
const names = [
  'DOMParser',
  'XMLSerializer',
  'Node',
  'Element',
  'Document',
  'XMLDocument',
  'Text',
  'Attr',
  'Comment',
  'document',
]

const { window } = new JSDOM('')
// The engine's parser of expressions was compiled by emscripten, which asks where it lies.
Object.assign(
  globalThis,
  { __dirname: '/' },
  Object.fromEntries(names.map((name) => [name, Reflect.get(window, name)])),
)
