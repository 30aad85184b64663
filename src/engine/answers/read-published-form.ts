import { readFile, readdir } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { compileFile } from '../forms/check-forms.ts'
import type { FormReport } from '../forms/index.ts'
import type { EngineForm } from './form-engine.ts'

const lists = /\.(csv|geojson|xml)$/i

/**
 * A form with the lists that lie beside it: an XForm (.xml) as it was built, or an XLSForm, which is compiled. Of a form
 * with errors the report says what is wrong.
 */
export async function readPublishedForm(file: string): Promise<EngineForm | FormReport> {
  const compiled = extname(file).toLowerCase() === '.xml' ? undefined : await compileFile(file, {})
  if (compiled && compiled.compiled?.xform === undefined) return compiled.report
  const xform = compiled?.compiled?.xform ?? (await readFile(file, 'utf8'))
  const made = compiled?.compiled?.media.made ?? []
  return {
    xform,
    attachments: {
      ...(await listsIn(dirname(file))),
      ...(await listsIn(join(dirname(file), 'media'))),
      ...Object.fromEntries(made.map(({ name, text }) => [name, text])),
    },
  }
}

async function listsIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder).catch(() => [])
  const wanted = names.filter((name) => lists.test(name) && name !== 'form.xml')
  return Object.fromEntries(
    await Promise.all(
      wanted.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  )
}
