import {
  type CompiledForm,
  type Role,
  dictionaryTable,
  manualOf,
  msVarHeadings,
  msVarRows,
  renderDictionaryDdi,
  renderDictionaryHtml,
  renderManual,
  roles,
  tableHeadings,
} from '../../questionnaire/index.ts'
import { renderCsv } from '../../sheets/index.ts'
import { type FormFileName, formFileNames } from '../contract/form.ts'

export type FormFile = { readonly type: string; readonly content: string | Uint8Array }

type Made = {
  readonly compiled: CompiledForm
  readonly xform: string
  readonly source: Uint8Array
}

const csv = 'text/csv; charset=utf-8'
const html = 'text/html; charset=utf-8'
const xml = 'application/xml; charset=utf-8'

/** A file of a form version, made from what was uploaded; the XForm is the one that phones got. */
export function renderFormFile(name: FormFileName, made: Made): FormFile {
  const { codebook, dictionary, form } = made.compiled
  const role = roles.find((each) => name === `manual-${each}.html`)
  if (role) return { type: html, content: renderManual(manualOf(form, role), 'id') }
  switch (name) {
    case 'xlsform':
      return { type: 'application/octet-stream', content: made.source }
    case 'form.xml':
      return { type: xml, content: made.xform }
    case 'codebook.json': {
      const content = `${JSON.stringify({ ...codebook, items: dictionary.items }, null, 2)}\n`
      return { type: 'application/json; charset=utf-8', content }
    }
    case 'codebook.csv':
      return { type: csv, content: renderCsv([tableHeadings, ...dictionaryTable(dictionary)]) }
    case 'ms-var.csv':
      return { type: csv, content: renderCsv([msVarHeadings, ...msVarRows(dictionary)]) }
    case 'codebook.ddi.xml':
      return { type: xml, content: renderDictionaryDdi(dictionary) }
    default:
      return { type: html, content: renderDictionaryHtml(dictionary, 'id') }
  }
}

/** A manual is offered to the roles that something in the form is written for. */
export function filesOf({ form }: CompiledForm): readonly FormFileName[] {
  const written = new Set<string>(
    roles.filter((role) => hasManual(form, role)).map((role) => `manual-${role}.html`),
  )
  return formFileNames.filter((name) => !name.startsWith('manual-') || written.has(name))
}

function hasManual(form: CompiledForm['form'], role: Role): boolean {
  const { sections, chapters } = manualOf(form, role)
  return sections.length > 0 || chapters.length > 0
}
