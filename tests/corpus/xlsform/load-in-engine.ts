import { JSDOM } from 'jsdom'

/** Globals that the engine of ODK Web Forms finds in a browser. */
const { window } = new JSDOM('')
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
Object.assign(
  globalThis,
  { __dirname: '/' },
  Object.fromEntries(names.map((name) => [name, Reflect.get(window, name)])),
)

const { loadForm } = await import('@getodk/xforms-engine')

/** Loads a form, with every attachment blank, and starts a record; what goes wrong, or nothing. */
export async function loadInEngine(xform: string): Promise<string | undefined> {
  const form = await loadForm(xform, {
    fetchFormAttachment: () => Promise.resolve(new Response('', { status: 404 })),
    missingResourceBehavior: 'BLANK',
  })
  if (form.status === 'failure') return form.error.message
  try {
    form.createInstance()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
