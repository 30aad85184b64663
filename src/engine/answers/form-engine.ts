import './browser-globals.ts'
import { type InstanceData, loadForm } from '@getodk/xforms-engine'

/** A form as it was published: what a submission is checked against. */
export type EngineForm = {
  readonly xform: string
  /** Lists and other files of the form, by name; what is missing is read as empty. */
  readonly attachments: Readonly<Record<string, string>>
}

/** What the form itself says of answers that were given to it again. */
export type EngineAnswers =
  | { readonly kind: 'read'; readonly violations: readonly Violation[]; readonly output: string }
  /** The engine cannot take the form or the submission. */
  | { readonly kind: 'failed'; readonly message: string }

export type Violation = {
  /** XPath with positions: `/data/anggota[2]/umur`. */
  readonly reference: string
  readonly condition: 'constraint' | 'required'
  /** In the form's words, where it has any. */
  readonly message: string | undefined
}

/** Gives submissions to a form again, in this thread. Only `answer-worker.ts` uses it outside of tests. */
export type FormEngine = { readonly read: (submission: string) => Promise<EngineAnswers> }

/**
 * The engine never frees an instance while its form is loaded (1,000 validations: 2.2 GB), so the form is loaded anew now
 * and then.
 */
const readingsPerLoad = 10

export function openFormEngine(form: EngineForm): FormEngine {
  let loaded: ReturnType<typeof load> | undefined
  let readings = 0
  return {
    read: async (submission) => {
      if (readings % readingsPerLoad === 0) loaded = undefined
      readings += 1
      loaded ??= load(form)
      try {
        return await readAgain(await loaded, submission)
      } catch (error) {
        return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}

async function load({ xform, attachments }: EngineForm) {
  const result = await loadForm(xform, {
    fetchFormAttachment: async (url) => {
      const text = attachments[decodeURIComponent(url.pathname.split('/').pop() ?? '')]
      return text === undefined ? new Response('', { status: 404 }) : new Response(text)
    },
    missingResourceBehavior: 'BLANK',
  })
  if (result.status === 'failure') throw result.error
  return result
}

async function readAgain(form: Awaited<ReturnType<typeof load>>, submission: string): Promise<EngineAnswers> {
  const data = new FormData()
  data.set(instanceFile, new File([submission], instanceFile, { type: 'text/xml' }))
  if (!isInstanceData(data)) throw new Error('the form data hold no submission')
  const restored = await form.restoreInstance({ data: [data] })
  const payload = await restored.root.prepareInstancePayload({ payloadType: 'monolithic' })
  const violations = (payload.violations ?? []).map(({ reference, violation }) => ({
    reference,
    condition: violation.condition,
    message: violation.message?.asString,
  }))
  const [output] = payload.data
  return { kind: 'read', violations, output: await output.get(instanceFile).text() }
}

const instanceFile = 'xml_submission_file'

/** Form data that hold files alone, the submission among them. */
function isInstanceData(data: FormData): data is InstanceData {
  return data.has(instanceFile)
}
