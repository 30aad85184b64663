import { readFile } from 'node:fs/promises'
import { type Issue, type Message, type Severity, isError } from '../../kernel/index.ts'
import type { CompiledForm } from '../../questionnaire/index.ts'
import { type FormOptions, compileSource } from './compile-source.ts'
import { findForms } from './find-forms.ts'

/** What `form check` says of a file. */
export type FormReport = {
  readonly file: string
  /** No issue is an error. */
  readonly ok: boolean
  readonly issues: readonly FormIssue[]
}

export type FormIssue = {
  readonly severity: Severity
  readonly sheet: string | null
  /** As the user counts: the heading is row 1. */
  readonly row: number | null
  /** Letter and heading: `E (required)`. */
  readonly column: string | null
  readonly code: string
  readonly message: Message
}

/** Checks forms: files (.xlsx, .csv, .md), or folders of them. A file that cannot be read has an issue that says why. */
export async function checkForms(
  paths: readonly string[],
  options: FormOptions = {},
): Promise<readonly FormReport[]> {
  const reports: FormReport[] = []
  for (const file of await findForms(paths)) reports.push((await compileFile(file, options)).report)
  return reports
}

/** A form file, compiled as far as it can be read. */
export async function compileFile(
  file: string,
  options: FormOptions,
): Promise<{ readonly report: FormReport; readonly compiled: CompiledForm | undefined }> {
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) return { report: reportOf(file, [missingFile(file)]), compiled: undefined }
  const { compiled, issues } = compileSource({ name: file, bytes }, options)
  return { report: reportOf(file, issues), compiled }
}

function missingFile(file: string): Issue {
  const message = {
    id: `Berkas ${file} tidak dapat dibuka. Periksa nama dan foldernya.`,
    en: `The file ${file} cannot be opened. Check its name and folder.`,
  }
  return { code: 'form.no_file', severity: 'error', where: { file }, params: {}, message }
}

function reportOf(file: string, issues: readonly Issue[]): FormReport {
  return { file, ok: !issues.some(isError), issues: formIssues(issues) }
}

/** Issues as a report gives them. */
export function formIssues(issues: readonly Issue[]): readonly FormIssue[] {
  return issues.map(({ severity, where, code, message }) => ({
    severity,
    sheet: where.sheet ?? null,
    row: where.row ?? null,
    column: where.column ?? null,
    code,
    message,
  }))
}
