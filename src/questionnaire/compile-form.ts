import { type Issue, isError } from '../kernel/index.ts'
import type { Workbook } from '../sheets/index.ts'
import { checkModel } from './check/check-model.ts'
import type { Codebook } from './codebook.ts'
import { type DataDictionary, dataDictionary } from './dictionary/data-dictionary.ts'
import type { Reading } from './form/form-issues.ts'
import type { FormModel } from './form/form-model.ts'
import { type ReadOptions, readForm } from './form/read-form.ts'
import { type FormMedia, formMedia } from './media-files.ts'
import { codebookOf } from './read-codebook.ts'
import { renderXform } from './xform/render-xform.ts'

export type CompileOptions = ReadOptions & {
  /** What is safe to mend is mended, with a warning that says so. */
  readonly lenient?: boolean
}

export type CompiledForm = {
  readonly form: FormModel
  /** `undefined` when there are errors. */
  readonly xform: string | undefined
  /** What the registry keeps. */
  readonly codebook: Codebook
  /** All that is asked. */
  readonly dictionary: DataDictionary
  readonly media: FormMedia
  readonly issues: readonly Issue[]
}

/** An XLSForm as XForm and codebook. Never throws: what is wrong is an issue with its cell and the way to mend it. */
export function compileForm(workbook: Workbook, options: CompileOptions = {}): CompiledForm {
  const found: Issue[] = []
  const reading: Reading = { report: (issue) => found.push(issue), lenient: options.lenient ?? false }
  const form = readForm(workbook, reading, options)
  const issues = [...found, ...checkModel(form)]
  return {
    form,
    xform: issues.some(isError) ? undefined : renderXform(form),
    codebook: codebookOf(form, () => undefined),
    dictionary: dataDictionary(form),
    media: formMedia(form),
    issues,
  }
}

/** The issues of an XLSForm alone. */
export function checkForm(workbook: Workbook, options: CompileOptions = {}): readonly Issue[] {
  return compileForm(workbook, options).issues
}
