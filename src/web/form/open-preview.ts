import type { RootNode } from '@getodk/xforms-engine'
import { type InjectionKey, markRaw, reactive } from 'vue'
import { api } from '../api/api.ts'

export type Preview =
  | { readonly kind: 'open'; readonly root: RootNode }
  | { readonly kind: 'failed'; readonly message: string }

/** Loads the engine when it is needed first: it is as large as the rest of the console. Missing files stay blank. */
export async function openPreview(formVersionId: string, signal: AbortSignal): Promise<Preview> {
  const [{ loadForm }, xform] = await Promise.all([
    import('@getodk/xforms-engine'),
    api.formFile(formVersionId, 'form.xml', signal),
  ])
  const form = await loadForm(xform, {
    fetchFormAttachment: ({ href }) =>
      fetch(`/api/forms/${formVersionId}/media/${encodeURIComponent(mediaName(href))}`, { signal }),
    missingResourceBehavior: 'BLANK',
  })
  if (form.status === 'failure') return { kind: 'failed', message: form.error.message }
  const { root } = form.createInstance({ stateFactory: reactive })
  // Its state is reactive already; the nodes themselves must stay as the engine made them.
  return { kind: 'open', root: markRaw(root) }
}

/** The version that is previewed, for the files of its labels. */
export const previewedForm: InjectionKey<string> = Symbol('previewed form')

/** `lantai.png` of `jr://images/lantai.png`. */
export function mediaName(resource: string): string {
  return decodeURIComponent(resource.replace(/^.*\//, ''))
}
